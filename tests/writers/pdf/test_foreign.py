"""PDF pages of others: taken with their tags, or refused by name, page and what to do."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String
from PIL import Image

from appeal_cli import AppealError, address, load_appeal, render
from appeal_cli.files.pdf_file import MAX_UNPACKED
from appeal_cli.writers.pdf.foreign import (
    Foreign,
    Wish,
    taken_as_figures,
    taken_as_pictures,
    taken_in,
)
from appeal_cli.writers.pdf.foreign.gray import coloured_pages
from appeal_cli.writers.pdf.foreign.judging import failures
from tests.making import changed
from tests.reading import pdf_text

Change = Callable[[Pdf], None]

DRAFT = """\
language: en
date: 2013-10-17
title: The draft
addressee: {everyone: All}
body:
  - Rule one of the draft.
  - heading: Rules
  - list: [Swim., Skate.]
  - table: {header: [Year, Trees], rows: [["2013", "40"]]}
  - "[More](https://example.org/rules) about it."
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A tagged file, as this tool writes them."""
    path = tmp_path_factory.mktemp("draft") / "draft.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return render(address(load_appeal(path)), "pdf")


def without_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
    for each in pdf.pages:
        marks = ("BDC", "BMC", "EMC")
        kept = [part for part in pikepdf.parse_content_stream(each) if str(part[1]) not in marks]
        each.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def objections_to(data: bytes, name: str = "file.pdf") -> str:
    """What is said of a file that is refused, with what to do."""
    with pytest.raises(AppealError) as caught:
        taken_in(data, Wish(name, "en"))
    return "\n".join(f"{problem.message} | {problem.hint}" for problem in caught.value.problems)


def tags(data: bytes) -> list[tuple[str, str]]:
    """The roles of the elements in their order, each with the text that it has for itself."""
    with Pdf.open(BytesIO(data)) as pdf:
        found, waiting = [], [*pdf.Root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop(0)
            if isinstance(element, Dictionary) and "/S" in element:
                found.append((str(element.S), str(element.get("/Alt", ""))))
                kids = element.get("/K", Array())
                waiting[:0] = kids if isinstance(kids, Array) else []
        return found


def test_a_tagged_file_keeps_its_text_and_its_tags(draft: bytes) -> None:
    """Text, roles and links come out as they went in, and nothing else of the file does."""
    taken = taken_in(draft, Wish("draft.pdf", "en"))
    assert taken.pages == 1
    assert pdf_text(taken.data) == pdf_text(draft)
    assert tags(taken.data) == tags(draft)
    with Pdf.open(BytesIO(taken.data)) as pdf:
        assert set(pdf.Root.as_dict()) == {
            "/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang",
        }  # fmt: skip
        assert [str(link.A.URI) for link in pdf.pages[0].Annots] == ["https://example.org/rules"]
        assert "/Producer" not in pdf.docinfo


def test_what_is_taken_is_the_same_each_time(draft: bytes) -> None:
    """The same file gives the same bytes."""
    assert taken_in(draft, Wish("a.pdf", "en")) == taken_in(draft, Wish("b.pdf", "en"))


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def annotated(pdf: Pdf, kind: str, **entries: object) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=[0, 0, 9, 9], **entries)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def with_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form = pdf.make_stream(b"BT /F 9 Tf (hi) Tj ET", Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = [0, 0, 9, 9], Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].Resources.XObject = Dictionary(Inner=form)
    pdf.pages[0].contents_add(b"/Artifact BMC /Inner Do EMC")


def with_form(pdf: Pdf, **entries: object) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), **entries)


def with_form_that_shows(pdf: Pdf, operators: bytes) -> None:
    form = pdf.make_stream(operators, Type=Name.XObject, Subtype=Name.Form)
    form.BBox = [0, 0, 9, 9]
    pdf.pages[0].Resources.XObject = Dictionary(Inner=form)
    drawn(pdf, b"/Inner Do")


def with_nothing(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"")
    pdf.Root.StructTreeRoot.K[0].K = Array([])


def drawn(pdf: Pdf, operators: bytes) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC " + operators + b" EMC")


REFUSED: dict[str, tuple[Change, str]] = {
    "script by name": (
        lambda pdf: setattr(pdf.Root, "Names", Dictionary(JavaScript=Dictionary())),
        "has a script",
    ),
    "script on opening": (lambda pdf: setattr(pdf.Root, "OpenAction", script()), "has a script"),
    "script of a page": (
        lambda pdf: setattr(pdf.pages[0], "AA", Dictionary(O=script())),
        r"has a script \(page 1\)",
    ),
    "script behind a link": (
        lambda pdf: annotated(
            pdf, "Link", A=Dictionary(S=Name.URI, URI=String("https://a.example"), Next=script())
        ),
        r"has a script \(page 1\)",
    ),
    "program": (
        lambda pdf: annotated(pdf, "Link", A=Dictionary(S=Name.Launch, F=String("a.exe"))),
        r"starts a program \(page 1\)",
    ),
    "other file": (
        lambda pdf: annotated(pdf, "Link", A=Dictionary(S=Name.GoToR, F=String("a.pdf"))),
        r"a link to another file \(page 1\)",
    ),
    "note": (lambda pdf: annotated(pdf, "Highlight"), r"a note or a mark \(Highlight\) \(page 1\)"),
    "film": (lambda pdf: annotated(pdf, "RichMedia"), r"sound, film or 3D \(page 1\)"),
    "attached": (
        lambda pdf: pdf.attachments.__setitem__("a.txt", b"hi"),
        r"holds other files \| save it without them",
    ),
    "form": (with_form, "is a form to fill in"),
    "signed": (lambda pdf: with_form(pdf, SigFlags=3), "is signed"),
    "layers": (lambda pdf: setattr(pdf.Root, "OCProperties", Dictionary()), "has layers"),
    "portfolio": (lambda pdf: setattr(pdf.Root, "Collection", Dictionary()), "is a portfolio"),
    "font": (with_font, r"set in the font `Helvetica`, which is not in it \(page 1\)"),
    "four inks": (
        lambda pdf: drawn(pdf, b"0.5 0 0 0 k 0 0 9 9 re f"),
        r"has colours as inks \(CMYK\), .* \(page 1\) \| save it in RGB",
    ),
    "no tags": (without_tags, r"has no tags \| save it as tagged PDF"),
    "nothing shown": (with_nothing, "has no tags"),
    "tag lost": (
        lambda pdf: setattr(pdf.Root.StructTreeRoot.K[0], "K", Array([])),
        r"shows something without a tag \(page 1\)",
    ),
    "mark lost": (
        lambda pdf: pdf.pages[0].contents_add(b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI"),
        r"shows something without a tag \(page 1\)",
    ),
    "tag in a form": (
        lambda pdf: with_form_that_shows(pdf, b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC"),
        r"shows something without a tag \(page 1\)",
    ),
    "circle": (
        lambda pdf: pdf.Root.StructTreeRoot.K[0].K.append(pdf.Root.StructTreeRoot.K[0]),
        "is broken",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_letter_may_hold_is_refused(kind: str, draft: bytes) -> None:
    """The problem names the file, says what it has and on which page, and what to do."""
    change, said = REFUSED[kind]
    found = objections_to(changed(draft, change))
    assert re.search(said, found)
    assert found.startswith("file.pdf ")
    assert all(line.partition(" | ")[2] for line in found.splitlines())


def test_a_file_that_can_not_be_opened_is_refused(draft: bytes) -> None:
    """It is said which of the reasons it is."""
    locked = changed(draft, lambda pdf: None, encryption=Encryption(user="a", owner="b"))
    bound = changed(draft, lambda pdf: None, encryption=Encryption(user="", owner="b"))
    assert "is locked with a password" in objections_to(locked)
    assert "is encrypted" in objections_to(bound)
    assert "is cut short" in objections_to(draft[:-2000])
    assert "not a PDF file | it is a web page" in objections_to(b"<!DOCTYPE html><p>404</p>")
    assert "not a PDF file | it is an image" in objections_to(b"\x89PNG\r\n\x1a\n")
    assert "not a PDF file | it is an office" in objections_to(b"PK\x03\x04")
    assert "has no pages" in objections_to(changed(draft, lambda pdf: pdf.pages.__delitem__(0)))
    many = changed(draft, lambda pdf: [pdf.pages.append(pdf.pages[0]) for _ in range(300)])
    assert "has 301 pages | send at most 300" in objections_to(many)


def test_what_unpacks_to_too_much_is_refused_unopened() -> None:
    """A small file may hold objects of any size; a large letter's are far from it."""
    packed = zlib.compress(b" " * (MAX_UNPACKED + 1))
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/ObjStm/Filter/FlateDecode/Length %d>>\nstream\n"
    bomb = head % len(packed) + packed + b"\nendstream\nendobj\nstartxref\n0\n%%EOF\n"
    assert len(bomb) < 200_000
    assert "would unpack to more" in objections_to(bomb)


