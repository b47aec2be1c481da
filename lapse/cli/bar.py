"""The bar that shows a step of long work on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


def bar(console: Console) -> Progress:
    """A bar with the step's name, how much of it is done, how fast, and the time left."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), _Counted(), _Left())
    return Progress(*columns, console=console, transient=True)


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
