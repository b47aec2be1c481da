"""How long work tells how far it is: a step, and how many of its things are done."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told of long work. Called by the thread that does the work, and cheap enough to be called for every file."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Of the `total` things of a step ("reading files") so many are `done`.

        A step begins with `done` 0 and ends with `done` equal to `total`; one step follows another. A step that cannot
        be counted has a `total` of 1.
        """


def quiet(step: str, done: int, total: int) -> None:
    """Tells nobody."""
