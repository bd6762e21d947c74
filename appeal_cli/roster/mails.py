"""The addresses of mails in a cell, without what lists write around them."""

from __future__ import annotations

import re
from typing import NamedTuple

_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.(?=[^\s@<>.]*[^\W\d_])[^\s@<>.]+")
_IN_BRACKETS = re.compile(r"<\s*(?:mailto:)?([^\s@<>]+@[^\s@<>]+)\s*>", re.IGNORECASE)
_SCHEME = re.compile(r"^mailto:|\?subject=.*$", re.IGNORECASE)


_REMARK = re.compile(r" \([^@()]*[^\W\d_][^@()]*\)| [-–—] [^@]*$")
"""What stands behind an address: `ann@example.org (office)`, `ann@example.org – office`."""

_LABEL = re.compile(r"(?:^|(?<=[\s;,|]))[^\W\d_][^\W\d]*(?:[- ][^\W\d_]+)?: *(?=[^\s@]+@)")
"""What stands before one: `E-mail: ann@example.org`, `раб.: ann@example.org`."""

_BETWEEN = re.compile(
    r"[;,|\n]+| [/&] | (?:or|and|или|и|або|та|және|oder|und|ou|et|o|y|lub|i|veya|ve) "
)


def is_mail(text: str) -> bool:
    """Whether the text looks like one address of mails: its domain ends with a dot and a name,
    which is no number alone (RFC 3696, 2). Whether mail can be sent to it, the letter says."""
    return _MAIL.fullmatch(text) is not None


_AROUND = " .,;'\"‘’“”«»"
_SIGNS = str.maketrans({"＠": "@", "．": ".", "﹫": "@"})

_AT, _DOT = (
    re.compile(rf"\s*[\[({{<]\s*(?:{words})\s*[\])}}>]\s*|\s+(?:{bare})\s+")
    for words, bare in (
        (
            "a|ä|at|ät|et|@|собака|собачка|сабака|равлик|ат|эт|arroba|małpa|malpa|chiocciola|zavináč|"
            "zavinac|kukac|kuyruklu a|miukumauku|айқұлақ|кльомба|маймунско а",
            "AT|ÄT|собака|собачка|arroba|małpa|chiocciola|zavináč|kukac",
        ),
        (
            r"dot|\.|punkt|pkt|point|punto|ponto|nokta|kropka|точка|крапка|нүкте|piste|tečka|bod|"
            "punct|pont|taškas",
            "DOT|PUNKT|POINT|PUNTO|точка|крапка|нүкте|punkt|kropka|punto|ponto|nokta",
        ),
    )
)
_IN_WORDS = re.compile(r"([^\s@]+) at ([^\s@]+(?: dot [^\s@]+)+)")
_SPELT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST = 320
"""The most characters of an address with what is spelt out in it."""

_MAY_BE_SPELT = re.compile(r"[\[({<]|[^\W\d_]{2} [^\W\d_]{2}| @|@ ")


def spelt(text: str) -> str:
    """The text with the address in it that was written so that no program reads it, as mails need
    it: `ann(at)example.org`, `ann [at] example [dot] org`, `ann AT example DOT org`, `ann @
    example.org`. The text as it is where anything else stands in it."""
    if len(text) > _LONGEST or not _MAY_BE_SPELT.search(text):
        return text
    words = text.strip().removeprefix("mailto:")
    if found := _IN_WORDS.fullmatch(words):
        words = f"{found[1]}@{found[2].replace(' dot ', '.')}"
    made = _DOT.sub(".", _AT.sub("@", words, count=1)).replace(" @ ", "@")
    made = re.sub(r"(?<=\S) @(?=\S)|(?<=\S)@ (?=\S)", "@", made)
    return made if _SPELT.fullmatch(made) else text


_PHONE = re.compile(
    r"(?:[^\W\d_]{1,9}[.:]* ?)?[+(]?\d[\d ()./+-]{4,}(?: ?[^\W\d_]{1,4}\.? ?\d{1,5})?"
)


def phones_of(cell: str) -> list[str]:
    """The numbers of phones that stand where the addresses of mails do: `+7 701 111 22 33`,
    `тел. 8 (7172) 11-22-33`."""
    if _SPELT.fullmatch(cell):
        return []
    return [piece.strip() for piece in _pieces(cell) if _PHONE.fullmatch(piece.strip())]


def _pieces(cell: str) -> list[str]:
    whole = spelt(cell)
    return [whole] if whole != cell else _BETWEEN.split(_LABEL.sub(" ", _REMARK.sub("", cell)))


def mails_of(cell: str) -> list[str]:
    """The addresses that the cell holds and nothing else but names before them in brackets:
    `Ann Sample <ann@example.org>`, `mailto:ann@example.org`, `a@example.org; b@example.org`.
    A phone may stand beside them, a word before them, and a remark in brackets behind one.

    None where anything else stands in the cell: it may be a slip in an address.
    """
    if _SPELT.fullmatch(cell):
        return [cell]
    cell = cell.translate(_SIGNS)
    if "<" in cell and "@" in cell:
        left = _IN_BRACKETS.sub(" ", cell)
        return [] if "@" in left or "<" in left else _IN_BRACKETS.findall(cell)
    apart = [piece for piece in _pieces(cell) if not _PHONE.fullmatch(piece.strip())]
    told = " ".join(map(spelt, apart))
    pieces = [_SCHEME.sub("", piece.strip(_AROUND)) for piece in told.split()]
    return pieces if all(map(is_mail, pieces)) else []


