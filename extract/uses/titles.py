"""Terms inside the titles of documents and enactments, which are no uses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontology.model import Reference

from .names import statutes
from .scene import Scene
from .terms import TITLE, Mask

_DETERMINERS = re.compile(r"^(?:the|that|this|a|an|such) ", re.IGNORECASE)
_ORDINARY = re.compile(r"[A-Z][a-z]{3,}")


def title(scene: Scene) -> Mask:
    """Inside the title of a document or an enactment: "Charging" in the Charging Methodology, or the Charging Act 1999.

    A term that is the whole title, "TMAD", is used; so is one beside the words Section, Appendix and the like.
    """
    out: Mask = scene.matches.form == TITLE
    regions = [*statutes(scene.text.flat), *_named(scene)]
    starts, ends = [start for start, _ in regions], [end for _, end in regions]
    for number, inside in scene.within(starts, ends):
        for i in inside:
            if scene.matches.start[i] != starts[number] or scene.matches.end[i] != ends[number]:
                out[i] = True
    return out


def _named(scene: Scene) -> Iterable[tuple[int, int]]:
    """Folded regions of the names of documents and of the headings that references give."""
    found = [one for reference in scene.document.references for one in _names_in(scene, reference)]
    here = [one[0] for one in found]
    start = scene.text.places(here, [at for _, at, _, _ in found])
    end = scene.text.places(here, [at + length for _, at, length, _ in found])
    for a, b, (_, _, _, rim) in zip(start.tolist(), end.tolist(), found, strict=True):
        yield a - rim, b + rim


def _names_in(scene: Scene, reference: Reference) -> Iterable[tuple[int, int, int, int]]:
    """The document's name and the heading that a reference gives: which text, from where, how long, with what rim."""
    here = scene.provisions.get(reference.provision)
    if here is None:
        return
    text = scene.searched[here].text
    name = _DETERMINERS.sub("", reference.document)
    if len(_ORDINARY.findall(name)) > 1:
        at = text.find(name, reference.span.start)
        if at >= 0:
            yield here, at, len(name), 0
    if reference.heading:
        at = text.find(reference.heading, reference.span.start, reference.span.end + len(reference.heading) + 4)
        if at >= 0:
            yield here, at, len(reference.heading), 1
