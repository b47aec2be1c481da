"""What a piece of work costs: wall and processor seconds, memory over all processes; and on which machine.

Memory is looked at seldom, for a look holds up what it looks at.
"""

from __future__ import annotations

import os
import platform
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

SELDOM = 3.0
"""Seconds from one look at the memory of processes to the next, at most; a tenth of the time gone by before that."""


def measured(command: Sequence[str | Path]) -> dict[str, float]:
    """Wall and processor seconds of a command and of all that it starts, and the peak of their memory in GB (PSS)."""
    began, before = time.monotonic(), os.times()
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_pss, _family(process.pid))))
        with suppress(subprocess.TimeoutExpired):
            process.wait(min(SELDOM, max(0.1, (time.monotonic() - began) / 10)))
    if process.returncode not in (0, 1, 3):
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}")
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return {"wall": round(time.monotonic() - began, 2), "processor": round(spent, 2), "GB": round(peak / 1e6, 2)}


def _family(process: int) -> list[int]:
    found = [process]
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _family(int(child))
    except OSError:
        pass
    return found


def _pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def spent(work: Callable[[], Any]) -> float:
    """Processor seconds of work in this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def in_turns(runs: int, *works: Callable[[], Any]) -> list[float]:
    """The median processor seconds of each piece of work, done in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for one, work in zip(times, works, strict=True):
            one.append(spent(work))
    return [round(median(one), 3) for one in times]


def middle(several: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {name: round(median(one[name] for one in several), 2) for name in several[0]}


def machine() -> str:
    """The machine, in words."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = names[0].partition(": ")[2] if names else platform.processor()
    load_ = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} x {processor}, Python {platform.python_version()}, load before {load_}"
