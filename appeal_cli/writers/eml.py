"""EML: an unsent mail with the letter as text, as a web page and as an attached PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from lxml.html import HtmlElement, document_fromstring

from appeal_cli.appeal.pictures import Picture
from appeal_cli.letter.letter import Party
from appeal_cli.letter.mail_address import MailAddress, mail_address, not_an_address
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.page.tree import contents, line
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers import Writer, txt
from appeal_cli.writers.html import IMAGE
from appeal_cli.writers.mail.headers import mailbox_header, text_header
from appeal_cli.writers.mail.mailing import Mailing
from appeal_cli.writers.mail.web_page import MailPage, content_id
from appeal_cli.writers.plain.words import title_of

LONGEST_NAME = 80
"""The most characters in the name of the attached file, without its ending."""


def writer(template: Template, memory: Memory, mailing: Mailing) -> Writer:
    """The writer of mail drafts; without a PDF, as where its fonts lack letters, none is held."""
    as_text, as_web_page = txt.writer(template, memory), MailPage(template, memory)

    def write(page: Page, pdf: bytes = b"", enclosures: Sequence[tuple[str, bytes]] = ()) -> bytes:
        name = _file_name(page.title)
        files = [*([(name, pdf)] if mailing.with_pdf and pdf else ()), *enclosures]
        return mail(page, as_text(page), as_web_page(page), files, mailing)

    return write


def mail(
    page: Page,
    text: bytes,
    web_page: bytes,
    files: Sequence[tuple[str, bytes]],
    mailing: Mailing,
) -> bytes:
    """The letter as a draft that mail programs open to be checked and sent (RFC 5322).

    `text` and `web_page` are the letter as such, `files` PDF files by their names. The mail is
    addressed to the letter's reader, or to the office where it makes its mails to itself; an open
    letter is addressed to nobody yet. It has no date: it gets one when it is sent. Raises
    AppealError where the reader has no e-mail address, or one that is not a single address.
    """
    html = page.html
    message = EmailMessage(policy=SMTP)
    _add_letter(message, text, web_page, _pictures(page))
    for name, pdf in files:
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    _name_boundaries(message, _digest(html))
    return "".join(_headers(page, mailing)).encode("ascii") + message.as_bytes()


def _headers(page: Page, mailing: Mailing) -> Iterable[str]:
    subject = _subject(document_fromstring(page.html))
    yield text_header("X-Unsent", "1")
    yield text_header("Subject", f"[TEST] {subject}" if mailing.to_me else subject)
    sender, reader = page.about.sender, page.about.recipient
    if sender and sender.email:
        yield mailbox_header("From", [_mailbox(sender, Kind.SENDER)])
    to = [_mailbox(reader, Kind.RECIPIENT)] if reader else []
    if mailing.to_me:
        yield mailbox_header("To", [("", _written(mail_address(mailing.to_me)))])
    else:
        if to:
            yield mailbox_header("To", to)
        if mailing.copies:
            copies = [("", _written(mail_address(each))) for each in mailing.copies]
            yield mailbox_header("Cc", copies)
    yield text_header("Message-ID", f"<{_digest(page.html)[:32]}@letter.invalid>")


def _subject(root: HtmlElement) -> str:
    heading = root.find(".//h1")
    title = heading if heading is not None else root.find("head/title")
    return title_of(line(contents(title))) if title is not None else ""


def _mailbox(party: Party, kind: Kind) -> tuple[str, str]:
    """The party's name and address, whose domain is in ASCII."""
    place = party.origin(party.email) if party.origin else Problem("")
    if not party.email:
        message = f"{party.name} has no e-mail address"
        hint = "give one, or make another format"
        raise AppealError(replace(place, message=message, hint=hint, kind=kind))
    try:
        address = mail_address(party.email)
    except ValueError as error:
        message = not_an_address(party.email, error)
        hint = "write one, such as name@example.org"
        raise AppealError(replace(place, message=message, hint=hint, kind=kind)) from None
    return party.spoken or party.name, _written(address)


def _written(address: MailAddress) -> str:
    return f"{address.local}@{address.domain}"


def _file_name(title: str) -> str:
    """The name of the letter's PDF: its title, of characters that every system can save."""
    words = " ".join(re.sub(r"[^\w\s.,№–—-]", " ", title).split())
    if len(words) > LONGEST_NAME:
        words = words[:LONGEST_NAME].rpartition(" ")[0]
    return f"{words.strip(' .,–—-') or 'letter'}.pdf"


# The parts of the message


def _add_letter(
    message: EmailMessage, text: bytes, web_page: bytes, pictures: Iterable[Picture]
) -> None:
    """Adds text and web page, which say the same (RFC 2046, 5.1.4), and the page's pictures."""
    message.set_content(text.decode("utf-8"), cte="quoted-printable")
    message.add_alternative(web_page.decode("utf-8"), subtype="html", cte="quoted-printable")
    body = message.get_body(("html",))
    assert isinstance(body, EmailMessage)
    for picture in pictures:
        kind, cid = picture.media_type.rpartition("/")[2], f"<{content_id(picture)}>"
        body.add_related(picture.data, "image", kind, cid=cid)


def _pictures(page: Page) -> list[Picture]:
    """The pictures that the page shows, each once."""
    names = dict.fromkeys(name for _, name in IMAGE.findall(page.skeleton))
    return [page.images[name] for name in names if name in page.images]


def _name_boundaries(message: EmailMessage, digest: str) -> None:
    """Gives each part a boundary of the letter's own, where Python would invent one."""
    multiparts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(multiparts, 1):
        part.set_boundary(f"=_{digest[:32]}_{number}")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
