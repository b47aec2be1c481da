"""Characters of the symbol fonts that Word documents use, as Unicode."""

from __future__ import annotations

_SYMBOL = {
    0xB7: "•", 0xA7: "♣", 0xA8: "♦", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xA3: "≤", 0xB3: "≥",
    0xD7: "⋅", 0xE4: "™", 0xD3: "©", 0xD2: "®", 0x61: "α", 0x62: "β", 0x64: "δ", 0x44: "Δ", 0x70: "π", 0x53: "Σ",
    0xE5: "∑", 0x6D: "μ", 0xA2: "′", 0xB2: "″", 0xAE: "→", 0x2D: "−",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0x71: "❑", 0x72: "❒", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xFB: "✗",
    0xFD: "☒", 0xFE: "☑", 0xE0: "→", 0xF0: "⇨", 0x76: "❖", 0x77: "◆",
}  # fmt: skip


def symbol(font: str, char: str) -> str:
    """The character of a `w:sym`: `char` is its code in hexadecimal, often in the private use area F000 to F0FF."""
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    if not 0 < code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    table = _SYMBOL if font == "Symbol" else _WINGDINGS if font.startswith("Wingdings") else {}
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return table.get(low, chr(low) if 0x20 <= low < 0x7F and font == "Symbol" else chr(code))
