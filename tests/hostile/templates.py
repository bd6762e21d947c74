"""Template folders, languages and images that are hostile, broken or odd."""

from __future__ import annotations

import io
import zlib
from functools import lru_cache

from PIL import Image

from tests.conftest import ROOT
from tests.hostile.appeals import HEAD, LANGUAGE, SMALL
from tests.hostile.case import APPEAL, Case, Content, Link, Pipe
from tests.hostile.spreadsheets import zipped

SHIPPED = ROOT / "templates" / "letter"
PAGE = (SHIPPED / "letter.html.j2").read_text(encoding="utf-8")
PAGES = {path.name: path.read_bytes() for path in sorted(SHIPPED.glob("*.j2"))}
CSS = (SHIPPED / "letter.css").read_text(encoding="utf-8")
OUTSIDE = "/etc/hostname"


def template(says: str = "", **files: Content) -> Case:
    """A template folder with these files; the page is the shipped one where none is given."""
    named = {name.replace("__", "/").replace("_", "."): file for name, file in files.items()}
    laid = {f"t/{name}": file for name, file in {**PAGES, **named}.items()}
    return Case(says, laid, ("--template", "t"))


def page(addition: str, says: str = "") -> Case:
    """The shipped page with something more before its title."""
    return template(says, letter_html_j2=PAGE.replace("<h1", f"{addition}\n<h1"))


def css(addition: str, says: str = "", **files: Content) -> Case:
    """The shipped look with something more at its end."""
    return template(says, letter_css=f"{CSS}\n{addition}\n", **files)


def logo(name: str, content: Content, says: str = "") -> Case:
    """An image as the logo in the letterhead."""
    head = f"letterhead: {{names: [Us], logo: '{name}'}}\n"
    return Case(says, {APPEAL: SMALL + head, name: content})


def language(text: str, says: str = "") -> Case:
    """A language beside an appeal that is in it."""
    return Case(
        says,
        {APPEAL: SMALL.replace("language: en", "language: xx"), "languages/xx.yaml": text},
    )


def reference(content: Content, says: str = "") -> Case:
    """A reference document of the user's own."""
    return Case(says, {"r.docx": content}, ("--reference-doc", "r.docx"))


