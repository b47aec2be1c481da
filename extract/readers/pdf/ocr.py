"""Letters in pictures, read by tesseract through pytesseract (the extra `ocr`); without either nothing is read."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from statistics import median

from PIL import Image

from .pages import Word

LONGEST = 60
"""Seconds for one call."""
LABEL_LETTERS = "0123456789.()abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
FEWEST = 6
"""Rows that a sheet of labels has at least."""
_MARGIN = 24
_HEIGHT = 48


@cache
def missing() -> str:
    """What has to be done before pictures can be read, "" where nothing is missing."""
    wanted = ["run pip install 'lapse[ocr]'"] * (find_spec("pytesseract") is None)
    wanted += ["install the program tesseract"] * (shutil.which("tesseract") is None)
    return " and ".join(wanted)


def advice() -> str:
    """What to do about letters in pictures, but for asking for another file: "run … to have them read, or "."""
    return f"{missing()} to have them read, or " if missing() else ""


def words(image: Image.Image, scale: float) -> list[Word]:
    """The words of a page's picture, measured in points; `scale` is pixels to a point. Empty where nothing is read."""
    out: list[Word] = []
    for left, top, width, height, text in _read(image, "3"):
        bottom = top + height
        size = max(4.0, height / scale * 1.05)
        out.append(
            Word(text, left / scale, (left + width) / scale, bottom / scale, size, False, False, 0, True, len(out))
        )
        out[-1].order = len(out) * 2
    return _levelled(out)


def _levelled(found: list[Word]) -> list[Word]:
    """Words with the baseline and size of their line: boxes of words with and without tails differ."""
    rows: list[list[Word]] = []
    for word in found:
        if rows and abs(word.y - median(w.y for w in rows[-1])) < 0.6 * word.size and word.x0 > rows[-1][-1].x0:
            rows[-1].append(word)
        else:
            rows.append([word])
    if not found:
        return found
    size = median(w.size for w in found)
    for row in rows:
        level = median(w.y for w in row)
        for word in row:
            word.y = level
            word.size = size if 0.6 * size < word.size < 1.6 * size else word.size
    return found


def labels(images: Sequence[Image.Image]) -> list[str]:
    """The label in each small picture, "" where none is read: all are set below each other and read in one call.

    Few are set several times over, as tesseract takes lines by themselves for something else.
    """
    if not images or missing():
        return ["" for _ in images]
    scaled = []
    for image in [*images] * -(-FEWEST // len(images)):
        grey = image.convert("L")
        factor = _HEIGHT / max(1, grey.height)
        scaled.append(grey.resize((max(1, round(grey.width * factor)), _HEIGHT), Image.Resampling.LANCZOS))
    pitch = _HEIGHT + 2 * _MARGIN
    sheet = Image.new("L", (max(i.width for i in scaled) + 4 * _MARGIN, pitch * len(scaled)), 255)
    for k, image in enumerate(scaled):
        sheet.paste(image, (2 * _MARGIN, k * pitch + _MARGIN))
    texts = ["" for _ in scaled]
    for _, top, _, height, text in _read(sheet, "6", letters=LABEL_LETTERS):
        k = int((top + height / 2) // pitch)
        if 0 <= k < len(texts):
            texts[k] += text
    return [_best(texts[k :: len(images)]) for k in range(len(images))]


def _best(texts: Sequence[str]) -> str:
    """The text that was read most often, the longest of several."""
    counts = Counter(texts)
    return max(counts, key=lambda text: (counts[text], len(text)))


def _read(image: Image.Image, mode: str, letters: str = "") -> list[tuple[int, int, int, int, str]]:
    """Boxes (left, top, width, height) and texts of the words in an image, in reading order."""
    if missing():
        return []
    import pytesseract  # noqa: PLC0415 - with pandas, where there are letters in pictures

    config = f"--psm {mode} --dpi 300"
    if letters:
        config += f" -c tessedit_char_whitelist={letters}"
    try:
        found = pytesseract.image_to_data(image, config=config, timeout=LONGEST, output_type=pytesseract.Output.DICT)
    except (RuntimeError, OSError, ValueError):  # it took too long, it could not start, it gave no table
        return []
    boxes = zip(*(found[key] for key in ("left", "top", "width", "height", "text")), strict=True)
    return [(x, y, width, height, text.strip()) for x, y, width, height, text in boxes if text.strip()]
