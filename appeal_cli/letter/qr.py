"""QR codes, as images that print crisply."""

from __future__ import annotations


def qr_code(url: str) -> str:
    """The QR code of the address (ISO/IEC 18004) with its quiet zone: a PNG as a `data:` URL.

    Raises ValueError for what is not an address, and for more than a code can hold.
    """
    import segno

    if any(character.isspace() for character in url):
        raise ValueError("a web address has no spaces")
    try:
        return str(segno.make_qr(url, error="m").png_data_uri(scale=8, border=4))
    except segno.DataOverflowError:
        raise ValueError("this is too long for a QR code") from None
