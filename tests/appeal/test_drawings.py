"""Drawings: SVG files beside the appeal, which become pixels, and those that are refused."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from appeal_cli import address, load_appeal, render
from appeal_cli.appeal.pictures import Picture, load_picture
from appeal_cli.problems import AppealError

OPENING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def svg(inside: str, size: str = 'viewBox="0 0 200 100"', before: str = "") -> bytes:
    return f"{before}{OPENING}{size}>{inside}</svg>".encode()


def loaded(folder: Path, data: bytes) -> Picture:
    (folder / "chart.svg").write_bytes(data)
    return load_picture(folder, "chart.svg")


def image_of(picture: Picture) -> Image.Image:
    assert picture.media_type == "image/png"
    image = Image.open(BytesIO(picture.data))
    assert image.size == (picture.width, picture.height)
    return image


BARS = '<rect width="100" height="100" fill="#c00"/><rect id="b" x="100" width="100" height="50"/>'


def test_a_drawing_becomes_pixels_as_fine_as_print(tmp_path: Path) -> None:
    """All of a page's width at 300 pixels to the inch, in its own colours, on white."""
    image = image_of(loaded(tmp_path, svg(BARS)))
    assert image.size == (2126, 1063)
    assert image.getpixel((500, 900)) == (0xCC, 0, 0)
    assert image.getpixel((1600, 200)) == (0, 0, 0)
    assert image.getpixel((1600, 900)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ('width="100mm" height="50mm"', (2126, 1063)),
        ('width="3in" height="216pt" viewBox="0 0 9 9"', (2126, 2126)),
        ('width="100%" height="100%" viewBox="-10 -20 100 400"', (877, 3508)),
        ('viewBox="0,0,1e2,5e1" width="1" height="1"', (2126, 2126)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(
    tmp_path: Path, size: str, pixels: tuple[int, int]
) -> None:
    assert image_of(loaded(tmp_path, svg(BARS, size))).size == pixels


def test_words_are_set_in_the_fonts_of_the_letter(tmp_path: Path) -> None:
    """Whatever font is named: the machine may have it or not."""
    line = '<text x="9" y="50" font-size="20" font-family="{}">Сурет, chart</text>'
    one, other = (
        image_of(loaded(tmp_path, svg(line.format(name)))) for name in ("Arial", "DejaVu Sans Mono")
    )
    assert one.tobytes() == other.tobytes()
    assert ImageChops.invert(one).getbbox()


def test_a_drawing_is_the_same_on_each_machine(tmp_path: Path) -> None:
    """Whatever fonts, languages and times it has."""
    (tmp_path / "chart.svg").write_bytes(svg(f'{BARS}<text y="90">Сурет</text>'))
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from appeal_cli.appeal.pictures import load_picture\n"
        "sys.stdout.write(load_picture(Path('.'), 'chart.svg').source)"
    )
    settings = [{"TZ": "UTC", "LANG": "C"}, {"TZ": "Asia/Almaty", "FONTCONFIG_FILE": "/none"}]
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **each},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for each in settings
    }
    assert len(found) == 1
    assert found.pop().startswith("image:")


def test_a_drawing_stands_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "chart.svg").write_bytes(svg(BARS))
    (tmp_path / "a.yaml").write_text(
        "language: en\ndate: 2026-03-05\ntitle: T\naddressee: {everyone: Deputies}\n"
        "body: [{figure: {file: chart.svg, alt: Two bars}}]\n",
        encoding="utf-8",
    )
    letter = address(load_appeal(tmp_path / "a.yaml"))
    assert b"image/png;base64," in render(letter, "html")
    assert b"word/media/" in render(letter, "docx")
    assert render(letter, "pdf").startswith(b"%PDF")


def data_url(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def test_a_photograph_in_a_drawing_is_drawn(tmp_path: Path) -> None:
    file = BytesIO()
    Image.new("RGB", (4, 2), "blue").save(file, "PNG")
    inside = f'<image width="200" height="100" href="{data_url("png", file.getvalue())}"/>'
    assert image_of(loaded(tmp_path, svg(inside))).getpixel((9, 9)) == (0, 0, 255)


BOMB = "".join(
    f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, 9)
)
REFUSED = {
    "script": (svg("<script>a()</script>"), "holds a `script`"),
    "HTML": (svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>'),
             "holds a `foreignObject`"),
    "blur": (svg('<filter id="f"><feGaussianBlur/></filter>'), "holds a `feGaussianBlur`"),
    "entities": (svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "entities"),
    "a file": (svg('<image href="file:///etc/passwd"/>'), "names what is not in it"),
    "a web page": (svg('<image xlink:href="https://a.example/b.png"/>'), "names what is not in it"),
    "another drawing": (svg('<use href="b.svg#c"/>'), "names what is not in it"),
    "a drawing inside": (svg(f'<image href="{data_url("svg+xml", svg(BARS))}"/>'),
                         "names what is not in it"),
    "a stylesheet": (svg("<style>@import 'a.css';</style>"), "names what is not in it"),
    "a font": (svg("<style>@font-face{src:url(a.ttf)}</style>"), "names what is not in it"),
    "a fill": (svg('<rect fill="url(a.svg#b)"/>'), "names what is not in it"),
    "styles elsewhere": (svg(BARS, before='<?xml-stylesheet href="a.css"?>'), "another file"),
    "no size": (svg(BARS, 'width="100%"'), "says no size"),
    "no height": (svg(BARS, 'viewBox="0 0 9 0"'), "says no size"),
    "a thread": (svg(BARS, 'viewBox="0 0 9000 1"'), "says no size"),
    "broken": (svg(BARS)[:-9], "is a broken SVG drawing"),
    "another script": (svg('<text y="9">سلام</text>'), "has a sign that no font"),
    "HTML with a drawing": (b"<html><svg></svg></html>", "is no SVG drawing"),
    "in itself": (svg('<g id="a"><use href="#a"/></g>'), "something can't be drawn"),
    "a bomb": (svg(f'<g id="g0">{BARS}</g>{BOMB}<use href="#g8"/>'), "takes too long to draw"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_left_out_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(AppealError) as caught:
        loaded(tmp_path, data)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.message.startswith("the image `chart.svg` ")
    assert problem.hint


def test_notes_of_drawing_programs_are_no_part_of_it(tmp_path: Path) -> None:
    notes = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- Made by hand -->'
    )
    more = (
        '<metadata/><title>t</title><p:view xmlns:p="urn:p" href="https://a.example"/>'
        '<a href="https://a.example"><rect width="9" height="9"/></a>'
    )
    plain = image_of(loaded(tmp_path, svg(BARS)))
    noted = image_of(loaded(tmp_path, svg(more + BARS, before=notes)))
    assert plain.tobytes() == noted.tobytes()
