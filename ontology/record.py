"""Records that are made by the million: a frozen dataclass in the form in which it is made ten times as fast."""

from __future__ import annotations

from dataclasses import MISSING, fields
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ["record", "replace"]

R = TypeVar("R")


def record(cls: type[R]) -> type[R]:
    """A frozen dataclass as a struct of msgspec: the same fields, methods, order, equality and text.

    A frozen dataclass sets each of its fields by a call, which takes most of the time of what makes many. The struct is
    still a dataclass to `dataclasses.replace`, `fields` and `asdict`, and frozen, hashed and pickled as one; `replace`
    of this module is that of dataclasses in a tenth of its time. It is part
    of no cycle, because its fields are set when it is made and never after, so the collector of cycles passes it over.
    """
    told: list[Any] = [
        (one.name, one.type) if one.default is MISSING else (one.name, one.type, one.default)
        for one in fields(cls)  # type: ignore[arg-type]
    ]
    methods = {
        name: value
        for name, value in vars(cls).items()
        if isinstance(value, FunctionType | property | staticmethod | classmethod) and not _is_made(name)
    }
    return msgspec.defstruct(  # type: ignore[return-value]
        cls.__name__,
        told,
        module=cls.__module__,
        namespace={**methods, "__doc__": cls.__doc__, "__dataclass_fields__": vars(cls)["__dataclass_fields__"]},
        frozen=True,
        gc=False,
        order=vars(cls)["__dataclass_params__"].order,
    )


def _is_made(name: str) -> bool:
    """Whether a method is one that a dataclass is given."""
    return name.startswith("__") and name != "__str__"