def test_roles_become_those_of_the_standard(draft: bytes) -> None:
    """A role of the file's own is what it stands for, step by step; one of nothing is none, and
    levels of headings are not skipped."""

    def change(pdf: Pdf) -> None:
        assert {"/H1", "/H2"} <= {role for role, _ in tags(draft)}
        root = pdf.Root.StructTreeRoot
        root.RoleMap = Dictionary({"/My text": Name.Body, "/Body": Name.P, "/Round": Name.Round})
        for element in pdf.objects:
            if isinstance(element, Dictionary) and element.get("/Type") == "/StructElem":
                role = {"/P": "/My text", "/H2": "/H4", "/Sect": "/Round"}.get(str(element.S))
                element.S = Name(role) if role else element.S

    roles = [role for role, _ in tags(taken_in(changed(draft, change), Wish("a.pdf", "en")).data)]
    before = [role for role, _ in tags(draft)]
    assert roles == [{"/Sect": "/NonStruct"}.get(role, role) for role in before]


def test_private_characters_of_symbol_fonts_are_bullets(draft: bytes) -> None:
    """What office programs write for the marks of lists is read as such."""

    def change(pdf: Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and b"begincmap" in (data := each.read_bytes()):
                each.write(data.replace(b"<2022>", b"<F0B7>"))

    private = changed(draft, change)
    assert "\uf0b7" in "".join(_characters(private))
    taken = taken_in(private, Wish("a.pdf", "en"))
    assert "\uf0b7" not in "".join(_characters(taken.data))
    assert "\u2022" in "".join(_characters(taken.data))


def _characters(data: bytes) -> list[str]:
    return [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize(
    ("operators", "becomes"),
    [
        (b"0 0 0 rg", b"0 g"),
        (b"0.5 0.5 0.5 RG", b"0.5 G"),
        (b"0 0 0 1 k", b"0 g"),
        (b"/DeviceRGB cs 0 0 0 sc", b"/DeviceRGB cs\n0 g"),
        (b"/DeviceRGB cs 0 0 0 sc 1 0 0 sc", b"/DeviceRGB cs\n0 g\n/DeviceRGB cs\n1 0 0 sc"),
        (b"1 0 0 rg", b"1 0 0 rg"),
    ],
)
def test_black_is_one_ink(operators: bytes, becomes: bytes, draft: bytes) -> None:
    """In whichever way a gray is said; a colour stays."""
    data = changed(draft, lambda pdf: drawn(pdf, operators + b" 0 0 9 9 re f"))
    with Pdf.open(BytesIO(taken_in(data, Wish("a.pdf", "en")).data)) as pdf:
        assert becomes + b"\n0 0 9 9 re" in pdf.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("take", [taken_as_figures, taken_as_pictures])
def test_an_untagged_file_is_taken_as_figures_when_asked(
    take: Callable[..., Foreign], draft: bytes
) -> None:
    """Each page is one figure with a text, drawn as it is: its text can still be found."""
    plain = changed(changed(draft, without_tags), lambda pdf: pdf.pages.append(pdf.pages[0]))
    taken = take(plain, "The rules", Wish("plain.pdf", "en"))
    figures = ["The rules (1 / 2)", "The rules (2 / 2)"]
    assert tags(taken.data) == [("/Document", ""), *(("/Figure", text) for text in figures)]
    assert "Rule one of the draft" in pdf_text(taken.data)


@pytest.mark.parametrize("kind", ["font", "note", "form", "four inks", "layers", "circle"])
def test_what_is_refused_can_be_taken_as_a_picture(kind: str, draft: bytes) -> None:
    """What is seen stays, as it looks; nothing else does."""
    data = changed(draft, REFUSED[kind][0])
    taken = taken_as_pictures(data, "The rules", Wish("a.pdf", "en"))
    assert tags(taken.data) == [("/Document", ""), ("/Figure", "The rules")]
    before, after = _looks(data), _looks(taken.data)
    assert before.size == after.size
    different = sum(abs(a - b) > 96 for a, b in zip(before.tobytes(), after.tobytes(), strict=True))
    assert different < before.width * before.height / 500


def _looks(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return document[0].render(scale=1).to_pil().convert("L")


def test_what_would_be_packed_so_that_the_judge_errs(draft: bytes) -> None:
    """Of 256 streams, one would end with what looks like a line's end when it is packed."""
    taken = taken_in(draft, Wish("draft.pdf", "en"))

    def change(pdf: Pdf) -> None:
        shown = pdf.pages[0].Contents.read_bytes()
        texts = (shown + b"\n% " + str(number).encode() for number in range(10_000))
        text = next(each for each in texts if zlib.compress(each).endswith(b"\r"))
        pdf.pages[0].Contents = pdf.make_stream(text)

    data = changed(taken.data, change, compress_streams=False)
    assert list(failures(data, "draft.pdf")) == []


def test_the_judge_sees_what_is_wrong(draft: bytes) -> None:
    """A file that the judge is shown as it would be by itself has no more and no fewer faults."""
    assert not list(failures(taken_in(draft, Wish("a.pdf", "en")).data, "A title"))
    assert list(failures(changed(draft, without_tags), "A title"))
    assert page.validate_pdf_bytes(draft, profile="3a").is_compliant


def with_image(pdf: Pdf) -> None:
    """A red image, and a red line."""
    pixels = bytes((200, 30, 60)) * 24
    image = pdf.make_stream(pixels, Type=Name.XObject, Subtype=Name.Image)
    image.Width, image.Height, image.BitsPerComponent = 6, 4, 8
    image.ColorSpace = Name.DeviceRGB
    pdf.pages[0].Resources.XObject = Dictionary(Red=image)
    drawn(pdf, b"1 0 0 rg 0 0 9 9 re f q 90 0 0 60 9 9 cm /Red Do Q")


def with_shading(pdf: Pdf) -> None:
    """From red to blue, of which no gray is made."""
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 99, 0])
    shading.Function = ends
    pdf.pages[0].Resources.Shading = Dictionary(Red=shading)
    drawn(pdf, b"q 0 0 99 99 re W n /Red sh Q")


def test_colours_become_gray_when_asked(draft: bytes) -> None:
    """Text, lines and images; where that can't be, the file is refused or a gray picture."""
    data = changed(draft, with_image)
    assert list(coloured_pages(taken_in(data, Wish("a.pdf", "en")).data)) == [1]
    taken = taken_in(data, Wish("a.pdf", "en", gray=True))
    assert not list(coloured_pages(taken.data))
    assert tags(taken.data) == tags(draft)
    shaded = changed(draft, with_shading)
    with pytest.raises(AppealError, match=r"can't become gray \(page 1\)"):
        taken_in(shaded, Wish("a.pdf", "en", gray=True))
    picture = taken_as_pictures(shaded, "It", Wish("a.pdf", "en", gray=True))
    assert not list(coloured_pages(picture.data))


def test_lines_outside_of_all_marks_are_for_the_eye_alone(draft: bytes) -> None:
    """Office programs draw rules so; text that is so is refused (see above)."""
    loose = changed(draft, lambda pdf: pdf.pages[0].contents_add(b"0 0 m 9 9 l S 0 0 9 9 re f"))
    assert list(failures(loose, "A title"))
    taken = taken_in(loose, Wish("a.pdf", "en"))
    assert tags(taken.data) == tags(draft)
    with Pdf.open(BytesIO(taken.data)) as pdf:
        shown = pdf.pages[0].Contents.read_bytes()
    assert b"/Artifact BMC\n0 0 m\n9 9 l\nS\nEMC\n/Artifact BMC\n0 0 9 9 re\nf\nEMC" in shown


def with_a_form(pdf: Pdf, content: bytes) -> None:
    """Adds a form to the first page, which has the page's own resources, itself among them."""
    form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 90, 90])
    sheet = pdf.pages[0]
    if not sheet.obj.get("/Resources", Dictionary()).is_indirect:
        sheet.obj.Resources = pdf.make_indirect(sheet.obj.get("/Resources", Dictionary()))
    sheet.Resources.XObject = Dictionary(Itself=pdf.make_indirect(form))
    form.Resources = sheet.obj.Resources
    begun = b"/Artifact BMC q /Itself Do Q EMC\n"
    sheet.Contents = pdf.make_stream(begun + sheet.Contents.read_bytes())


