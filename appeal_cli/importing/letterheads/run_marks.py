"""What is done to the words of a run besides their font, as CSS: lines, grounds, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from appeal_cli.files.office.docx_engine import qn
from appeal_cli.files.office.wordml import Element, switched_on
from appeal_cli.importing.letterheads.block_looks import number_of
from appeal_cli.importing.letterheads.borders import border, shade_css
from appeal_cli.importing.readers.word_styles import value_of

Said = Callable[[str], Element | None]
"""What the nearest element of a name says of a run."""

_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""The colours of a marker (ISO/IEC 29500-1, 17.18.40)."""

OF_RUNS = ("background-color", "border", "vertical-align")
"""What is of the words alone, not of the lines that they stand in."""

_LOST = {
    "w:emboss": "embossed letters", "w:imprint": "engraved letters",
    "w:outline": "letters that are outlines", "w:shadow": "the shadow of letters",
}  # fmt: skip


def marks_css(said: Said) -> dict[str, str]:
    """The CSS of the marks."""
    lines = ["underline"] if value_of(said("w:u")) not in ("", "none") else []
    if any(switched_on(said(name)) for name in ("w:strike", "w:dstrike")):
        lines.append("line-through")
    made = {"text-decoration": " ".join(lines)} if lines else {}
    if apart := value_of(said("w:spacing")):
        made["letter-spacing"] = f"{number_of(apart) / 20:g}pt"
    shade = said("w:shd")
    fill = "" if shade is None else shade.get(qn("w:fill"), "")
    made |= shade_css(_HIGHLIGHTS.get(value_of(said("w:highlight")), fill))
    if raised := number_of(value_of(said("w:position"))):
        made["vertical-align"] = f"{raised / 2:g}pt"
    around = said("w:bdr")
    if around is not None and (line := border(around)):
        made["border"] = line
    return made


def lost_marks(said: Said) -> Iterator[str]:
    """The marks that a web page can't show."""
    yield from (what for name, what in _LOST.items() if switched_on(said(name)))
    if number_of(value_of(said("w:w")) or "100") != 100:
        yield "letters that are stretched"
