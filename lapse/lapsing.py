"""From what a person says of a lapse to the answer: what lapses, on which day, what of a folder is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from graph.compare import Known
from graph.corpus import Corpus

from . import asking
from .corpus.excerpt import excerpt
from .expiry import Expiry, keep_of
from .plans import Carried, load

if TYPE_CHECKING:
    from .workspace import Workspace


def expiry(  # noqa: PLR0913, PLR0917 - as `Workspace.expire`
    workspace: Workspace,
    what: Iterable[str],
    on: str | date | None,
    keep: Iterable[str],
    accept: Iterable[str | Path],
    starts: str | date | None,
    plan: str | Path | None,
    brief: bool,
) -> Expiry:
    """As `Workspace.expire`."""
    light = workspace.reading.code.named
    lapsing = asking.several(light, what)
    document = lapsing[0].document
    day = asking.day(on) if isinstance(on, str) else on or light.by_id[document].in_force_until
    first = asking.day(starts) if isinstance(starts, str) else starts
    later = workspace.accepting(accept) if (accept := tuple(accept)) else None
    here = workspace.at(day)
    next_ = workspace.at(day + timedelta(days=1)) if day and day < date.max else here
    same = next_.reading.files == here.reading.files
    kept = keep_of(light, keep, document)
    within = {one.document for one in kept} <= {one.document for one in lapsing}
    simple = brief and later is None and plan is None and here is workspace and same and within
    part = excerpt(workspace.reading.code, lapsing, day) if simple else None
    corpus, known = part or (here.corpus, Known(here.links))
    return Expiry(
        corpus,
        here.names,
        lapsing,
        day,
        kept,
        _with_uses_of(later.corpus, here.corpus) if later else None,
        first,
        (workspace.reading, later) if later else (workspace.reading,),
        workspace.decisions,
        load(Path(plan), workspace.corpus) if plan else Carried(),
        workspace.settings,
        None if same else next_.corpus,
        known,
    )


def _with_uses_of(corpus: Corpus, other: Corpus) -> Corpus:
    from .lost import with_uses_of  # noqa: PLC0415 - spaCy, where texts are held against each other

    return with_uses_of(corpus, other)
