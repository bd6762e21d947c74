"""Mail drafts, parsed back by Python's email library and opened as mail programs open them."""

from __future__ import annotations

import email
import mailbox
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from appeal_cli import AppealError, Deputy, address, load_appeal, render
from tests.conftest import DATA, SMALL_APPEAL
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
    assert unix(page) == render(letter, "html").decode()
    (pdf,) = message.iter_attachments()
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "letter.pdf")
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
