"""The facts of one document as plain data, in the shapes that scripts rely on. Keys may be added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontology.labels import members

if TYPE_CHECKING:
    from ontology.model import Definition, Document, Provision, Reference, Target
    from ontology.places import Place

Json = dict[str, Any]


def place(where: Place | None) -> Json | None:
    """A place as {"document", "provision"}, null for none."""
    return None if where is None else {"document": where.document, "provision": where.provision}


def read(document: Document) -> Json:
    """All facts of one file."""
    from extract.health import health  # noqa: PLC0415 - where a document is looked at

    return {
        "document": {
            "id": document.id,
            "title": document.title,
            "version": document.version,
            "sha256": document.sha256,
            "aliases": list(document.aliases),
            "media_type": document.media_type,
            "in_force_from": document.in_force_from.isoformat() if document.in_force_from else None,
            "in_force_until": document.in_force_until.isoformat() if document.in_force_until else None,
            "repealed": any(key == "repealed" for key, _ in document.metadata),
        },
        "health": health(document).as_dict(),
        "provisions": [provision(one) for one in document.provisions],
        "definitions": [definition(one) for one in document.definitions],
        "references": [reference(one) for one in document.references],
        "problems": [
            {"code": one.code, "message": one.message, "provision": one.provision, "page": one.page}
            for one in document.problems
        ],
    }


def provision(one: Provision) -> Json:
    """A provision."""
    return {
        "number": one.number,
        "path": one.path,
        "parent": one.parent,
        "heading": one.heading,
        "text": one.text,
        "page": one.page,
        "kind": one.kind,
    }


def definition(one: Definition) -> Json:
    """A definition as found; `imports` is what it names as its source."""
    return {
        "term": one.term,
        "variants": list(one.variants),
        "provision": one.provision,
        "text": one.text,
        "scope": one.scope.kind,
        "within": list(one.scope.within),
        "kind": one.kind,
        "imports": None if one.source is None else {"document": one.source.document, "targets": labels(one.source)},
        "rule": one.rule,
        "start": one.span.start,
        "end": one.span.end,
        "quoted": one.quoted,
    }


def reference(one: Reference) -> Json:
    """A reference as found, its ranges counted out."""
    return {
        "text": one.text,
        "provision": one.provision,
        "start": one.span.start,
        "end": one.span.end,
        "document": one.document or None,
        "targets": labels(one),
        "kind": one.kind,
        "rule": one.rule,
        "role": one.role,
        "heading": one.heading,
        "historical": one.historical,
    }


def labels(one: Reference) -> list[str]:
    """The labels of a reference, every member of a range by counting."""
    return [label for target in one.targets for label in _members(target)]


def _members(target: Target) -> tuple[str, ...]:
    return members(target.label, target.through) if target.through else (target.label,)
