"""QR codes, as images that print crisply."""

from __future__ import annotations

from io import BytesIO

from appeal_cli.appeal.pictures import Picture

_SCALE, _BORDER = 8, 4
"""Pixels of a module, and modules of the quiet zone (ISO/IEC 18004, 5.3.8: at least four)."""


def qr_code(url: str) -> Picture:
    """The QR code of the address (ISO/IEC 18004) with its quiet zone, as a PNG.

    Raises ValueError for what is not an address, and for more than a code can hold.
    """
    import segno

    if any(character.isspace() for character in url):
        raise ValueError("a web address has no spaces")
    try:
        code = segno.make_qr(url, error="m")
    except segno.DataOverflowError:
        raise ValueError("this is too long for a QR code") from None
    file = BytesIO()
    code.save(file, kind="png", scale=_SCALE, border=_BORDER)
    width, height = map(int, code.symbol_size(_SCALE, _BORDER))
    return Picture(file.getvalue(), "image/png", width, height)
