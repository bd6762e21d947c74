"""What a Word document of others brings along, part by part: nothing foreign stays in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from lxml import etree

from appeal_cli.files.office.word_cleaning import CleanWord, clean_word
from appeal_cli.files.office.word_taken import What
from appeal_cli.problems import AppealError
from tests.files.office_making import (
    R,
    W,
    field,
    office,
    packed,
    parts_of,
    picture,
    relation,
    with_header,
)

FAR = "http://far.example/x"
XML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
A = "http://schemas.openxmlformats.org/drawingml/2006"


def drawing(blip: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{A}/wordprocessingDrawing">'
        '<wp:extent cx="9000" cy="9000"/><wp:docPr id="7" name="C:\\Users\\Anna\\logo.png"/>'
        f'<a:graphic xmlns:a="{A}/main"><a:graphicData uri="{A}/picture">'
        f'<pic:pic xmlns:pic="{A}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/>'
        f"<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {blip}/></pic:blipFill>"
        "<pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def pict(image: str) -> str:
    shape = f"<v:shape><v:imagedata {image}/></v:shape>"
    return f"<w:p><w:r><w:pict {XML}>{shape}</w:pict></w:r></w:p>"


def header(clean: CleanWord) -> str:
    return clean.parts["word/header1.xml"].decode()


def words(xml: str) -> str:
    return " ".join(
        re.sub("<[^>]+>", " ", re.sub("(?s)<w:instrText.*?</w:instrText>", "", xml)).split()
    )


def account(clean: CleanWord) -> dict[What, tuple[str, ...]]:
    return dict(clean.account)


HOSTILE = {
    "a linked picture": (drawing('r:link="x"'), "image", What.PICTURE),
    "a linked picture with a copy": (drawing('r:embed="p" r:link="x"'), "image", What.PICTURE),
    "a picture of VML with an address": (
        pict(f'src="{FAR}"'),
        "",
        What.PICTURE,
    ),
    "a picture of VML called by id": (
        pict('r:href="x"'),
        "image",
        What.PICTURE,
    ),
    "an OLE link": (
        f'<w:p><w:r><w:object {XML}><o:OLEObject Type="Link" r:id="x"/></w:object></w:r></w:p>',
        "oleObject",
        What.OLE,
    ),
    "a control": ('<w:p><w:r><w:control r:id="x"/></w:r></w:p>', "control", What.CONTROL),
    "a chunk": ('<w:altChunk r:id="x"/>', "aFChunk", What.CHUNK),
    "a subdocument": ('<w:p><w:subDoc r:id="x"/></w:p>', "subDocument", What.SUBDOCUMENT),
    "a link to a share": (
        '<w:p><w:hyperlink r:id="x"><w:r><w:t>Words</w:t></w:r></w:hyperlink></w:p>',
        "hyperlink",
        What.LINK,
    ),
    "a chart": (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{A}/wordprocessingDrawing"><a:graphic '
        f'xmlns:a="{A}/main"><a:graphicData uri="{A}/chart"><c:chart xmlns:c="{A}/chart" r:id="x"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
        "chart",
        What.DRAWING,
    ),
    "data": (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent><w:p><w:r>'
        "<w:t>Words</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "",
        What.DATA,
    ),
    "a change": (
        '<w:p><w:ins w:id="1" w:author="Anna Secret"><w:r><w:t>Words</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Anna Secret"><w:r><w:delText>Gone</w:delText></w:r></w:del>'
        "</w:p>",
        "",
        What.CHANGES,
    ),
    "a row that was deleted": (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr>"
        '<w:del w:id="1" w:author="Anna Secret"/></w:trPr><w:tc><w:p><w:r><w:t>Gone</w:t></w:r>'
        "</w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Words</w:t></w:r></w:p>",
        "",
        What.CHANGES,
    ),
    "a cell that was deleted": (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr>"
        '<w:cellDel w:id="1" w:author="Anna Secret"/></w:tcPr><w:p><w:r><w:t>Gone</w:t></w:r></w:p>'
        '</w:tc><w:tc><w:tcPr><w:cellIns w:id="2" w:author="Anna Secret"/></w:tcPr><w:p><w:r>'
        "<w:t>Words</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
        "",
        What.CHANGES,
    ),
    "hidden words": (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Gone</w:t></w:r><w:r><w:rPr>"
        '<w:vanish w:val="0"/></w:rPr><w:t>Words</w:t></w:r></w:p>',
        "",
        What.HIDDEN,
    ),
    "something new": ("<w:p><w:r><w:hologram/></w:r></w:p>", "", What.ELEMENT),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_taken_out_and_noted(name: str) -> None:
    """Nothing of it is left in any part but the words that it showed; it is in the account."""
    inner, kind, what = HOSTILE[name]
    far = relation("x", kind, "file://far.example/share/x", outside=True) if kind else ""
    data = with_header(
        inner, far + relation("p", "image", "media/p.png"), {"word/media/p.png": picture()}
    )
    clean = clean_word(data, "hat.docx")
    assert what in account(clean)
    for part, content in clean.parts.items():
        assert b"far.example" not in content, part
        assert b"Secret" not in content, part
        assert b"Anna" not in content, part
    assert "Sample Trust 1 Muster Street" in words(header(clean))
    assert ("Words" in inner) == ("Words" in header(clean))
    assert "Gone" not in header(clean)
    assert ("a:blip" in header(clean)) == ("r:embed" in inner)
    Document(BytesIO(clean.file))


def test_a_line_whose_end_was_deleted_is_one_with_the_next() -> None:
    """One with no other words is no line."""
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="Anna Secret"/></w:rPr></w:pPr>'
    gone = '<w:del w:id="2" w:author="Anna Secret"><w:r><w:delText>Gone</w:delText></w:r></w:del>'
    line = "<w:r><w:t>{}</w:t></w:r>".format
    paragraphs = (mark + gone, mark + line("One "), line("line"), line("Other"))
    clean = clean_word(with_header("".join(f"<w:p>{each}</w:p>" for each in paragraphs)), "a.docx")
    root = etree.fromstring(clean.parts["word/header1.xml"])
    lines = ["".join(each.itertext()) for each in root.iter(f"{{{W}}}p")]
    assert lines == ["Sample Trust", "1 Muster Street", "One line", "Other"]
    assert account(clean)[What.CHANGES] == ()
    assert What.ELEMENT not in account(clean)


def test_what_stands_over_a_link_goes_and_is_told() -> None:
    """Nobody sees it on paper, and it may tell where a file was."""
    link = '<w:hyperlink r:id="x" w:tooltip="See C:\\us\\secret" w:docLocation="far.example">'
    inner = f"<w:p>{link}<w:r><w:t>Words</w:t></w:r></w:hyperlink></w:p>"
    far = relation("x", "hyperlink", "https://office.example", outside=True)
    clean = clean_word(with_header(inner, far), "hat.docx")
    assert (What.TIP, ("See C:\\us\\secret",)) in list(clean.account)
    assert "w:hyperlink" in header(clean)
    assert not re.search("secret|far.example", header(clean))


def test_the_words_of_a_shape_tell_no_place() -> None:
    """They stay where they are no name of a file."""
    for said, stays in (("How we work", True), ("\\\\far.example\\share\\a.docx", False)):
        shape = f'<w:r><w:pict {XML}><v:rect alt="{said}" style="width:9pt"/></w:pict></w:r>'
        xml = header(clean_word(with_header(f"<w:p>{shape}</w:p>"), "hat.docx"))
        assert (said in xml) == stays


@pytest.mark.parametrize(
    ("target", "stays"),
    [
        ("https://office.example/a?b=c#d", True),
        ("http://93.184.215.14/", True),
        ("mailto:a@office.example?subject=Your%20letter&amp;body=We", True),
        ("mailto:a@office.example?attach=C:%5Csecret.docx", False),
        ("mailto:a@office.example?subject=x&amp;Attachment=/etc/passwd", False),
        ("https://me:word@office.example/", False),
        ("http://server/share/a.docx", False),
        ("http://localhost:8080/", False),
        ("http://192.168.1.7/a", False),
        ("http://[fe80::1]/a", False),
        ("https://files.office.local/a", False),
        ("https://[broken/", False),
        ("ftp://office.example/", False),
    ],
)
def test_a_link_leads_to_the_public_web_or_writes_a_mail(target: str, stays: bool) -> None:
    """As a relation, and as a field; whatever else it could do, its words stay."""
    run = "<w:r><w:t>Words</w:t></w:r>"
    far = relation("x", "hyperlink", target, outside=True)
    linked = f'<w:p><w:hyperlink r:id="x">{run}</w:hyperlink></w:p>'
    for inner, relations in ((linked, far), (field(f'HYPERLINK "{target}"', "shown"), "")):
        clean = clean_word(with_header(inner, relations), "hat.docx")
        assert ("w:hyperlink" in header(clean) or "HYPERLINK" in header(clean)) == stays
        assert bool(re.search(">(Words|shown)<", header(clean)))
        kinds = {what for what, _ in clean.account}
        assert bool(kinds & {What.LINK, What.FIELD}) != stays


def test_a_field_that_links_has_neither_tip_nor_frame() -> None:
    """It leads to its passage as before."""
    code = 'HYPERLINK "https://office.example" \\l "top" \\o "secret" \\t "_blank"'
    clean = clean_word(with_header(field(code, "shown")), "hat.docx")
    assert (What.TIP, ("secret",)) in list(clean.account)
    xml = header(clean)
    assert 'HYPERLINK "https://office.example" \\l "top" <' in xml
    assert not re.search("secret|_blank", xml)


@pytest.mark.parametrize(
    ("code", "stays"),
    [
        ("PAGE", True),
        ("NUMPAGES \\* Arabic", True),
        ('HYPERLINK "https://office.example"', True),
        ('HYPERLINK "\\\\\\\\far.example\\\\share"', False),
        ('HYPERLINK "file:///c:/x"', False),
        ("DDEAUTO excel x y", False),
        ("dde excel x y", False),
        ('INCLUDEPICTURE "http://far.example/x.png" \\d', False),
        ("INCLUDETEXT x", False),
        ("LINK Excel.Sheet.12 x y", False),
        ("DATABASE x", False),
        ("AUTHOR", False),
        ("DATE", False),
        ("NEWFIELD", False),
        ("", False),
    ],
)
def test_a_field_stays_or_becomes_what_it_showed(code: str, stays: bool) -> None:
    """A field stays only where it is made of the document alone; its words always do."""
    clean = clean_word(with_header(field(code, "shown")), "hat.docx")
    assert ("instrText" in header(clean)) is stays
    assert ("fldChar" in header(clean)) is stays
    assert (What.FIELD in account(clean)) is not stays
    assert words(header(clean)).endswith("1 Muster Street shown")
    simple = f"<w:p><w:fldSimple w:instr='{code}'><w:r><w:t>shown</w:t></w:r></w:fldSimple></w:p>"
    clean = clean_word(with_header(simple), "hat.docx")
    assert ("fldSimple" in header(clean)) is stays
    assert words(header(clean)).endswith("1 Muster Street shown")


def test_a_field_that_is_made_up_of_others_is_taken_out() -> None:
    """A name in two runs is one; a field in the instruction of another goes with it."""

    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def made(*instruction: str, shown: str) -> str:
        codes = "".join(
            each if each.startswith("<") else f"<w:r><w:instrText>{each}</w:instrText></w:r>"
            for each in instruction
        )
        text = f"<w:r><w:t>{shown}</w:t></w:r>"
        return char("begin") + codes + char("separate") + text + char("end")

    halves = made("INC", "LUDETEXT ", made("PAGE", shown="4"), shown="A")
    nameless = made(made("QUOTE DDE", shown="DDE"), " x", shown="B")
    endless = char("begin") + "<w:r><w:instrText>PAGE</w:instrText><w:t>C</w:t></w:r>"
    inner = "".join(f"<w:p>{each}</w:p>" for each in (halves, nameless, endless))
    clean = clean_word(with_header(inner), "hat.docx")
    assert words(header(clean)).endswith("1 Muster Street A B C")
    assert "instrText" not in header(clean)
    assert "INCLUDETEXT" in account(clean)[What.FIELD]


def test_a_part_that_nothing_leads_to_is_named() -> None:
    """Some programs leave their own data so; Word passes over it."""
    extra = {"customXML/item1.xml": b"<chips/>", "[trash]/0000.dat": b"Anna Secret"}
    clean = clean_word(with_header("", "", extra), "hat.docx")
    assert set(extra) <= set(account(clean)[What.PART])
    assert not set(extra) & set(clean.parts)
    assert not any(each.endswith(".rels") for each in account(clean)[What.PART])


def test_what_the_file_says_of_people_goes() -> None:
    """Who made it, who changed it, revision ids, comments, printers, macros: noted, and gone."""
    parts = parts_of(office())
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = core.replace(b"python-docx", b"Anna Secret")
    rels = parts["word/_rels/document.xml.rels"]
    kinds = ("comments", "people", "printerSettings", "vbaProject", "customXml", "glossaryDocument")
    more = "".join(relation(f"q{kind}", kind, f"{kind}.bin") for kind in kinds).encode()
    parts["word/_rels/document.xml.rels"] = rels.replace(
        b"</Relationships>", more + b"</Relationships>"
    )
    parts |= {f"word/{kind}.bin": b"Anna Secret" for kind in kinds}
    clean = clean_word(packed(parts), "hat.docx")
    wanted = {
        What.PEOPLE,
        What.REVISIONS,
        What.COMMENTS,
        What.PRINTER,
        What.MACROS,
        What.DATA,
        What.PART,
    }
    assert wanted <= account(clean).keys()
    assert account(clean)[What.PEOPLE] == ("Anna Secret",)
    assert not any(b"Secret" in content or b"rsid" in content for content in clean.parts.values())
    assert {name.rpartition(".")[2] for name in clean.parts} == {"xml", "rels"}


def test_the_attached_template_goes_from_the_settings() -> None:
    parts = parts_of(office())
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"<w:compat>", f'<w:attachedTemplate xmlns:r="{R}" r:id="t"/><w:compat>'.encode(), 1
    )
    far = relation("t", "attachedTemplate", "file://far.example/office.dotx", outside=True)
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{far}</Relationships>"
    ).encode()
    clean = clean_word(packed(parts), "hat.docx")
    assert account(clean)[What.TEMPLATE] == ("file://far.example/office.dotx",)
    assert b"attachedTemplate" not in clean.parts["word/settings.xml"]
    assert b"w:compat" in clean.parts["word/settings.xml"]


def test_a_camera_s_notes_go_from_pictures() -> None:
    """Place and owner are no part of a logo; its pixels and colours are the same."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x010E] = "Anna Secret at home"
    data = picture("JPEG", exif=exif, comment=b"Anna Secret")
    shown = with_header(
        drawing('r:embed="p"'), relation("p", "image", "media/p.jpeg"), {"word/media/p.jpeg": data}
    )
    made = clean_word(shown, "hat.docx").parts["word/media/image1.jpeg"]
    assert b"Secret" in data
    assert b"Secret" not in made
    assert Image.open(BytesIO(made)).tobytes() == Image.open(BytesIO(data)).tobytes()


