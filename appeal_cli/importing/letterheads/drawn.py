"""Drawings of a letterhead as HTML: pictures, and boxes with words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from appeal_cli.files.office.docx_engine import XmlPart, qn
from appeal_cli.files.office.word_parts import WP
from appeal_cli.files.office.wordml import Element
from appeal_cli.importing.images import printable_image
from appeal_cli.importing.letterheads.drawings import drawing_of
from appeal_cli.importing.letterheads.letterhead import escaped
from appeal_cli.importing.letterheads.looks import USUAL_HEIGHT, css
from appeal_cli.importing.letterheads.made import Made
from appeal_cli.importing.letterheads.shapes import Box, Drawing, Shape
from appeal_cli.importing.letterheads.vml import drawings_of
from appeal_cli.page.faces import Faces


class DrawnHtml:
    """The HTML of drawings, in the colours of a theme; `blocks` makes that of the words in them,
    and `faces` say how wide drawn words are."""

    def __init__(
        self, made: Made, theme: Mapping[str, str], faces: Faces, blocks: Callable[[Element], str]
    ) -> None:
        self._made, self._theme, self._faces, self._blocks = made, theme, faces, blocks

    def read(self, element: Element) -> Iterator[Drawing]:
        """The drawings of a `w:drawing` or a `w:pict`."""
        if element.tag == qn("w:pict"):
            yield from drawings_of(element)
        for each in element:
            if each.tag in (f"{WP}inline", f"{WP}anchor"):
                yield drawing_of(each, self._theme)

    def picture(self, drawing: Drawing, part: XmlPart) -> str:
        """The picture that the drawing is, as large as it is there; "" where it can't be shown."""
        return self._picture(drawing.shapes[0], drawing.alt, part)

    def of(self, drawing: Drawing, part: XmlPart) -> str:
        """All that the drawing shows, in a box of its own size; "" where that is nothing."""
        if drawing.is_picture:
            return self.picture(drawing, part)
        if not drawing.shapes:
            self._made.left.append("a drawing of a kind that a web page can't show")
        inner = "".join(self._shape(each, drawing.alt, part) for each in drawing.shapes)
        height = f"height: {drawing.height:.4g}mm"
        return inner and f'<div style="position: relative; {height}">{inner}</div>'

    def _picture(self, shape: Shape, alt: str, part: XmlPart) -> str:
        image: Any = part.related_parts.get(shape.picture)
        data = printable_image(image.blob, shape.crop) if image is not None else b""
        if not data:
            self._made.left.append("a picture of a kind that a web page can't show")
            return ""
        size = f"width: {shape.box.width:.4g}mm; height: {shape.box.height:.4g}mm"
        looks = css({name: said for name, said in shape.looks.items() if name in _OF_PICTURES})
        style = "; ".join(filter(None, (size, looks)))
        name = self._made.name(data)
        return f'<img src="{name}" alt="{escape(alt or "Logo")}" style="{style}">'

    def _shape(self, shape: Shape, alt: str, part: XmlPart) -> str:
        if shape.lost:
            self._made.left.append(shape.lost)
        inner = self._picture(shape, alt, part) if shape.picture else ""
        if shape.words is not None:
            inner += self._words(shape, self._blocks(shape.words))
        if shape.drawn:
            inner += self._drawn(shape)
        own = {} if shape.picture else shape.looks
        if not inner and not own:
            return ""
        return f'<div style="{css({**_placed(shape.box), **own})}">{inner}</div>\n'

    def _words(self, shape: Shape, inner: str) -> str:
        """The words of a shape, at its upper edge, in its middle or at its lower edge."""
        room = " ".join(f"{each:.4g}mm" for each in shape.padding)
        width, height = shape.box.width, shape.box.height
        if shape.turned:
            width, height = height, width
        looks = {
            "position": "absolute", "box-sizing": "border-box", "padding": room,
            "width": f"{width:.4g}mm", "left": "0", "top": "0",
        }  # fmt: skip
        if shape.turned:
            off = (height - width) / 2
            looks |= {"left": f"{off:.4g}mm", "top": f"{-off:.4g}mm"}
            looks |= {"transform": f"rotate({shape.turned}deg)", "height": f"{height:.4g}mm"}
        if shape.vertically != "top":
            looks |= {"height": f"{height:.4g}mm", "display": "flex"}
            looks |= {"flex-direction": "column", "justify-content": shape.vertically}
            inner = f"<div>{inner}</div>"
        return f'<div style="{css(looks)}">{inner}</div>\n'

    def _drawn(self, shape: Shape) -> str:
        """Words that are as wide and as high as their shape: a line of them is stretched to it."""
        ems = self._faces.width(shape.drawn) or 1
        size = shape.box.width / ems
        stretched = shape.box.height / (size * USUAL_HEIGHT)
        looks = {
            "margin": "0", "white-space": "nowrap", "font-size": f"{size:.4g}mm",
            "line-height": f"{shape.box.height:.4g}mm", "transform": f"scaleY({stretched:.4g})",
        }  # fmt: skip
        return f'<p class="drawn-words" style="{css(looks)}">{escaped(shape.drawn)}</p>'


_OF_PICTURES = ("opacity", "transform")


def _placed(box: Box) -> dict[str, str]:
    return {
        "position": "absolute",
        "box-sizing": "border-box",
        "left": f"{box.left:.4g}mm",
        "top": f"{box.top:.4g}mm",
        "width": f"{box.width:.4g}mm",
        "height": f"{box.height:.4g}mm",
    }
