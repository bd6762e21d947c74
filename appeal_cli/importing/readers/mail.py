"""A saved mail as a Document: its words, its subject as the title, its day."""

from __future__ import annotations

import email
import email.errors
import email.policy
import email.utils
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

from appeal_cli.importing.document import Document, Left
from appeal_cli.importing.readers import text
from appeal_cli.importing.readers.web import document_of
from appeal_cli.importing.readers.web_page import page_of
from appeal_cli.importing.readers.web_pictures import Find
from appeal_cli.problems import AppealError, Kind, Problem

_REPORTED = ("From", "To", "Cc", "Bcc", "Reply-To")


def read(data: bytes, path: Path) -> Document:
    """The letter in the bytes of an .eml: its HTML, where it has some, else its text."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        return _with_headers(_body(message, str(path)), message)
    except (email.errors.MessageError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise _broken(str(path), str(error)) from None


def _body(message: EmailMessage, file: str) -> Document:
    body = message.get_body(("html", "plain"))
    if not isinstance(body, EmailMessage):
        raise _broken(file, "it has no words")
    words = body.get_content()
    if body.get_content_subtype() == "html":
        return document_of(page_of(str(words), file), file, _pictures(message))
    lines = str(words).replace("\r\n", "\n").replace("\r", "\n")
    own, answered = _without_answered(lines.split("\n"))
    left = (Left("the mail that is answered", answered),) if answered else ()
    return text.document_of(own, file, left)


def _without_answered(lines: list[str]) -> tuple[str, str]:
    """The lines without those of another mail, which begin with `>` (RFC 3676, 4.5), and without
    the line that says whose they are; and these. Their places stay empty, so that lines count."""
    own = list(lines)
    for at, line in enumerate(lines):
        if not line.startswith(">"):
            continue
        own[at] = ""
        before = next((each for each in range(at - 1, -1, -1) if lines[each].strip()), at)
        if lines[before].rstrip().endswith(":") and at - before <= 2:
            own[before] = ""
    taken = [line for line, kept in zip(lines, own, strict=True) if line != kept]
    return "\n".join(own), " ".join(taken)


def _with_headers(document: Document, message: EmailMessage) -> Document:
    left = list(document.left)
    for name in _REPORTED:
        if message[name]:
            left.append(Left(f"the mail's `{name}:`", str(message[name])))
    for part in message.iter_attachments():
        if not part["Content-ID"]:
            left.append(Left("an attachment of the mail", part.get_filename() or "without a name"))
    day = ""
    if message["Date"]:
        try:
            day = email.utils.parsedate_to_datetime(str(message["Date"])).date().isoformat()
        except ValueError:
            left.append(Left("a date that can't be read", str(message["Date"])))
    title = " ".join(str(message["Subject"] or "").split())
    return replace(document, title=title, day=day, left=tuple(left))


def _pictures(message: EmailMessage) -> Find:
    """Finds the pictures that the mail brings, by their ids (RFC 2392)."""
    parts = {
        str(part["Content-ID"]).strip("<> "): part.get_payload(decode=True)
        for part in message.walk()
        if part["Content-ID"]
    }

    def find(name: str) -> bytes | None:
        data = parts.get(name.removeprefix("cid:"))
        return data if isinstance(data, bytes) else None

    return find


def _broken(file: str, why: str) -> AppealError:
    message = f"this mail can't be read: {why}"
    return AppealError(Problem(message, file=file, kind=Kind.NOT_A_LETTER))
