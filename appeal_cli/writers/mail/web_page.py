"""The web page of a mail: its styles in its elements, and its pictures beside it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import count

from lxml import etree

from appeal_cli.appeal.pictures import Picture
from appeal_cli.page.page import TAG, Line, Page
from appeal_cli.page.tree import MARK, Html, numbered, parsed
from appeal_cli.writers.html import WebPage
from appeal_cli.writers.mail.styles import Styles, styles_of

WIDEST = 600
"""The most pixels that a picture is wide, about as wide as mail programs show a mail."""

_NUMBER = re.compile(f"{MARK}([0-9]+){MARK}")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title>[^<]*</title>")
_META = re.compile(r'<meta (?!charset|name="viewport")[^>]*>\n?', re.IGNORECASE)
_MILLIMETRES = re.compile(r"\bwidth:\s*([0-9.]+)mm")
_PIXELS = 96 / 25.4  # in a millimetre (CSS Values 4, 6.2)


def content_id(picture: Picture) -> str:
    """The name of a picture's part of the mail (RFC 2392)."""
    digest = sha256(picture.url.partition(",")[2].encode("ascii")).hexdigest()
    return f"{digest[:32]}@letter.invalid"


class MailPage(WebPage):
    """The page as HTML for a mail.

    What letters share is made once, with numbers where their words stand: the words of plain
    lines and the title.
    """

    def of_common(self, page: Page) -> tuple[bytes, ...]:
        """What stands before the first words, between words, and after the last."""
        numbers = count(1)
        blocks = [
            _with_numbers(block, numbers) if line.is_plain else block
            for line, block in zip(_lines(page), page.blocks, strict=True)
        ]
        html = page.filled(blocks)
        if _TITLE.search(page.head):
            html = _TITLE.sub(f"<title>{numbered(0)}</title>", html, count=1)
        html = self._page(self._whole(html, page.images), page)
        return tuple(part.encode("utf-8") for part in _NUMBER.split(html)[::2])

    def of_line(self, block: str, context: Hashable) -> bytes:
        """The words of a line, parted by its tags; what is no plain line has none of its own."""
        words = TAG.split(block)[::2] if context else []
        return MARK.join(words).encode("utf-8")

    def join(self, page: Page, common: tuple[bytes, ...], parts: Sequence[bytes]) -> bytes:
        """The file."""
        plain = (part for line, part in zip(_lines(page), parts, strict=True) if line.is_plain)
        words = [each for part in plain for each in part.split(MARK.encode("utf-8"))]
        if _TITLE.search(page.head):
            words.insert(0, escape(page.title, quote=False).encode("utf-8"))
        pairs = zip(common, (*words, b""), strict=True)
        return b"".join(piece for pair in pairs for piece in pair)

    def address(self, picture: Picture) -> str:
        """Where a mail has the picture (RFC 2392)."""
        return f"cid:{content_id(picture)}"

    def _page(self, html: str, page: Page) -> str:
        """The page with its styles in its elements."""
        css = "\n".join(found[1] for found in _STYLE.finditer(html))
        styles = styles_of(css)
        root = parsed(_META.sub("", _STYLE.sub("", html)))
        sizes = {f"cid:{content_id(each)}": each.width for each in page.images.values()}
        for picture in root.iter("img"):
            picture.set("width", str(_width(picture, sizes)))
        return _inlined(root, styles)


def _lines(page: Page) -> Iterator[Line]:
    return (line for line in page.lines if line.text is not None)


def _with_numbers(block: str, numbers: Iterator[int]) -> str:
    return "".join(
        part if part.startswith("<") else numbered(next(numbers)) for part in TAG.split(block)
    )


def _inlined(root: Html, styles: Styles) -> str:
    """The page with the plain rules in its elements, and the others in its head."""
    from css_inline import CSSInliner

    inliner = CSSInliner(load_remote_stylesheets=False, extra_css=styles.plain)
    html = inliner.inline(etree.tostring(root, encoding="unicode", method="html"))
    made = parsed(html)
    body = made.find("body")
    own = [str(made.attrib.pop("style", "")), (body.get("style") or "") if body is not None else ""]
    if body is not None and any(own):
        body.set("style", " ".join(filter(None, own)))  # mail programs keep the body's alone
    head = made.find("head")
    if head is not None and styles.of_some_screens:
        etree.SubElement(head, "style").text = f"\n{styles.of_some_screens}\n"
    text = etree.tostring(made, encoding="unicode", method="html", doctype="<!doctype html>")
    return f"{text}\n"


def _width(picture: Html, sizes: dict[str, int]) -> int:
    """How many pixels wide a picture is shown: as its style says, else as it is."""
    said = _MILLIMETRES.search(picture.get("style") or "")
    width = float(said[1]) * _PIXELS if said else sizes.get(picture.get("src") or "", WIDEST)
    return max(1, min(WIDEST, round(width)))
