"""Mail drafts, parsed back by Python's email library and opened as mail programs open them."""

from __future__ import annotations

import email
import mailbox
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from appeal_cli import AppealError, Deputy, address, load_appeal, render
from appeal_cli.writers.mail.headers import mailbox_header, text_header
from appeal_cli.writers.mail.styles import styles_of
from tests.conftest import DATA, SMALL_APPEAL, Appeal
from tests.reading import html_text, pdf_text

LETTERHEAD = 'letterhead: {names: ["Fund, the"], email: office@example.org}\n'


def deputy(mail: str) -> Deputy:
    fields = {"id": "1", "name": "Нұркина Айгүл", "gender": "female", "email": mail}
    return Deputy(fields, frozenset(fields), "roster.csv", 7)


def draft(folder: Path, mail: str | None, more: str = LETTERHEAD) -> bytes:
    (folder / "a.yaml").write_text(SMALL_APPEAL + more, encoding="utf-8")
    return render(address(load_appeal(folder / "a.yaml"), deputy(mail) if mail else None), "eml")


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert [defect for part in message.walk() for defect in part.defects] == []
    return message


def unix(part: EmailMessage) -> str:
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_draft_to_the_deputy(tmp_path: Path) -> None:
    """To, From and Subject are the letter's; it is unsent and has no date yet."""
    message = parsed(draft(tmp_path, "nurkina@parlam.kz"))
    (to,) = message["To"].addresses
    (sender,) = message["From"].addresses
    assert (to.display_name, to.addr_spec) == ("Нұркина Айгүл", "nurkina@parlam.kz")
    assert message["Cc"] is None
    assert (sender.display_name, sender.addr_spec) == ("Fund, the", "office@example.org")
    assert message["Subject"] == "A small appeal"
    assert (message["X-Unsent"], message["Date"]) == ("1", None)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_text_page_and_pdf_say_the_same(language: str) -> None:
    """Text and HTML are alternatives, and the PDF is attached."""
    appeal = load_appeal(DATA / f"appeal.{language}.yaml")
    letter = address(appeal, deputy("nurkina@parlam.kz"))
    message = parsed(render(letter, "eml"))
    assert message["Subject"] == html_text(f"<body>{letter.title.html}</body>".encode())
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert page is not None
    assert unix(text) == render(letter, "txt").decode()
    assert html_text(unix(page).encode()) == html_text(render(letter, "html"))
    (pdf,) = message.iter_attachments()
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_filename()[:9] == letter.document_title.lstrip("«")[:9]
    assert pdf_text(pdf.get_content()) == pdf_text(render(letter, "pdf"))


def test_pictures_travel_beside_the_page(tmp_path: Path) -> None:
    """Many mail programs show no `data:` URL, so the page names its pictures as parts."""
    message = parsed(draft(tmp_path, "a@b.org", "online: https://example.org/a\n"))
    page = message.get_body(("html",))
    assert page is not None
    related = next(part for part in message.walk() if part.get_content_type() == "image/png")
    assert f'src="cid:{related["Content-ID"][1:-1]}"' in page.get_content()
    assert "data:image" not in page.get_content()
    assert related.get_content().startswith(b"\x89PNG")


def test_the_open_letter_is_addressed_to_nobody_yet(tmp_path: Path) -> None:
    """There is no To, and no From without a letterhead's address."""
    message = parsed(draft(tmp_path, None, ""))
    assert (message["To"], message["From"], message["X-Unsent"]) == (None, None, "1")