def test_a_form_may_have_the_resources_of_its_page(draft: bytes) -> None:
    """Some programs write so; it keeps those that it draws with, and no part stands in itself."""
    taken = taken_in(changed(draft, lambda pdf: with_a_form(pdf, b"0 0 5 5 re f")), Wish("x", "en"))
    with Pdf.open(BytesIO(taken.data)) as pdf:
        form = pdf.pages[0].Resources.XObject.Itself
        assert len(form.get("/Resources", Dictionary()).get("/XObject", Dictionary())) == 0
    assert (list(failures(taken.data, "x")), taken.pages) == ([], 1)


def test_what_stands_in_itself_is_refused(draft: bytes) -> None:
    """No drawing of it would end; as a picture it is drawn as far as programs draw it."""
    endless = changed(draft, lambda pdf: with_a_form(pdf, b"/Itself Do"))
    assert "draws something that stands in itself (page 1)" in objections_to(endless)
    assert taken_as_pictures(endless, "A draft", Wish("x", "en")).pages == 1


def drawn_twice(pdf: Pdf, levels: int) -> None:
    """A drawing that draws another one twice, and that one the next."""
    page, below = pdf.pages[0], pdf.make_stream(b"0 0 5 5 re f")
    for _ in range(levels):
        above = pdf.make_stream(b"/In#41 Do 1 0 0 1 1 1 cm /In#41 Do")
        above.Resources = Dictionary(XObject=Dictionary(InA=below))
        below.Type, below.Subtype = Name.XObject, Name.Form
        below.BBox = Array([0, 0, 99, 99])
        below = above
    page.Resources, page.Contents = below.Resources, below


