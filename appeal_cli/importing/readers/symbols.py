"""Letters of Word's fonts of symbols as the characters that they look like."""

from __future__ import annotations

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0xA7: "▪",
    0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈",
    0xAE: "→", 0xAC: "←", 0xDE: "⇒", 0xD7: "·", 0xB6: "∂", 0xE5: "∑", 0x61: "α", 0x62: "β",
    0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x53: "Σ", 0x57: "Ω", 0x44: "Δ", 0xA5: "∞",
    0xD6: "√", 0xA7: "♣", 0xD3: "©", 0xD2: "®", 0xD4: "™", 0x2D: "−",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def symbol(code: str, font: str) -> str:
    """The character of a hexadecimal code in the font; "" where it is not known.

    Fonts of symbols have their letters at U+F000 and above too (ISO/IEC 29500-1, 17.3.3.30).
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.casefold())
    number = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if known is not None:
        return known.get(number, "")
    return chr(number) if 0x20 <= number < 0xE000 and not 0xD800 <= number < 0xE000 else ""
