"""References that Word's author made with REF fields, against ours of the same text, in the contracts.

A field counts where it is current, shows a number and leads to a provision. It is found where a reference of ours over
the same characters leads to the same provision. Fields whose result is stale, or whose bookmark is gone, are findings
of their own and are ignored here.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import lapse
from lapse.workspace import Workspace

from .options import Options
from .score import Score, around

FOLDERS = ("2020-docx", "2017-docx-tracked")


def score_fields(options: Options) -> list[Score]:
    """REF fields of the contracts found as text with the same target."""
    score = Score("REF fields found as text")
    for name in FOLDERS:
        with tempfile.TemporaryDirectory() as folder:
            for path in sorted((options.gold / "contracts" / name).iterdir()):
                shutil.copyfile(path, Path(folder) / path.name)
            _count(lapse.open(folder), score)
    return [score]


def _count(code: Workspace, score: Score) -> None:
    for one in code.corpus.documents:
        document = code.corpus.whole(one.id)
        texts = {p.path: p.text for p in document.provisions}
        links = [x for x in code.links.resolutions if x.place.document == document.id]
        for field in document.fields:
            shown = field.span.of(texts[field.provision])
            if field.status != "current" or not field.leads_to:
                score.ignored[f"{field.status}, or leads to no provision"] += 1
            elif not any(c.isdigit() for c in shown):
                score.ignored["shows no number"] += 1
            else:
                over = [
                    x
                    for x in links
                    if x.place.provision == field.provision
                    and x.span.start < field.span.end
                    and field.span.start < x.span.end
                ]
                ours = {t.provision for x in over for t in x.targets if t.document == document.id}
                text, span = texts[field.provision], field.span
                place = around(document.id, field.provision, text, span.start, span.end)
                score.add(field.leads_to in ours, f"{shown} to {field.leads_to}, ours {sorted(ours)} {place}")
