"""Which picture answers a question about a folder as it stands: of a term, of clauses, of one document or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import asking
from .naming import Naming
from .pictures.clauses import clauses
from .pictures.documents import neighbours, pair
from .pictures.drawing import Drawing
from .pictures.matrix import of_documents, of_terms
from .pictures.term import term
from .wording import titles

if TYPE_CHECKING:
    from .workspace import Workspace

ALL = "documents"
"""What is asked for the picture of all documents."""


def drawing(workspace: Workspace, thing: str, other: str = "") -> Drawing:
    """The picture of what `thing` names, or of two documents. UnclearError where nothing goes by a name."""
    corpus, links = workspace.corpus, workspace.links
    names = titles(corpus.documents)
    naming = Naming(names, (corpus,))
    if other:
        one, two = (asking.document_id(corpus, name) for name in (thing, other))
        if one == two:
            raise asking.UnclearError(f"“{thing}” and “{other}” are one document; name two")
        return Drawing(pair(corpus, links, one, two, naming))
    name = asking.term(corpus, thing)
    if name is not None and thing in corpus.by_term:
        return Drawing(term(corpus, links, name, naming))
    try:
        places = asking.places(corpus, thing)
    except asking.UnclearError:
        if name is not None:
            return Drawing(term(corpus, links, name, naming))
        if thing == ALL:
            return Drawing(of_documents(corpus, links, names))
        raise
    if places[0].provision:
        return Drawing(clauses(corpus, links, places, naming))
    return Drawing(neighbours(corpus, links, places[0].document, naming))


def term_matrix(workspace: Workspace, document: str) -> Drawing:
    """The terms of a document by the documents that use them. UnclearError where no document goes by that name."""
    corpus = workspace.corpus
    id_ = asking.document_id(corpus, document)
    return Drawing(of_terms(corpus, workspace.links, id_, titles(corpus.documents)))