@pytest.mark.parametrize(
    "mail",
    ["", "nobody", "a@b.org, c@d.org", "a@b.org;c@d.org", "a@b.org\nBcc: c@d.org", "a\0@b.org",
     "Ann <a@b.org>", "a@b@c.org", "a b@c.org", "a@", "@b.org", "жан@b.org"],
)  # fmt: skip
def test_what_is_not_one_address_is_refused_with_its_place(tmp_path: Path, mail: str) -> None:
    """No mail goes to nobody, to several, or with a header that somebody slipped in."""
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    with pytest.raises(AppealError) as raised:
        render(address(load_appeal(tmp_path / "a.yaml"), deputy(mail)), "eml")
    (problem,) = raised.value.problems
    assert problem.place == "roster.csv:7"
    assert problem.kind == "recipient"


def test_a_domain_in_other_letters_is_written_in_ascii(tmp_path: Path) -> None:
    """As mail servers of any age take it."""
    message = parsed(draft(tmp_path, "a@мәжіліс.қаз"))
    assert message["To"].addresses[0].domain.encode("ascii").decode("idna") == "мәжіліс.қаз"


def test_lines_and_boundaries(tmp_path: Path) -> None:
    """Lines end with CR LF and are short (RFC 5322, 2.1.1); the same letter is the same file."""
    made = draft(tmp_path, "a@b.org")
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert draft(tmp_path, "a@b.org") == made
    assert draft(tmp_path, "c@b.org") != made


def test_a_mailbox_takes_it(tmp_path: Path) -> None:
    """Put into a folder of mail and read from there, it is the same message."""
    box = mailbox.Maildir(tmp_path / "mail", create=True)
    key = box.add(draft(tmp_path, "a@b.org"))
    assert box[key]["To"].endswith("<a@b.org>")
    assert [part.get_content_type() for part in box[key].walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]


# Headers

TEXTS = st.text(
    st.sampled_from('abcXYZ 019,;"\\()<>@.:[]=?_’әҒқабвгд é日😀'), min_size=1, max_size=300
)


def folded(text: object) -> str:
    return " ".join(str(text).split())


def unfolded(value: str) -> str:
    return value.replace("\n", "").replace("\r", "")


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
@example("Вернуть ночной автобус в посёлок Примерный", "Фонд «Слово», Примерск")
@example("=?utf-8?q?not_a_word?=", 'The "Old" Library, of Sampletown\\Musterdorf, and its Friends')
def test_headers_are_read_back_as_they_were_written(subject: str, name: str) -> None:
    """By two readers of encoded words, and as two mailboxes by two readers of addresses."""
    subject, name = folded(subject), folded(name)
    boxes = [(name, "a@b.org"), ("", "c@d.org"), (name, "e@f.org")]
    written = text_header("Subject", subject) + mailbox_header("To", boxes)
    lines = written.split("\r\n")
    assert max(map(len, lines)) <= 76
    assert all(line.startswith((" ", "Subject:", "To:")) for line in lines[:-1])
    raw = f"{written}\r\n".encode("ascii")
    message, plain = email.message_from_bytes(raw, policy=default), email.message_from_bytes(raw)
    assert folded(message["Subject"]) == subject
    assert folded(make_header(decode_header(unfolded(plain["Subject"])))) == subject
    found = getaddresses([unfolded(plain["To"])])
    assert [(folded(make_header(decode_header(who))), where) for who, where in found] == boxes
    parsed_boxes = [(each.display_name, each.addr_spec) for each in message["To"].addresses]
    assert [where for _, where in parsed_boxes] == [where for _, where in boxes]
    without_spaces = ["".join(who.split()) for who, _ in parsed_boxes]
    assert without_spaces == ["".join(who.split()) for who, _ in boxes]


def test_to_is_the_name_as_one_says_it(tmp_path: Path) -> None:
    """Given name and family name, without what a letter puts before or between."""
    fields = {"id": "1", "name": "Muster, Bert", "family_name": "Muster", "given_name": "Bert"}
    fields |= {"gender": "male", "honorific_prefix": "Dr", "email": "bert@example.org"}
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL, encoding="utf-8")
    to = Deputy(fields, frozenset(fields), "roster.csv", 7)
    message = parsed(render(address(load_appeal(tmp_path / "a.yaml"), to), "eml"))
    assert message["To"] == "Bert Muster <bert@example.org>"