def test_what_draws_too_often_is_refused(draft: bytes) -> None:
    """By its name, before anything is drawn; a few drawings in others are as usual."""
    endless = changed(draft, lambda pdf: drawn_twice(pdf, 26))
    assert "file.pdf draws the same again and again" in objections_to(endless)
    with pytest.raises(AppealError, match="x draws the same again and again"):
        taken_as_pictures(endless, "A draft", Wish("x", "en"))
    few = changed(draft, lambda pdf: drawn_twice(pdf, 5))
    assert taken_as_pictures(few, "A draft", Wish("x", "en")).pages == 1


@pytest.mark.parametrize("times", [1, 2])
def test_what_unpacks_to_too_much_is_refused(draft: bytes, times: int) -> None:
    """The contents of a page, packed once or twice, before anything is unpacked whole."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10**7) for _ in range(MAX_UNPACKED // 10**7 + 1))
    packed += packer.flush()

    def grow(pdf: Pdf) -> None:
        data = packed if times == 1 else zlib.compress(packed, 9)
        pdf.pages[0].Contents = stream = pdf.make_stream(b"")
        stream.write(data, filter=Array([Name.FlateDecode] * times))

    data = changed(draft, grow, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(data) < 1_000_000
    assert "would unpack to more than any document" in objections_to(data)
