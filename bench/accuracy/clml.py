"""References in British law against its editors' links within a document (InternalLink of legislation.gov.uk).

A tag counts where it leads to a provision of the file, as most files hold only a part of their act. It is found where a
reference of ours over the same characters leads to the same provision, or to a list or range that holds it; for the
"section 7" of "subsection (3) of section 7", to a part of it.
"""

from __future__ import annotations

from extract.document import extract, refer
from extract.profile import load
from graph.corpus import Corpus
from graph.resolve import Resolver

from .options import Options
from .score import Score, around


def score_clml(options: Options) -> list[Score]:
    """Internal links found with the same target."""
    score = Score("internal links of British law")
    for path in sorted((options.gold / "uk").glob("*.xml")):
        if not options.takes(path.stem):
            continue
        one = extract(path, path.stem)
        document = refer(one.document, load(one.profile), one.document.aliases)
        resolver = Resolver(Corpus("", (document,), one_code=False))
        texts = {p.path: p.text for p in document.provisions}
        for tag in document.given_references:
            if tag.document or tag.span is None:
                continue
            if tag.target not in texts:
                score.ignored["leads to nothing in the file"] += 1
                continue
            over = [
                r
                for r in document.references
                if r.provision == tag.provision and r.span.start < tag.span.end and tag.span.start < r.span.end
            ]
            ours = {place.provision for r in over for place in resolver.resolve(document, r).targets}
            place = around(document.id, tag.provision, texts[tag.provision], tag.span.start, tag.span.end)
            held = any(r.span.holds(tag.span) and r.span != tag.span for r in over)
            found = tag.target in ours or (
                held and any(one.startswith((f"{tag.target}(", f"{tag.target} ")) for one in ours)
            )
            score.add(found, f"{tag.text} to {tag.target}, ours {sorted(ours)} {place}")
    return [score]
