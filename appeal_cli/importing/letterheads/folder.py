"""A template folder made of an office's paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from appeal_cli.appeal.windows import EDGE
from appeal_cli.files.office.word_parts import WPS
from appeal_cli.importing.letterheads.colours import theme_colours
from appeal_cli.importing.letterheads.in_browsers import head_css, print_css, screen_css
from appeal_cli.importing.letterheads.letter_styles import LetterStyles
from appeal_cli.importing.letterheads.letterhead import Letterhead, template_yaml, window_head
from appeal_cli.importing.letterheads.looks import Looks
from appeal_cli.importing.letterheads.made import Made
from appeal_cli.importing.letterheads.measuring import Tall, heights
from appeal_cli.importing.letterheads.office_fonts import OfficeFonts, office_fonts
from appeal_cli.importing.letterheads.paper import Paper, Strip, paper_of, words_of
from appeal_cli.importing.letterheads.running_line import with_running_line
from appeal_cli.importing.letterheads.spots import Room
from appeal_cli.importing.letterheads.strips import StripHtml, Words
from appeal_cli.importing.letterheads.tops import Tops, tops_of
from appeal_cli.importing.letterheads.under import Under, under_letters
from appeal_cli.page.elements import ON_SCREEN
from appeal_cli.page.faces import Faces
from appeal_cli.page.fonts import coverage, missing_glyphs
from appeal_cli.page.template import load_template
from appeal_cli.problems import Kind, Problem
from appeal_cli.writers.word.reference import taken_out
from appeal_cli.writers.word.running import HEADER_STYLE

STRIPS = ("head", "foot")


def letterhead_of(data: bytes, printed: bytes, path: Path) -> Letterhead:
    """The template of the letterhead in the Word document, which lies under PDF letters as it was
    `printed`, where it was. Raises AppealError as `paper_of` and `under_letters` do."""
    paper, made = paper_of(data, str(path)), Made()
    fonts = _fonts(paper)
    strips = _strips(paper, made, fonts.heights)
    tall = heights(strips, room_of(paper, "header").width, made.pictures, fonts.files())
    styles = LetterStyles(paper.reference, fonts.heights)
    tops = tops_of(paper, tall, styles.looks(HEADER_STYLE))
    under = under_letters(printed, path) if printed else Under()
    page = _page(strips, are_alike=paper.are_alike, is_printed=bool(printed))
    files = {
        "template.yaml": _about(paper, under, path),
        "letterhead.html.j2": page.encode(),
        "head.html.j2": _HEAD.encode(),
        "letterhead.css": (
            _css(tops, paper, strips, tall, is_printed=bool(printed)) + styles.css()
        ).encode(),
        "letterhead-first.css": _first_css(tops.first, paper, strips).encode(),
        "reference.docx": with_running_line(paper, tall),
        **made.pictures,
        **under.files,
    }
    named = _families(files)
    used = fonts.only(named)
    reaching = _moved(paper, path) if printed else _reaching(paper, tall, tops, path)
    left = [*_left(paper, made, path), *reaching, *_said_of_fonts(named, used, path)]
    return Letterhead({**files, **used.files()}, [*taken_out(paper.account, str(path)), *left])


def _fonts(paper: Paper) -> OfficeFonts:
    """The fonts of the document that the PDF can have, but those that look like the usual one."""
    roots = [strip.part.element for strip in (*paper.first.values(), *paper.following.values())]
    names = Looks.of(paper.document).names(roots).difference(_AS_WIDE)
    return office_fonts(paper.document, names, "".join(map(words_of, roots)))


def _strips(paper: Paper, made: Made, heights: Mapping[str, float]) -> dict[str, str]:
    """The HTML of the headers and footers, by their names."""
    fonts = load_template().fonts
    drawn = coverage(fonts)
    words = Words(
        Looks.of(paper.document, heights),
        theme_colours(paper.document),
        Faces(fonts),
        lambda each: not missing_glyphs(each, drawn),
    )
    return {
        f"{page}-{name}": StripHtml(strip, room_of(paper, what), words, made).whole()
        for page, found in (("first", paper.first), ("next", paper.following))
        for what, name in zip(("header", "footer"), STRIPS, strict=True)
        if (strip := found.get(what))
    }


def room_of(paper: Paper, what: str) -> Room:
    """The page around the `header` or the `footer`."""
    is_foot = what == "footer"
    return Room(paper.size, paper.margins, paper.margins[what], is_foot, paper.tables_reach_out)


def _about(paper: Paper, under: Under, path: Path) -> bytes:
    words = next(filter(None, (_first_words(each) for each in paper.first.values())), path.stem)
    sides = {side: paper.margins[side] for side in ("top", "right", "bottom", "left")}
    return template_yaml(words, path, paper.size, sides, under.about)


def _first_words(strip: Strip) -> str:
    return next(filter(None, (words_of(each) for each in strip.blocks)), "")


def _left(paper: Paper, made: Made, path: Path) -> list[Problem]:
    """What is not in the template, or in Word alone."""
    hint = "look at the PDF and, where it is missed, change letterhead.html.j2"
    said = [
        *(f"`{words}` is left out: date and number are the letter's own" for words in paper.left),
        *(f"in Word alone: {what}" for what in dict.fromkeys([*made.left, *paper.borders.lost])),
    ]
    return [
        Problem(each, str(path), hint=hint, severity="warning", kind=Kind.LETTERHEAD)
        for each in said
    ]


def _reaching(paper: Paper, tall: Mapping[str, Tall], tops: Tops, path: Path) -> Iterator[Problem]:
    """Where something that has a place of its own stands lower than the text of the first page
    begins, which Word and the PDF print over it."""
    lowest = paper.margins["header"] + tall.get("first-head", Tall(0)).placed
    if (deep := lowest - tops.first) > _DEEP:
        message = f"something in the header reaches {deep:.0f} mm into the text of the first page"
        hint = "give the document a larger upper margin, or move it"
        yield Problem(message, str(path), hint=hint, severity="warning", kind=Kind.LETTERHEAD)


def _moved(paper: Paper, path: Path) -> Iterator[Problem]:
    """Where the paper has text boxes that LibreOffice prints: in headers and footers, version 7
    puts them at a corner of the page."""
    strips = (*paper.first.values(), *paper.following.values())
    boxes = (each.part.element.iter(f"{WPS}txbx") for each in strips)
    if any(next(each, None) is not None for each in boxes):
        message = "LibreOffice may print the text boxes of its headers and footers elsewhere"
        hint = "look at letterhead.pdf; print the paper as PDF in Word, or leave out --exact"
        yield Problem(message, str(path), hint=hint, severity="warning", kind=Kind.LETTERHEAD)


_DEEP = 1.0
"""How many millimetres something may reach into the text without a word: the room in a line."""


def _families(files: Mapping[str, bytes]) -> frozenset[str]:
    """The fonts that the template names, but those that look like the usual one."""
    text = (files["letterhead.html.j2"] + files["letterhead.css"]).decode()
    return frozenset(_FAMILY.findall(text)).difference(_AS_WIDE)


def _said_of_fonts(named: frozenset[str], fonts: OfficeFonts, path: Path) -> Iterator[Problem]:
    """The fonts that the template has now, and those that the PDF has others for."""
    if taken := sorted(fonts.faces):
        message = f"the template has a copy of the fonts {_listed(taken)}, for the PDF"
        hint = "their licences say whether you may hand the folder on"
        yield Problem(message, str(path), hint=hint, severity="notice", kind=Kind.LETTERHEAD)
    others = sorted(named.difference(fonts.faces))
    if others:
        why = [f"`{name}`: {fonts.refused[name]}" for name in others if name in fonts.refused]
        hint = "put them into a folder `fonts` with a fonts.css, or use --exact for the letterhead"
        message = f"the PDF is set in Tinos where the document has {_listed(others)}"
        message += f" ({'; '.join(why)})" if why else ""
        yield Problem(message, str(path), hint=hint, severity="notice", kind=Kind.LETTERHEAD)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


_FAMILY = re.compile(r"font-family: '([^']+)'")
_AS_WIDE = ("Times New Roman", "Times", "Tinos", "Liberation Serif")
"""Fonts whose letters are as wide as those of Tinos, and look like them."""


# The files

_HEAD = """\
<link rel="stylesheet" href="letterhead.css">
{% if letter.window -%}
<style>@page :first { margin-top: EDGEmm; @top-center { content: none; } }</style>
{% else %}<link rel="stylesheet" href="letterhead-first.css">
{% endif -%}
""".replace("EDGE", f"{EDGE:g}")
"""Browsers let the last sheet of rules say what a page has, however precise others are."""


def _page(strips: Mapping[str, str], *, are_alike: bool, is_printed: bool) -> str:
    """What stands at the head of the letter: the strips of the first page, read by everybody, and
    those of other pages, which are on paper alone; none of them in the PDF where it has them
    printed."""
    if is_printed:
        own = {name: strips[name] for name in strips if name.startswith("first")}
        strips = {name: f'<div class="{ON_SCREEN}">\n{own[name]}</div>\n' for name in own}
    head = strips.get("first-head", "")
    made = [
        "{#- The office's letterhead as PDF, HTML and text have it; Word has its own in",
        "    reference.docx. Change both. -#}",
    ]
    following = f'<header class="office on-paper first-head">\n{head}</header>\n'
    usual = f'{{% else -%}}\n<header class="office first-head">\n{head}</header>\n'
    otherwise = (following if are_alike else "") + usual if head else ""
    made.append(window_head(head, otherwise).rstrip("\n"))
    for name, tag in (("next-head", "header"), ("first-foot", "footer"), ("next-foot", "footer")):
        if name in strips and not (are_alike and name.startswith("next")):
            kind = "office on-paper" if name.startswith("next") else "office"
            made.append(f'<{tag} class="{kind} {name}">\n{strips[name]}</{tag}>')
    return "\n".join(made) + "\n"


def _css(
    tops: Tops,
    paper: Paper,
    strips: Mapping[str, str],
    tall: Mapping[str, Tall],
    *,
    is_printed: bool,
) -> str:
    """The strips at the head and the foot of each page, and the lines around it, which paper has
    that `is_printed`."""
    alike, borders = paper.are_alike, paper.borders
    names = [*(name for name in strips if not (alike and name.startswith("next"))), "first-head"]
    made = [_LOOK, screen_css(paper.size[0], paper.margins, borders.first)]
    made.append(_IN_WINDOW.format(paper.margins["header"] - EDGE))
    made += (f".{name} {{ position: running({name}); }}" for name in dict.fromkeys(names))
    made += [print_css(paper.margins), _headed("@page", "next", tops.following, paper, strips)]
    made.append(tops.running)
    pages = (("@page", "next", borders.following), ("@page :first", "first", borders.first))
    for page, which, around in pages:
        bottom, foot = _foot(which, paper, strips, tall)
        made.append(f"{page} {{\n{foot}\n}}")
        if borders.are_drawn:
            lines = around.box(bottom) if around else "  @bottom-right-corner { content: none; }"
            rule = f"{page} {{\n  margin-bottom: {bottom:.2f}mm;\n{lines}\n}}"
            made.append(f"@supports (overflow: clip) {{\n{rule}\n}}" if is_printed else rule)
    return "\n".join(made) + "\n"


def _first_css(top: float, paper: Paper, strips: Mapping[str, str]) -> str:
    """The head of the first page, whose text begins `top` millimetres below the upper edge."""
    rule = _headed("@page :first", "first", top, paper, strips)
    return rule + (head_css(top, paper.margins["header"]) if "first-head" in strips else "\n")


def _headed(page: str, which: str, top: float, paper: Paper, strips: Mapping[str, str]) -> str:
    """The rule of the head of some pages, whose text begins `top` millimetres below the upper
    edge."""
    head = f"{'first' if paper.are_alike else which}-head"
    rules = [f"  margin-top: {top:.2f}mm;"]
    if head in strips:
        rules.append(_box("top", head, paper.margins["header"]))
    elif which == "first":  # bare, where those that follow have one
        rules.append("  @top-center { content: none; }")
    return "\n".join([f"{page} {{", *rules, "}"])


def _foot(
    which: str, paper: Paper, strips: Mapping[str, str], tall: Mapping[str, Tall]
) -> tuple[float, str]:
    """The lower margin of some pages, which is as high as what stands in it needs, and what their
    rule says of it."""
    margins, foot = paper.margins, f"{'first' if paper.are_alike else which}-foot"
    if foot not in strips:
        return margins["bottom"], "  @bottom-center { content: none; }"
    bottom = max(margins["bottom"], margins["footer"] + tall[foot].strip)
    box = _box("bottom", foot, margins["footer"])
    return bottom, f"  margin-bottom: {bottom:.2f}mm;\n{box}"


def _box(side: str, strip: str, edge: float) -> str:
    """The rule of a strip in the margin: it lies behind the text, as Word has all that stands in
    headers and footers."""
    box = f"content: element({strip}); width: 100%; vertical-align: {side}; z-index: -1"
    return f"  @{side}-center {{ {box}; padding-{side}: {edge:g}mm; }}"


_IN_WINDOW = """\
/* Above a window it begins where Word has it. */
@media print {{
  .above-window.office {{
    margin-top: {0:.2f}mm;
    height: calc(var(--window-head) - {0:.2f}mm);
  }}
  .above-window.office.beside-window {{ width: 100%; }}
  .above-window tr:last-child > td > .below-cell {{ display: none; }}
}}"""
_LOOK = """\
/* The office's letterhead: what stands at the head and the foot of pages. */
.office { display: flow-root; font-weight: normal; text-align: left; direction: ltr; }
.office p { hyphens: manual; }
.office img { max-width: none; }
.office table { margin: 0; }
.on-paper { display: none; }
.office-page::before { content: counter(page); }
.office-pages::before { content: counter(pages); }"""
