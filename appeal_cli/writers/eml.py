"""EML: an unsent mail with the letter as text, as a web page and as an attached PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from lxml.html import HtmlElement, document_fromstring

from appeal_cli.appeal.pictures import Picture
from appeal_cli.letter.letter import Party
from appeal_cli.letter.mail_address import mail_address, not_an_address
from appeal_cli.page.memory import Memory
from appeal_cli.page.page import Page
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers import Writer, txt
from appeal_cli.writers.html import IMAGE, WebPage

PDF_NAME = "letter.pdf"


def writer(template: Template, memory: Memory) -> Writer:
    """The writer of mail drafts."""
    as_text, as_web_page = txt.writer(template, memory), _WebPage(template, memory)

    def write(page: Page, pdf: bytes = b"") -> bytes:
        return mail(page, as_text(page), as_web_page(page), pdf)

    return write


class _WebPage(WebPage):
    """The web page of a mail, whose images are parts of the mail."""

    def address(self, picture: Picture) -> str:
        """Where a mail has the picture (RFC 2392)."""
        return f"cid:{_content_id(picture)}"


def mail(page: Page, text: bytes, web_page: bytes, pdf: bytes) -> bytes:
    """The letter as a draft that mail programs open to be checked and sent (RFC 5322).

    `text`, `web_page` and `pdf` are the letter as such. The mail is addressed to the letter's
    reader; an open letter is addressed to nobody yet. It has no date: it gets one when it is
    sent. Raises AppealError where the reader has no e-mail address, or one that is not a single
    address.
    """
    html = page.html
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = _subject(document_fromstring(html))
    if page.about.sender and page.about.sender.email:
        message["From"] = _address(page.about.sender, Kind.SENDER)
    if page.about.recipient:
        message["To"] = _address(page.about.recipient, Kind.RECIPIENT)
    message["Message-ID"] = f"<{_digest(html)[:32]}@letter.invalid>"
    _add_letter(message, text, web_page, _pictures(page))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=PDF_NAME)
    _name_boundaries(message, _digest(html))
    return message.as_bytes()


def _subject(root: HtmlElement) -> str:
    heading = root.find(".//h1")
    title = heading if heading is not None else root.find("head/title")
    return " ".join(title.text_content().split()) if title is not None else ""


def _address(party: Party, kind: Kind) -> Address:
    """The party's mailbox, its domain in ASCII."""
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
    return Address(" ".join(party.name.split()), address.local, address.domain)


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
        kind, cid = picture.media_type.rpartition("/")[2], f"<{_content_id(picture)}>"
        body.add_related(picture.data, "image", kind, cid=cid)


def _pictures(page: Page) -> list[Picture]:
    """The pictures that the page shows, each once."""
    names = dict.fromkeys(name for _, name in IMAGE.findall(page.skeleton))
    return [page.images[name] for name in names if name in page.images]


def _content_id(picture: Picture) -> str:
    return f"{_digest(picture.url.partition(',')[2])[:32]}@letter.invalid"


def _name_boundaries(message: EmailMessage, digest: str) -> None:
    """Gives each part a boundary of the letter's own, where Python would invent one."""
    multiparts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(multiparts, 1):
        part.set_boundary(f"=_{digest[:32]}_{number}")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
