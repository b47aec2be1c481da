"""What a run of the benches is given, and which documents belong to which half."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"


@dataclass(frozen=True, slots=True)
class Options:
    """`gold` is the folder of the gold sets; `half` "dev", "test" or "all"; one document in `step` is read."""

    gold: Path = GOLD
    half: str = "all"
    step: int = 1

    def takes(self, name: str) -> bool:
        """Whether a document is in the half and the sample: by a hash of its name, so that no order decides."""
        value = crc32(name.encode("utf-8"))
        half = "dev" if value % 2 == 0 else "test"
        return self.half in ("all", half) and (value >> 1) % self.step == 0
