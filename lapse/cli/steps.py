"""Progress on stderr: on a terminal a bar with rate and time left, elsewhere one line for each step."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

SLOW = 5.0
"""Seconds from which a step is worth a line where there is no terminal, unless every step is."""


class _Counted(TextColumn):
    """How many things are done, of how many, and how many a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        if not task.total or task.total == 1:
            return Text(f"{task.elapsed or 0:.0f} s")
        speed = task.finished_speed or task.speed
        return Text(f"{task.completed:,.0f} of {task.total:,.0f}" + (f", {speed:,.0f} a second," if speed else ""))


class _Left(TimeRemainingColumn):
    """The time left of a step that can be counted, in minutes and seconds."""

    def render(self, task: Task) -> Text:
        counted = bool(task.total and task.total > 1 and task.time_remaining is not None)
        return Text.assemble(super().render(task), " left") if counted else Text()


@dataclass
class Steps:
    """Shows the steps of long work on a console; `every` one gets its line where that is no terminal."""

    console: Console
    every: bool = False
    _step: str = ""
    _began: float = 0.0
    _bar: Progress | None = None
    _task: TaskID = field(default=TaskID(0))

    def __call__(self, step: str, done: int, total: int) -> None:
        """As `lapse.progress.Progress` says."""
        if step != self._step or not done:
            self.close()
            self._begin(step, total)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)
        if done >= total:
            self._end(done)

    def _begin(self, step: str, total: int) -> None:
        self._step, self._began = step, time.monotonic()
        if self.console.is_terminal:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), _Counted(), _Left())
            self._bar = Progress(*columns, console=self.console, transient=True)
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