_NAMED = re.compile(
    r"\s*[\"'“„«]?\s*([^<>@\"“”„«»]+?)[\"'”“»]?"
    r"(?:\s*[<(\[]\s*(?:mailto:)?([^<>()\[\]@\s]+@[^<>()\[\]@\s]+)\s*[>)\]]|[\s,;:–-]+([^<>@\s,;:]+@[^<>@\s,;]+))"
    r"[\s,;]*"
)


def named_mail(text: str) -> tuple[str, str] | None:
    """The name and the address behind it, as programs for mails and people write them together:
    `Ann Sample <ann@example.org>`, `Ann Sample, ann@example.org`; None where that is not all."""
    found = _NAMED.fullmatch(text) if "@" in text and len(text) < _LONGEST else None
    if not found or (found[3] and "," in found[1]):  # a row of several cells
        return None
    mail = found[2] or found[3]
    return (found[1].strip(), mail) if is_mail(mail) else None


_SEPARATE = re.compile(r"[\s;,|]+|(?<=\s)/(?=\s)")
_MAY_BE_A_SLIP = re.compile(r"[^\W\d_][,;|][^\s,;|@]+@")


def mails_among(cell: str) -> list[str]:
    """The addresses of mails that stand among anything else: `PO Box 1, a@example.org, 0722 11`.

    None where a sign of one is left over, or `ann,b@example.org` may be one with a slip.
    """
    if mails := mails_of(cell):
        return mails
    words = [word.strip(_AROUND) for word in _SEPARATE.split(_LABEL.sub(" ", cell))]
    mails = [word for word in words if is_mail(word)]
    is_left = any("@" in word for word in words if word not in mails)
    return [] if is_left or _MAY_BE_A_SLIP.search(cell) else mails


class Contacts(NamedTuple):
    """The addresses of mails and the phones that are sure in a text, and the text without them."""

    left: str
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


_WORD_BEFORE_PHONE = (
    "тел|телефон|тел/факс|моб|сот|факс|конт|телефоны|ұялы|т|tel|telefon|telefono|teléfono|"
    "telefone|téléphone|tél|phone|ph|mobile|mob|mobil|cell|fax|gsm|handy|fon|tlf|tfno"
)
_MARKED_PHONE = re.compile(
    rf"(?<!\w)(?:(?:{_WORD_BEFORE_PHONE})(?:[.:/№]|\b)[.:№ ]*[+(]?|\+)\d[\d ()./-]{{4,}}\d"
    r"(?:[,;] *(?=[\d ()]*-)\d[\d ()-]{4,}\d)*",
    re.IGNORECASE,
)
"""A phone with its word or a plus before it, and those behind it that have hyphens."""

_MARKED_MAIL = re.compile(
    r"(?:(?<!\w)(?:e-?mail|mail|эл\.? ?(?:почта|адрес)|почта|mél|courriel|correo)[.: ]*)?"
    r"(?<![^\s,;(<:])[^\s,;()<>:]+@[^\s,;()<>]+\.[^\W\d_]{2,}",
    re.IGNORECASE,
)
_SURELY_A_PHONE = 9
"""How many digits a piece of nothing else has at least that is a phone: no house, flat or postcode
has so many."""


def contacts_apart(text: str) -> Contacts:
    """What is sure in a text of several ways to reach somebody: `ул. Абая 5, тел. 8 701 111 22 33`
    has a phone, and an address is left. Of a text with a sign of a mail that is none, all is."""
    if "@" not in text and not any(map(str.isdecimal, text)):
        return Contacts(text)
    marked = _MARKED_MAIL.findall(text) if "@" in text else ()
    mails = tuple(mail for found in marked for mail in mails_of(found) if mail)
    left = _MARKED_MAIL.sub("", text) if mails else text
    if "@" in left:
        return Contacts(text)
    phones = [found.strip(" ,;.") for found in _MARKED_PHONE.findall(left)]
    left = _MARKED_PHONE.sub("", left) if phones else left
    kept = []
    for piece in re.split(r"([,;\n])", left):
        is_phone = _PHONE.fullmatch(piece.strip()) is not None
        if is_phone and sum(map(str.isdecimal, piece)) >= _SURELY_A_PHONE:
            phones.append(piece.strip())
        else:
            kept.append(piece)
    if not (mails or phones):
        return Contacts(text)
    return Contacts(_without_gaps("".join(kept)), mails, tuple(phones))


def _without_gaps(text: str) -> str:
    """The text without the marks between pieces that are no longer there."""
    text = re.sub(r"[ \t]+\.(?=\s|$)", "", text)
    lines = (re.sub(r"(?:\s*[,;](?=\s*[,;]|\s*$))+", "", line) for line in text.split("\n"))
    tidy = (re.sub(r"\(\s*\)|\[\s*\]|<\s*>", "", line).strip(" ,;") for line in lines)
    return "\n".join(filter(None, tidy))
