"""Progress on stderr: on a terminal a bar with rate and time left, elsewhere one line for each step."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SLOW = 5.0
"""Seconds from which a step is worth a line where there is no terminal, unless every step is."""


@dataclass
class Steps:
    """Shows the steps of long work on a console; `every` one gets its line where that is no terminal."""

    console: Console
    every: bool = False
    _step: str = ""
    _began: float = 0.0
    _bar: Progress | None = None
    _task: TaskID | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        """As `lapse.progress.Progress` says."""
        if step != self._step or not done:
            self.close()
            self._begin(step, total)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)
        if done >= total:
            self._end(done)

    def _begin(self, step: str, total: int) -> None:
        self._step, self._began = step, time.monotonic()
        if self.console.is_terminal:
            from .bar import bar

            self._bar = bar(self.console)
            self._task = self._bar.add_task(step, total=total)
            self._bar.start()

    def _end(self, done: int) -> None:
        seconds = time.monotonic() - self._began
        if self._step and not self.console.is_terminal and (self.every or seconds >= SLOW):
            counted = f"{done:,} in {seconds:.1f} s" if done != 1 else f"{seconds:.1f} s"
            rate = f", {done / seconds:,.0f} a second" if done > 1 and seconds >= 1 else ""
            self.console.print(f"lapse: {self._step}: {counted}{rate}")
        self.close()

    def close(self) -> None:
        """Takes a bar that is shown away, as when a step is broken off."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        self._step = ""
