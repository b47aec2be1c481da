"""Writes the files of the demonstration corpus from the texts in `lapse/demo/text`."""

from __future__ import annotations

import argparse
from pathlib import Path

from .files import HERE, made, pdf


def main() -> None:
    """Makes the files and writes them where they belong, or below another folder."""
    parser = argparse.ArgumentParser(prog="python -m lapse.demo.make", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where to write (default: lapse/demo)")
    parser.add_argument("--pdf", action="store_true", help="make the PDF as well; needs LibreOffice")
    asked = parser.parse_args()
    files = made()
    if asked.pdf:
        name, data = pdf()
        files[name] = data
    for name, data in files.items():
        path = asked.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
