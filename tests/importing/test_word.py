"""Word's own meaning: what prints, what does not, and that nothing is lost in silence."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from PIL import Image

from appeal_cli.importing.campaign import read_draft
from appeal_cli.importing.draft import Draft
from appeal_cli.problems import AppealError
from tests.conftest import Appeal
from tests.files.office_making import picture

W = nsdecls("w")


def letter(folder: Path, *paragraphs: str, change: Callable[[Any], None] | None = None) -> Path:
    """A Word file of a title, a greeting and paragraphs in WordprocessingML."""
    document = Document()
    document.add_heading("On schools", 1)
    document.add_paragraph("Dear Members of Parliament,")
    body = document.element.body
    for inner in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    if change:
        change(document)
    path = folder / "letter.docx"
    document.save(str(path))
    return path


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def told(draft: Draft) -> str:
    return "\n".join(problem.message for problem in draft.problems)


def body(draft: Draft) -> Any:
    return draft.data["body"]


@pytest.mark.parametrize(
    ("looks", "what"),
    [
        ("<w:vanish/>", "hidden text"),
        ('<w:vanish w:val="1"/>', "hidden text"),
        ("<w:strike/>", "words struck out"),
        ("<w:dstrike/>", "words struck out"),
        ('<w:rStyle w:val="Secret"/>', "hidden text"),
    ],
)
def test_what_does_not_print_is_left_out(tmp_path: Path, looks: str, what: str) -> None:
    """Hidden and struck out words, by a style as well; they are reported."""

    def styled(document: Any) -> None:
        style = document.styles.add_style("Secret", 2)
        style.element.get_or_add_rPr().append(OxmlElement("w:vanish"))

    words = run("We ask.") + run(" Secret words.", looks)
    draft = read_draft(letter(tmp_path, words, change=styled))
    assert body(draft) == ["We ask."]
    assert f"left out: {what}: `Secret words.` (paragraph 3)" in told(draft)


def test_what_is_switched_off_prints(tmp_path: Path) -> None:
    """A property that is there and off hides nothing."""
    off = '<w:vanish w:val="0"/><w:strike w:val="false"/>'
    draft = read_draft(letter(tmp_path, run("Shown.", off)))
    assert body(draft) == ["Shown."]


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    """What was inserted stands, what was deleted is reported, what moved stands once."""
    by = 'w:id="1" w:author="A"'
    moved = run("Moved.")
    draft = read_draft(
        letter(
            tmp_path,
            f"<w:moveFrom {by}>{moved}</w:moveFrom>",
            run("Fifty ") + f"<w:ins {by}>{run('units')}</w:ins>"
            f"<w:del {by}><w:r><w:delText>dollars</w:delText></w:r></w:del>",
            f"<w:moveTo {by}>{moved}</w:moveTo>",
        )
    )
    assert body(draft) == ["Fifty units", "Moved."]
    assert "deleted: `dollars` (paragraph 4)" in told(draft)


def test_a_deleted_end_of_a_paragraph_joins_two(tmp_path: Path) -> None:
    """Accepting the change makes one of the two, as Word does."""
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    assert body(read_draft(letter(tmp_path, mark + run("One "), run("two.")))) == ["One two."]


def field(instruction: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    parts = (mark.format("begin"), code, mark.format("separate"), run(shown), mark.format("end"))
    return "".join(parts)


@pytest.mark.parametrize(
    ("instruction", "written"),
    [
        ("MERGEFIELD given_name", "{{ deputy.given_name }}"),
        ("MERGEFIELD Last_Name \\* MERGEFORMAT", "{{ deputy.family_name }}"),
        ('MERGEFIELD "Last Name"', "{{ deputy.family_name }}"),
        ("mergefield Фамилия", "{{ deputy.family_name }}"),
        ("MERGEFIELD Seat_Number", "{{ deputy.Seat_Number }}"),
        ('MERGEFIELD "Seat no"', '{{ deputy["Seat no"] }}'),
        ("REF there", "«shown»"),
        ("PAGE", "and"),
    ],
)
def test_fields(tmp_path: Path, instruction: str, written: str) -> None:
    """A merge field is a placeholder, whatever it shows; others are the words that they show."""
    draft = read_draft(letter(tmp_path, run("See ") + field(instruction, "«shown»") + run(" and.")))
    assert written in body(draft)[0]
    assert ("«" in body(draft)[0]) == instruction.startswith("REF")
    unknown = "no letter is made until the roster has it" in told(draft)
    assert unknown == ("Seat" in instruction)


def test_fields_of_the_roster(appeal: Appeal, tmp_path: Path) -> None:
    """A column of the roster that is named is known."""
    letter(tmp_path, run("You sit on ") + field("MERGEFIELD Seat_Number", "«x»") + run("."))
    (tmp_path / "d.csv").write_text("id,name,gender,Seat Number\na,Ann Ex,female,12\n", "utf-8")
    ran = appeal("new", "n", "--from", "letter.docx", "-d", "d.csv")
    assert "warning" not in ran.stderr.decode()
    ran = appeal("render", "n/appeal.yaml", "-d", "d.csv", "--to", "a", "-f", "txt", "-o", "-")
    assert "You sit on 12." in ran.stdout.decode()


def level(number: int, start: int, way: str, text: str) -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{way}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{said}</w:lvl>'


def definition(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


NUMBERING = f"""<w:numbering {W}>
{definition(90, level(0, 1, "decimal", "%1."), level(1, 1, "russianLower", "%2)"))}
{definition(91, level(0, 4, "upperRoman", "%1."), level(1, 1, "decimal", "%1.%2."))}
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="90"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def item(text: str, list_id: int, level: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:pPr>{number}</w:pPr>{run(text)}"


def numbered(document: Any) -> None:
    element = document.part.numbering_part.element
    for each in list(element):
        element.remove(each)
    element.extend(list(parse_xml(NUMBERING)))


@pytest.mark.parametrize(
    ("items", "written"),
    [
        (
            [item("a", 90), run("Text."), item("b", 90)],
            [{"numbered": ["a"]}, "Text.", {"numbered": ["b"], "start": "2"}],
        ),
        ([item("a", 91), item("b", 91)], [{"numbered": ["a", "b"], "marks": "I.", "start": "4"}]),
        (
            [item("a", 90), item("b", 90, 1), item("c", 90, 1), item("d", 90)],
            [{"numbered": [{"text": "a", "numbered": ["b", "c"], "marks": "а)"}, "d"]}],
        ),
        ([item("a", 92), item("b", 92)], [{"numbered": ["a", "b"], "start": "7"}]),
        ([item("a", 91), item("b", 91, 1)], ["IV. a", "IV.1. b"]),
        ([item("a", 55)], ["a"]),
    ],
    ids=["goes on", "Roman", "nested", "starts at 7", "of two levels", "of no list"],
)
def test_numbers_as_they_print(tmp_path: Path, items: list[str], written: list[Any]) -> None:
    """A list where an appeal has one that prints the same; else the numbers before the words."""
    assert body(read_draft(letter(tmp_path, *items, change=numbered))) == written


def test_words_above_below_and_beside(tmp_path: Path) -> None:
    """A header is the letterhead; footers, boxes and comments are reported with their words."""
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        f"<w:p>{run('In the box')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )

    def around(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "Our Trust"
        section.footer.paragraphs[0].text = "Charity 1"
        document.add_comment(document.paragraphs[-1].runs[0], "Ask the lawyer", "A", "A")

    draft = read_draft(letter(tmp_path, run("We ask.") + box, change=around))
    assert draft.data["letterhead"] == {"names": ["Our Trust"]}
    for words in ("text boxes: `In the box`", "below the pages: `Charity 1`", "`Ask the lawyer`"):
        assert words in told(draft)
    assert body(draft) == ["We ask."]


MARK = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="DRAFT"/>'
    "</v:shape></w:pict></w:r>"
)


def test_words_that_are_drawn(tmp_path: Path) -> None:
    """A watermark and a diagram are reported by their words."""
    uri = "http://schemas.openxmlformats.org/drawingml/2006"
    drawn = (
        f'<w:r><w:drawing><a:graphicData xmlns:a="{uri}/main" uri="{uri}/diagram">'
        '<b:relIds xmlns:b="x" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships" r:dm="rIdDiagram"/></a:graphicData></w:drawing></w:r>'
    )
    relation = f'<Relationship Id="rIdDiagram" Type="{uri}/diagramData" Target="d.xml"/>'

    def with_diagram(name: str, part: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return part
        return part.replace(b"</Relationships>", f"{relation}</Relationships>".encode())

    path = letter(tmp_path, run("We ask.") + drawn + MARK)
    path.write_bytes(packed(path.read_bytes(), with_diagram))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/d.xml", f'<d xmlns:a="{uri}/main"><a:t>Who decides</a:t></d>')
    draft = read_draft(path)
    for words in ("a drawing: `DRAFT`", "a chart or diagram: `Who decides`"):
        assert words in told(draft)


def test_looks(tmp_path: Path) -> None:
    """Lowered and underlined words and new pages are carried; colours are the template's."""
    page = '<w:r><w:br w:type="page"/></w:r>'

    def coloured(document: Any) -> None:
        document.paragraphs[-1].runs[0].font.color.rgb = RGBColor(255, 0, 0)

    draft = read_draft(
        letter(
            tmp_path,
            run("CO") + run("2", '<w:vertAlign w:val="subscript"/>') + run(" is ")
            + run("bad", '<w:u w:val="single"/>'),
            page + run("Next."),
            change=coloured,
        )
    )  # fmt: skip
    assert body(draft) == ["CO~2~ is ++bad++", {"paragraph": "Next.", "new_page": True}]


def test_a_link_and_a_table(tmp_path: Path) -> None:
    """A field's link is a link; empty cells stay empty, and lines in a cell apart."""

    def table(document: Any) -> None:
        made = document.add_table(2, 2, "Table Grid")
        made.cell(0, 0).text, made.cell(0, 1).text = "Village", "Pupils"
        made.cell(1, 1).text = "85"
        made.cell(1, 1).paragraphs[0].alignment = 2
        made.cell(1, 1).add_paragraph("closed").alignment = 2

    shown = field('HYPERLINK "https://law.example/1"', "the law")
    draft = read_draft(letter(tmp_path, run("See ") + shown + run("."), change=table))
    assert body(draft) == [
        "See [the law](https://law.example/1).",
        {"table": {"header": ["Village", "Pupils"], "rows": [["", "85\nclosed"]],
                   "align": ["left", "right"]}},
    ]  # fmt: skip


def packed(data: bytes, changed: Callable[[str, bytes], bytes | None]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = changed(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return made.getvalue()


def test_strict_and_other_prefixes(tmp_path: Path) -> None:
    """Strict Open XML, and a namespace by another name, read as the usual kind."""
    path = letter(tmp_path, run("We ask."))
    usual = path.read_bytes()
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    for change in (
        lambda name, part: part.replace(old, new) if name.startswith("word/") else part,
        lambda name, part: (
            re.sub(rb"\bw:", b"ns0:", part).replace(b"xmlns:w=", b"xmlns:ns0=")
            if name == "word/document.xml"
            else part
        ),
    ):
        path.write_bytes(packed(usual, change))
        assert body(read_draft(path)) == ["We ask."]


@pytest.mark.parametrize(
    ("part", "data", "message"),
    [
        ("word/document.xml", b"<w:document", "`word/document.xml` is not XML"),
        ("word/document.xml", None, "`word/document.xml` is not in the file"),
        ("word/styles.xml", b"\0", "`word/styles.xml` is not XML"),
        ("_rels/.rels", None, "`_rels/.rels` names no document"),
        ("word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "declares a document type"),
    ],
)
def test_a_broken_part_is_named(
    tmp_path: Path, part: str, data: bytes | None, message: str
) -> None:
    """The message says which part of the file is broken."""
    path = letter(tmp_path, run("We ask."))
    path.write_bytes(packed(path.read_bytes(), lambda name, old: data if name == part else old))
    with pytest.raises(AppealError, match=re.escape(message)):
        read_draft(path)


@pytest.mark.parametrize("seed", range(40))
def test_odd_values_are_no_program_error(tmp_path: Path, seed: int) -> None:
    """Values that no program should write are read past, or refused with a message."""
    chance = random.Random(seed)

    def spoil(name: str, part: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")) or chance.random() < 0.4:
            return part
        places = list(re.finditer(rb'="([^"]*)"', part))
        if not places:
            return part
        place = chance.choice(places)
        odd = chance.choice([b"", b"-1", b"x", b"99999999999", "ё".encode(), b"../../x"])
        return part[: place.start(1)] + odd + part[place.end(1) :]

    items = [item("a", 90), item("b", 91, 1), run("See ") + field("PAGE", "1")]
    path = letter(tmp_path, *items, change=numbered)
    path.write_bytes(packed(path.read_bytes(), spoil))
    assert outcome(path)


def outcome(path: Path) -> Any:
    """The body of the letter, or the messages that refuse it."""
    try:
        return body(read_draft(path))
    except AppealError as error:
        return [problem.message for problem in error.problems]


def test_the_yaml_is_what_was_written(appeal: Appeal, tmp_path: Path) -> None:
    """What YAML, markup or placeholders would take for their own prints as it stood."""
    odd = "bill #129: {{ x }} 5*6*7 [^1] ~a~ ++b++ - c"
    letter(tmp_path, run(odd), run("# not a comment"), run("&quot;Quoted&quot; is first"))
    assert appeal("new", "n", "--from", "letter.docx").returncode == 0
    data = yaml.load((tmp_path / "n" / "appeal.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert len(data["body"]) == 3
    shown = appeal("render", "n/appeal.yaml", "-f", "txt", "-o", "-").stdout.decode()
    for words in (odd, "# not a comment", '"Quoted" is first'):
        assert words in shown


@pytest.mark.parametrize(
    ("cut_off", "width"), [("25000", 30), ("25%", 30), ("-25000", 40), ("nan", 40)]
)
def test_a_picture_is_cut_as_it_is_shown(tmp_path: Path, cut_off: str, width: int) -> None:
    """In thousandths of a percent or, in Strict Open XML, as a percentage; else it is whole."""

    def change(document: Any) -> None:
        document.add_picture(io.BytesIO(picture(size=(40, 8))))
        fill = next(document.element.body.iter(qn("pic:blipFill")))
        fill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} l="{cut_off}"/>'))

    draft = read_draft(letter(tmp_path, run("We ask you."), change=change))
    (shown,) = draft.pictures.values()
    assert Image.open(io.BytesIO(shown)).size == (width, 8)
