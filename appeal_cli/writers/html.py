"""HTML: one file that needs no other."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence

from lxml.html import fragment_fromstring

from appeal_cli.appeal.pictures import Picture
from appeal_cli.files.text import decode
from appeal_cli.page.memory import Memory
from appeal_cli.page.notes import at_the_end, has_notes
from appeal_cli.page.page import Page
from appeal_cli.page.stages import Stage
from appeal_cli.page.stylesheets import self_contained
from appeal_cli.page.template import Template
from appeal_cli.writers import Writer
from appeal_cli.writers.printed import with_running_line

IMAGE = re.compile(r"""(\bsrc\s*=\s*["']?)(image:[0-9a-f]+\.\w+)""", re.IGNORECASE)
"""Where an image of the page is shown, and its name."""

_STYLE = re.compile(
    r"<(?:(?P<link>link\b[^>]*>)|(?P<style>style\b[^>]*>)(?P<css>.*?)(?=</style>))",
    re.IGNORECASE | re.DOTALL,
)
"""A style that the page names, or has in it."""


def writer(template: Template, memory: Memory) -> Writer:
    """The writer of web pages in one template."""
    web_page = WebFile(template, memory)
    return lambda page, pdf=b"", enclosures=(): web_page(page)


class WebPage(Stage[tuple[bytes, ...], bytes, bytes]):
    """The page as one HTML file in UTF-8, with its images, its stylesheets, and what these name,
    inside it."""

    def __init__(self, template: Template, memory: Memory) -> None:
        super().__init__(memory)
        self._template = template

    def of_common(self, page: Page) -> tuple[bytes, ...]:
        """What stands before the first line, between the lines and after the last one."""
        around = [""]
        for line in page.lines:
            around[-1] += line.before
            if line.text is not None:
                around.append("" if line.is_plain else line.text)
            around[-1] += line.after
        around[-1] += page.tail
        return tuple(self._whole(text, page.images).encode("utf-8") for text in around)

    def parts(self, common: tuple[bytes, ...], page: Page) -> Sequence[bytes]:
        """The text of each line, which is sooner made than found in a memory."""
        contexts = self.contexts(common, page)
        return [*map(self.of_line, page.blocks, contexts)]

    def of_line(self, block: str, context: Hashable) -> bytes:
        """The text of a plain line; that of any other stands in what is around the lines."""
        return block.encode("utf-8") if context else b""

    def join(self, page: Page, common: tuple[bytes, ...], parts: Sequence[bytes]) -> bytes:
        """The file."""
        head = self._head(page)
        pairs = zip(common, (*parts, b""), strict=True)
        made = b"".join((head, *(piece for pair in pairs for piece in pair)))
        if has_notes(page.skeleton):
            return at_the_end(made.decode("utf-8"), linked=True).encode("utf-8")
        return made

    def _head(self, page: Page) -> bytes:
        return with_running_line(self._styled(page.head), page).encode("utf-8")

    def address(self, picture: Picture) -> str:
        """Where the page finds the picture: in itself."""
        return picture.url

    def _whole(self, html: str, images: Mapping[str, Picture]) -> str:
        """The HTML with what it has from other files inside it."""

        def image(found: re.Match[str]) -> str:
            return found[1] + self.address(images[found[2]]) if found[2] in images else found[0]

        return self._styled(IMAGE.sub(image, html))

    def _styled(self, html: str) -> str:
        """The HTML with its styles inside it."""

        def style(found: re.Match[str]) -> str:
            return self._memory.kept((self, found[0]), self._style, found)

        return _STYLE.sub(style, html)

    def _style(self, found: re.Match[str]) -> str:
        """The style, fetching nothing."""
        template = self._template
        if found["style"]:
            return f"<{found['style']}" + self_contained(
                found["css"], template.folder, template.read
            )
        path = template.file(str(fragment_fromstring(found[0]).get("href")))
        css = decode(template.read(path), str(path)).strip()
        return f"<style>\n{self_contained(css, path.parent, template.read)}\n</style>"


class WebFile(WebPage):
    """The same, put together of few pieces where pages are alike."""

    def __call__(self, page: Page) -> bytes:
        """The file; that of a page like others is put together of the lines that differ, and of
        what is around these."""
        if page.like is None or has_notes(page.skeleton):
            return super().__call__(page)
        numbers = tuple([number for number, _ in page.differing])
        key = (self, WebFile, self.key(page), page.like.blocks, numbers)
        around = self._memory.kept(key, self._around, page, numbers)
        pieces = [self._head(page), around[0]]
        for (_, block), piece in zip(page.differing, around[1:], strict=True):
            pieces += (block.encode("utf-8"), piece)
        return b"".join(pieces)

    def _around(self, page: Page, numbers: tuple[int, ...]) -> tuple[bytes, ...]:
        """What stands around the lines of those numbers, which are plain ones."""
        common = self._memory.kept((self, self.key(page)), self.of_common, page)
        parts = (*self.parts(common, page), b"")
        pieces = [b""]
        for number, (piece, part) in enumerate(zip(common, parts, strict=True)):
            if number in numbers:
                pieces[-1] += piece
                pieces.append(b"")
            else:
                pieces[-1] += piece + part
        return tuple(pieces)