# The command


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(SMALL_APPEAL + LETTERHEAD, encoding="utf-8")
    rows = "1,Sample,Anna,anna@council.example\n2,Muster,Bert,bert@council.example\n"
    (tmp_path / "d.csv").write_text(f"id,family_name,given_name,email\n{rows}", encoding="utf-8")
    return tmp_path


def drafts(folder: Path) -> list[EmailMessage]:
    return [parsed(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def test_mails_to_oneself(appeal: Appeal, office: Path) -> None:
    """All go to the office, marked, and nobody's address is in them; then they are real ones."""
    line = ("batch", "a.yaml", "-d", "d.csv", "-f", "eml", "-o", "out", "--cc", "b@example.org")
    ran = appeal(*line, "--to-me", "me@example.org")
    assert ran.returncode == 0, ran.stderr.decode()
    for path in (office / "out").glob("*.eml"):
        assert b"council.example" not in path.read_bytes()
    tests = drafts(office / "out")
    assert {each["To"] for each in tests} == {"me@example.org"}
    assert {each["Subject"] for each in tests} == {"[TEST] A small appeal"}
    assert {each["Cc"] for each in tests} == {None}
    assert appeal(*line).returncode == 0
    real = drafts(office / "out")
    to = ["Bert Muster <bert@council.example>", "Anna Sample <anna@council.example>"]
    assert [each["To"] for each in real] == to
    assert {each["Cc"] for each in real} == {"b@example.org"}
    assert len({each.get_filename() for mail in real for each in mail.iter_attachments()}) == 2


@pytest.mark.parametrize("option", ["--to-me", "--cc"])
def test_an_option_takes_an_address(option: str, appeal: Appeal, office: Path) -> None:
    """What is none is refused before anything is made."""
    ran = appeal("batch", "a.yaml", "-d", "d.csv", "-f", "eml", option, "nobody")
    assert ran.returncode == 2
    assert "`nobody` is not one e-mail address" in ran.stderr.decode()


def test_without_the_pdf(appeal: Appeal, office: Path) -> None:
    """`--no-pdf` makes the same mail with nothing attached."""
    ran = appeal("render", "a.yaml", "-d", "d.csv", "--to", "1", "--no-pdf", "-o", "m.eml")
    assert ran.returncode == 0, ran.stderr.decode()
    message = parsed((office / "m.eml").read_bytes())
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


# The web page


def test_the_styles_stand_in_the_elements(tmp_path: Path) -> None:
    """Many mail programs drop all others; addresses are links, pictures have their width."""
    more = "online: https://example.org/a\nabout: ['See https://a.org/b, and **bold** x.']\n"
    message = parsed(draft(tmp_path, "a@b.org", LETTERHEAD + more))
    page = unix(message.get_body(("html",)))  # type: ignore[arg-type]
    assert "@page" not in page
    assert '<header class="letterhead" style="' in page
    assert '<body style="font-family:' in page
    assert '<a href="https://a.org/b" style="' in page
    assert ">https://a.org/b</span></a>, and <strong>bold</strong> x." in page
    assert 'width="83"' in page


def test_each_part_of_a_stylesheet_has_its_place() -> None:
    """Rules for every screen apply; those for some stay apart, and win over the elements' own;
    nothing of paper is left, and nothing stands in something else."""
    css = """p { color: red; orphans: 2 } @page { size: A4; @bottom-center { content: "x" } }
    @media print { p { color: blue } } @media screen { h1 { color: lime } }
    @media screen and (max-width: 9rem) { p { color: gray } } @font-face { src: url(x) }"""
    styles = styles_of(css)
    assert styles.plain == "p { color: red }\nh1 { color: lime }"
    assert styles.of_some_screens == (
        "@media screen and (max-width: 9rem) {\np { color: gray !important }\n}"
    )