# Whoever made the document


def renamed(data: bytes) -> bytes:
    """As Word Online saves it: the main part has another name."""
    parts = parts_of(data)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    return packed(parts)


def other_prefix(data: bytes) -> bytes:
    """As programs write it that give namespaces prefixes of their own."""
    parts = parts_of(data)
    for name in parts:
        if name.startswith("word/") and name.endswith(".xml"):
            xml = parts[name].replace(b"<w:", b"<ns0:").replace(b"</w:", b"</ns0:")
            parts[name] = re.sub(rb"\bw:(?=[a-zA-Z0-9]+=)", b"ns0:", xml).replace(
                b"xmlns:w=", b"xmlns:ns0="
            )
    return packed(parts)


def strict(data: bytes) -> bytes:
    """As Word saves Strict Open XML: other namespaces, measures with units."""
    parts = parts_of(data)
    for name in parts:
        xml = parts[name]
        for usual, other in (
            (
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
            (
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        ):
            xml = xml.replace(usual, other) if name != "[Content_Types].xml" else xml
        parts[name] = re.sub(rb'w:w="12240"', b'w:w="612pt"', xml)
    return packed(parts)


def of_windows(data: bytes) -> bytes:
    """As programs write it that join names as Windows does."""
    return packed({name.replace("/", "\\"): part for name, part in parts_of(data).items()})


def in_utf16(data: bytes) -> bytes:
    """With a part in the other encoding that there may be."""
    parts = parts_of(data)
    name = next(name for name in parts if name.startswith("word/header"))
    root = etree.fromstring(parts[name])
    parts[name] = etree.tostring(root, encoding="UTF-16", xml_declaration=True)
    return packed(parts)


def absolute(data: bytes) -> bytes:
    """With targets from the root, in capital letters."""
    parts = parts_of(data)
    rels = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = re.sub(
        rb'Target="(header\d*|footer\d*)', rb'Target="/Word/\1', rels
    )
    return packed(parts)


@pytest.mark.parametrize("change", [renamed, other_prefix, strict, of_windows, in_utf16, absolute])
def test_documents_of_every_producer_are_the_same(change: Callable[[bytes], bytes]) -> None:
    """The same document, however a program wrote it down, opens as the same."""
    clean = clean_word(change(office()), "hat.docx")
    assert sorted(clean.parts) == sorted(clean_word(office(), "hat.docx").parts)
    document = Document(BytesIO(clean.file))
    section = document.sections[0]
    assert [each.text for each in section.header.paragraphs] == ["Sample Trust", "1 Muster Street"]
    assert section.footer.paragraphs[0].text == "Account 0001"
    assert section.page_width.twips == 12240
    assert W.encode() in clean.parts["word/document.xml"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "can't be unpacked"),
        (packed({"a.txt": b"x"}), "names no document"),
        (packed({**parts_of(office()), "word/styles.xml": b"<a>"}), "styles.xml.*is not XML"),
        (
            packed(
                {
                    **parts_of(office()),
                    "word/styles.xml": b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
                }
            ),
            "declares a document type",
        ),
    ],
)
def test_what_is_broken_is_named(data: bytes, message: str) -> None:
    with pytest.raises(AppealError, match=message):
        clean_word(data, "hat.docx")


