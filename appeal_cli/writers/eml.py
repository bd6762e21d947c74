"""EML: an unsent mail with the letter as text, as a web page and as an attached PDF."""

from __future__ import annotations

import re
from base64 import b64decode
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import NamedTuple

from lxml.html import HtmlElement, document_fromstring

from appeal_cli.mail_address import mail_address, not_an_address
from appeal_cli.page.template import Template
from appeal_cli.problems import AppealError, Kind, Problem
from appeal_cli.writers import html as web_page
from appeal_cli.writers import txt

PDF_NAME = "letter.pdf"


class _Meta(NamedTuple):
    """The name of the `meta` that holds a mailbox, and the kind of a problem with it."""

    element: str
    kind: Kind

    def problem(self, message: str, hint: str) -> AppealError:
        return AppealError(Problem(message, hint=hint, kind=self.kind))


_MAILBOXES = {
    "From": _Meta("mail-from", kind=Kind.SENDER),
    "To": _Meta("mail-to", kind=Kind.RECIPIENT),
}

_PICTURE = re.compile(r'src="data:image/(\w+);base64,([^"]*)"')


def write(html: str, template: Template, pdf_file: bytes) -> bytes:
    """The letter as a draft that mail programs open to be checked and sent (RFC 5322).

    `pdf_file` is the letter as PDF. The mail is addressed to the letter's reader; an open
    letter is addressed to nobody yet. It has no date: it gets one when it is sent. Raises
    AppealError where the reader has no e-mail address, or one that is not a single address.
    """
    root = document_fromstring(html)
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = _subject(root)
    for header, meta in _MAILBOXES.items():
        for mailbox in root.findall(f"head/meta[@name='{meta.element}']"):
            message[header] = _address(mailbox, meta)
    message["Message-ID"] = f"<{_digest(html)[:32]}@letter.invalid>"
    _add_letter(message, html, template, pdf_file)
    _name_boundaries(message, _digest(html))
    return message.as_bytes()


def _subject(root: HtmlElement) -> str:
    heading = root.find(".//h1")
    title = heading if heading is not None else root.find("head/title")
    return " ".join(title.text_content().split()) if title is not None else ""


def _address(mailbox: HtmlElement, meta: _Meta) -> Address:
    """The mailbox that the element names, its domain in ASCII."""
    name, written = mailbox.get("content") or "", mailbox.get("data-email") or ""
    if not written:
        raise meta.problem(f"{name} has no e-mail address", "give one, or make another format")
    try:
        address = mail_address(written)
    except ValueError as error:
        hint = "write one, such as name@example.org"
        raise meta.problem(not_an_address(written, error), hint) from None
    return Address(" ".join(name.split()), address.local, address.domain)


# The parts of the message


def _add_letter(message: EmailMessage, html: str, template: Template, pdf_file: bytes) -> None:
    """Adds text and web page, which say the same (RFC 2046, 5.1.4), and the PDF."""
    page = web_page.write(html, template).decode("utf-8")
    pictures = {_content_id(data): (kind, data) for kind, data in _PICTURE.findall(page)}
    page = _PICTURE.sub(lambda found: f'src="cid:{_content_id(found[2])}"', page)
    message.set_content(txt.write(html, template).decode("utf-8"), cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    body = message.get_body(("html",))
    assert isinstance(body, EmailMessage)
    for content_id, (kind, data) in pictures.items():
        body.add_related(b64decode(data), "image", kind, cid=f"<{content_id}>")
    message.add_attachment(pdf_file, maintype="application", subtype="pdf", filename=PDF_NAME)


def _content_id(data: str) -> str:
    return f"{_digest(data)[:32]}@letter.invalid"


def _name_boundaries(message: EmailMessage, digest: str) -> None:
    """Gives each part a boundary of the letter's own, where Python would invent one."""
    multiparts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(multiparts, 1):
        part.set_boundary(f"=_{digest[:32]}_{number}")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