@lru_cache
def png(width: int = 10, height: int = 10, mode: str = "RGB") -> bytes:
    """A grey picture."""
    made = io.BytesIO()
    Image.new(mode, (width, height), 128).save(made, "PNG")
    return made.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is that large, and is not."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    data = b"IDAT" + zlib.compress(b"\0" * 1_000)
    chunks = (
        (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
        for chunk in (head, data, b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def docx(document: str, types: str = "document.main", **parts: str | bytes) -> bytes:
    """A Word file with that document.xml."""
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
            f'"{office}.{types}+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/office'
            'Document/2006/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/document.xml": document,
            **parts,
        }
    )


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{WORD}"><w:body><w:p/></w:body></w:document>'

CASES: dict[str, Case] = {
    # Template folders
    "a copy of the shipped template": template(letter_css=CSS),
    "no such template": Case("no template and no folder", {}, ("--template", "t")),
    "a file for a template": Case("no template and no folder", {"t": b"x"}, ("--template", "t")),
    "a template without a page": Case("letter.html.j2", {"t/a.css": b""}, ("--template", "t")),
    "a page that is a pipe": template("letter.html.j2", letter_html_j2=Pipe()),
    "a page that is a link out": template("leads out", letter_html_j2=Link(OUTSIDE)),
    "a page that is not UTF-8": template("letter.html.j2", letter_html_j2=b"<p>\xff\xfe</p>"),
    "an empty page": template("letter.html.j2", letter_html_j2=b""),
    "a page of 2 MB": template("larger than", letter_html_j2=lambda: PAGE + "x" * 2_000_000),
    "a page with a nul": template("U+0000", letter_html_j2=PAGE.replace("<h1", "\0<h1")),
    "a page with a control": template("U+0007", letter_html_j2=PAGE.replace("<h1", "\7<h1")),
    "a page that drops the body": template(
        "letter.html.j2",
        letter_html_j2="<!doctype html><title>x</title><p>{{ letter.nothing }}</p>",
    ),
    "a template in a hidden folder's company": template(_git__config=b"x"),
    # Jinja
    "broken Jinja": page("{% if %}", "letter.html.j2:"),
    "an unknown name": page("{{ nothing }}", "letter.html.j2:"),
    "an unknown field": page("{{ letter.titel }}", "letter.html.j2:"),
    "a walk to the classes": page(
        "{{ ''.__class__.__mro__[1].__subclasses__() }}", "letter.html.j2:"
    ),
    "a walk through a method": page("{{ letter.__init__.__globals__ }}", "letter.html.j2:"),
    "a walk through a filter": page(
        "{{ ['__class__'] | map('attr') | list }}{{ letter | attr('__class__') }}",
        "letter.html.j2:",
    ),
    "a walk through format": page(
        "{{ '{0.__class__.__mro__}'.format(letter) }}", "letter.html.j2:"
    ),
    "an include of a file": page("{% include '/etc/passwd' %}", "letter.html.j2:"),
    "an include that climbs": page("{% include '../appeal.yaml' %}", "letter.html.j2:"),
    "an include through a link": template(
        "leads out",
        letter_html_j2=PAGE.replace("<h1", "{% include 'x.j2' %}<h1"),
        x_j2=Link(OUTSIDE),
    ),
    "an include of itself": page("{% include 'letter.html.j2' %}", "nested too deep"),
    "a macro that calls itself": page("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "deep"),
    "a text of 10 GB": page("{{ 'a' * 10000000000 }}", "memory"),
    "a power of powers": page("{{ 9 ** 999999 }}", "letter.html.j2:"),
    "a long range": page("{% for i in range(10000000000) %}{% endfor %}", "letter.html.j2:"),
    "a wide format": page("{{ '%99999999999d' % 1 }}", "letter"),
    "a padded text": page("{{ 'a'.rjust(99999999999) }}", "letter"),
    "a million paragraphs": page(
        "{% for i in range(99999) %}<p>x</p>{% endfor %}", "longer than 3,000"
    ),
    "elements nested deep": page("<div>" * 300 + "</div>" * 300, "nested more than"),
    "a value marked safe": page("{{ letter.title | safe }}"),
    # HTML
    "a script": page("<script>alert(1)</script>", "no rule for <script>"),
    "an iframe": page('<iframe src="https://x.y"></iframe>', "no rule for <iframe>"),
    "inline SVG": page("<svg><image href='file:///etc/passwd'/></svg>", "no rule for <svg>"),
    "an object": page('<object data="/etc/passwd"></object>', "no rule for <object>"),
    "a base": page('<base href="https://x.y/">', "no rule for <base>"),
    "an event handler": page('<p onclick="x()">a</p>', "may not have the attribute `onclick`"),
    "a refresh": page('<meta http-equiv="refresh" content="0;url=http://x">', "`http-equiv`"),
    "an image of a file": page('<img alt="x" src="file:///etc/passwd">', "not one of the letter's"),
    "an image of the web": page('<img alt="x" src="https://x.y/z.png">', "not one of the letter's"),
    "an image of the folder": page('<img alt="x" src="x.png">', "not one of the letter's"),
    "an SVG as data": page('<img alt="x" src="data:image/svg+xml,<svg/>">', "not one of"),
    "an image twice over": page('<img alt="x" src="" srcset="https://x.y/z.png 2x">', "`srcset`"),
    "a broken image as data": page('<img alt="x" src="data:image/png;base64,AAAA">', "image"),
    "a link to a script": page('<a href="javascript:alert(1)">x</a>', "neither https:"),
    "a link to a file": page('<a href="file:///etc/passwd">x</a>', "neither https:"),
    "a link to itself": page('<a href="letter.css">x</a>', "neither https:"),
    "a link with a space before": page('<a href=" javascript:alert(1)">x</a>', "neither https:"),
    "an attachment": page(
        '<link rel="attachment" href="file:///etc/passwd">', "a stylesheet of the template"
    ),
    "an attachment of the folder": page(
        '<link rel="attachment" href="letter.css">', "a stylesheet of the template"
    ),
    "a stylesheet of the web": page(
        '<link rel="stylesheet" href="https://x.y/z.css">', "of the template"
    ),
    "a stylesheet that climbs": page('<link rel="stylesheet" href="../x.css">', "of the template"),
    "a stylesheet that is missing": page('<link rel="stylesheet" href="x.css">', "x.css"),
    "a stylesheet written another way": page("<LINK href='letter.css' REL='stylesheet'/>"),
    "a style that fetches": page(
        "<style>p { background: url(https://x.y) }</style>", "may not fetch"
    ),
    "a style attribute that fetches": page(
        '<p style="background: url(https://x.y)">a</p>', "may not fetch"
    ),
    # CSS
    "an import of the web": css("@import 'https://x.y/z.css';", "may not fetch"),
    "an import first": template("may not fetch", letter_css=f"@import url(http://x.y);{CSS}"),
    "an import of a file": css("@import url(file:///etc/passwd);", "may not fetch"),
    "a background of the web": css("p { background: url(//x.y/z.png) }", "may not fetch"),
    "a background of a file": css("p { background: url('file:///etc/passwd') }", "may not fetch"),
    "a background that climbs": css("p { background: url(../x.png) }", "may not fetch"),
    "a background in disguise": css("p { background: \\75rl(http://x.y/a.png) }", "may not fetch"),
    "an image set": css("p { background: image-set('http://x.y' 1x) }", "may not fetch"),
    "a background that is missing": css("p { background: url(x.png) }", "x.png` is missing"),
    "a background that is there": css("p { background: url(x.png) }", x_png=png()),
    "a background through a link": css("p { background: url(x.png) }", "out", x_png=Link(OUTSIDE)),
    "a background that is a pipe": css("p { background: url(x.png) }", "not a file", x_png=Pipe()),
    "a cursor": css("p { cursor: url(http://x.y) }", "may not fetch"),
    "a stylesheet that is not UTF-8": template("letter.css", letter_css=b"p { color: \xff }"),
    "a stylesheet of 2 MB": template("larger than", letter_css=lambda: CSS + " " * 2_000_000),
    "CSS nested deep": css("(" * 50_000, ""),
    "CSS that is none": template(letter_css=b"}}}} {{{{ @@@ \x01"),
    "a page of one pixel": css("@page { size: 1px 1px; margin: 0 }", "is too wide for its line"),
    # Fonts
    "a font that is none": template(
        "not a font that can be read", fonts__fonts_css=b"", fonts__a_ttf=b"x"
    ),
    "half a font": template(
        "not a font that can be read",
        fonts__fonts_css=b"",
        fonts__a_ttf=lambda: (SHIPPED / "fonts" / "Tinos-Regular.ttf").read_bytes()[:5_000],
    ),
    "a font through a link": template(
        "leads out",
        fonts__fonts_css=b"",
        fonts__a_ttf=Link(str(SHIPPED / "fonts/Tinos-Regular.ttf")),
    ),
    "a folder of fonts through a link": template("leads out", fonts=Link(str(SHIPPED / "fonts"))),
    "fonts without their stylesheet": template("no fonts.css", fonts__x_txt=b""),
    "a font of the web": template(
        "may not fetch",
        fonts__fonts_css="@font-face { font-family: X; src: url(https://x.y/z.ttf) }",
    ),
    "a font that is missing": template(
        "is missing", fonts__fonts_css="@font-face { font-family: X; src: url(z.ttf) }"
    ),
    # Word
    "a reference that is none": reference(b"hello", "r.docx"),
    "an empty reference": reference(b"", "r.docx"),
    "no such reference": Case("can't be read", {}, ("--reference-doc", "r.docx")),
    "a reference that is a pipe": reference(Pipe(), "not a file"),
    "a small reference": reference(docx(BODY)),
    "an old Word file": reference(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "r.docx"),
    "a reference with macros": reference(docx(BODY, "document.macroEnabled.main")),
    "a reference that is a bomb": reference(
        lambda: docx(BODY, x=b"\0" * 200_000_000), "would unpack to more than"
    ),
    "a reference with entities": reference(
        docx(f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{BODY}'), "document type"
    ),
    "a reference that laughs": reference(
        docx(
            '<!DOCTYPE x [<!ENTITY a "lol">'
            + "".join(
                f'<!ENTITY {b} "{f"&{a};" * 10}">'
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + f"]>{BODY.replace('<w:p/>', '<w:p><w:r><w:t>&i;</w:t></w:r></w:p>')}"
        ),
        "r.docx",
    ),
    "a reference nested deep": reference(docx(BODY.replace("<w:p/>", "<w:p>" * 9_000)), "r.docx"),
    "a reference without a body": reference(docx(f'<w:document xmlns:w="{WORD}"/>'), "r.docx"),
    "the template's own reference": template("reference.docx", reference_docx=b"hello"),
    # Images
    "a PNG": logo("l.png", png()),
    "an empty image": logo("l.png", b"", "l.png"),
    "an image that is text": logo("l.png", b"hello", "is not an image that can be read"),
    "half an image": logo("l.png", lambda: png(300, 300)[:200], "is broken"),
    "a PNG that lies": logo("l.png", png_of(100, 100), "is broken"),
    "a bomb of pixels": logo("l.png", png_of(100_000, 100_000), "l.png"),
    "a PNG of 24 megapixels": logo("l.png", lambda: png(6_000, 4_000)),
    "a PNG of 24 megapixels with alpha": logo("l.png", lambda: png(6_000, 4_000, "LA")),
    "a PNG of 1 by 20,000": logo("l.png", lambda: png(1, 20_000), "goes past the bottom"),
    "an SVG": logo("l.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "says no size"),
    "an image of 11 MB": logo("l.png", lambda: png() + b"\0" * 11_000_000, "larger than"),
    "an image through a link": logo("l.png", Link(OUTSIDE), "outside the appeal's folder"),
    "an image that is a pipe": logo("l.png", Pipe(), "not a file"),
    "a folder for an image": Case(
        "not a file",
        {APPEAL: f"{SMALL}letterhead: {{names: [Us], logo: l}}\n", "l/x": b""},
    ),
    "an image elsewhere": Case(
        "outside", {APPEAL: f"{SMALL}letterhead: {{names: [Us], logo: ../../etc/passwd}}\n"}
    ),
    "a logo of the web": Case(
        "is not a file", {APPEAL: f"{SMALL}letterhead: {{names: [Us], logo: 'http://x.y/z.png'}}\n"}
    ),
    "an image named with a nul": Case(
        "U+0000", {APPEAL: f'{SMALL}letterhead: {{names: [Us], logo: "a\\0b"}}\n'}
    ),
    "400 figures": Case(
        "",
        {
            APPEAL: lambda: HEAD + "body:\n" + "  - figure: {file: l.png, alt: x}\n" * 400,
            "l.png": png(),
        },
    ),
    # Languages
    "a small language": language(LANGUAGE),
    "an empty language": language("", "languages/xx.yaml"),
    "a language that is a list": language("- a\n", "languages/xx.yaml:1:1"),
    "a language with a typo": language(LANGUAGE + "lables: {}\n", "languages/xx.yaml:"),
    "a language that computes": language(
        LANGUAGE.replace("Dear {{ everyone }}", "{{ 'a' * 10 }}"), "languages/xx.yaml:8:"
    ),
    "a language that knows no such thing": language(
        LANGUAGE.replace("Dear {{ everyone }}", "Dear {{ nobody }}"), "languages/xx.yaml:8:"
    ),
    "a locale that is none": language(
        LANGUAGE.replace("locale: en", "locale: zz"), "languages/xx.yaml:"
    ),
    "a locale that climbs": language(
        LANGUAGE.replace("locale: en", "locale: ../../../etc/passwd"), "languages/xx.yaml:"
    ),
    "letters that are no range": language(
        LANGUAGE.replace("letters: a-z", "letters: 'z-a'"), "languages/xx.yaml:"
    ),
    "letters that are a trap": language(
        LANGUAGE.replace("letters: a-z", "letters: 'a]|(a+)+[b'"), "languages/xx.yaml:"
    ),
    "letters with a bracket": language(
        LANGUAGE.replace("letters: a-z", "letters: ']['"), "languages/xx.yaml:"
    ),
    "a rule unheard of": language(f"{LANGUAGE}dative: klingon\n", "no such rule"),
    "a page label that closes the style": language(
        f"{LANGUAGE}page: '{{page}}</style><script>'\n", "languages/xx.yaml:"
    ),
    "months that are eleven": language(f"{LANGUAGE}months: [a,b,c,d,e,f,g,h,i,j,k]\n", "xx.yaml:"),
    "a language nested deep": language("a: " + "[" * 9_000, "xx.yaml:"),
    "a language that is a pipe": Case("not a file", {APPEAL: SMALL, "languages/en.yaml": Pipe()}),
    "a language through a link": Case(
        "out of the folder", {APPEAL: SMALL, "languages/en.yaml": Link("/etc/hostname")}
    ),
    "no such language": Case("no language `zz`", {APPEAL: SMALL.replace(": en", ": zz")}),
    "a language that climbs": Case(
        "appeal.yaml:1:11", {APPEAL: SMALL.replace(": en", ": ../../etc")}
    ),
}