def renamed(part: str, old: str, new: str) -> bytes:
    """A document one of whose parts has the root of another kind of part."""
    parts = parts_of(office())
    parts[part] = parts[part].replace(f"w:{old}".encode(), f"w:{new}".encode())
    return packed(parts)


def test_a_part_is_what_the_document_calls_it() -> None:
    """One that calls itself something else is left out and noted, and no document is none."""
    part = next(name for name in parts_of(office()) if name.startswith("word/header"))
    clean = clean_word(renamed(part, "hdr", "numbering"), "hat.docx")
    assert part in account(clean)[What.PART]
    assert Document(BytesIO(clean.file)).sections[0].footer.paragraphs[0].text == "Account 0001"
    with pytest.raises(AppealError, match="holds no body"):
        clean_word(renamed("word/document.xml", "document", "glossaryDocument"), "hat.docx")


def test_an_id_where_nothing_is_called_takes_no_words_away() -> None:
    """The id goes, and what it stood at stays: a paragraph, the body."""
    parts = parts_of(office())
    for name in [name for name in parts if name.startswith(("word/document", "word/header"))]:
        for tag in (b"<w:body", b"<w:p"):
            odd = tag + b' xmlns:r="%s" r:id="rId1"' % R.encode()
            parts[name] = re.sub(tag + rb"(?=[ >])", odd, parts[name])
    clean = clean_word(packed(parts), "hat.docx")
    assert "Sample Trust" in words(header(clean))
    assert b"r:id=" not in clean.parts["word/header1.xml"]


def test_the_words_of_the_body_are_noted() -> None:
    """A letterhead that stands in the body does not vanish without a word."""
    clean = clean_word(office(lambda document: document.add_paragraph("Sample Trust, 1 Road")), "x")
    assert account(clean)[What.BODY] == ("Sample Trust, 1 Road",)
    assert b"1 Road" not in clean.parts["word/document.xml"]
    clean = clean_word(
        office(lambda document: document.add_paragraph("1 Road")), "x", with_body=True
    )
    assert What.BODY not in account(clean)
    assert b"1 Road" in clean.parts["word/document.xml"]
