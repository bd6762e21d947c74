"""Bytes of a text file as text: UTF-8, or an old encoding that is certain."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import replace

from appeal_cli.files.text import decode
from appeal_cli.problems import AppealError, Kind, Problem

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ALPHABETS = {
    "cp1251": (
        _RUSSIAN,
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
        "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
        "абвгдђежзијклљмнњопрстћуфхцчџш",  # Serbian
        "абвгдѓежзѕијклљмнњопрстќуфхцчџш",  # Macedonian
    ),
    "kz1048": (_RUSSIAN + "әғқңөұүһі",),
}
_IMPOSSIBLE = {
    # In Ukrainian ї follows no consonant, and no vowel follows є.
    "cp1251": re.compile("[бвгґджзклмнпрстфхцчшщ]ї|є[аеиоу]"),
    # In Kazakh ү follows no vowel, and ғ stands beside one.
    "kz1048": re.compile(
        "[аәеёиоөуұүыіэюя]ү|(?<![аәеёиоөуұүыіэюя])ғ(?![аәеёиоөуұүыіэюя])",
    ),
}
"""Where letters that two encodings give to the same bytes never stand."""

_TITLES = {"cp1251": "Windows-1251", "kz1048": "KZ-1048, the Kazakh form of Windows-1251"}
_LATIN = re.compile("[a-zA-Z]")
"""Within a word of Cyrillic letters: the word is in another alphabet, read wrongly."""

_VOWELS = frozenset("аеёиоуыэюяєіїўәөұү")

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(data: bytes, file: str, encoding: str | None = None) -> tuple[str, list[Problem]]:
    """The text with `\\n` between its lines, and a notice where it was not UTF-8.

    UTF-8 first, with or without a byte order mark; UTF-16 with one; else Windows-1251
    or its Kazakh form, where each letter belongs to one alphabet and its words read
    like words. Raises AppealError where none is certain, or `encoding` does not fit.
    """
    text, notices = _decoded(data, file, encoding)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), notices


def _decoded(data: bytes, file: str, encoding: str | None) -> tuple[str, list[Problem]]:
    if encoding:
        return _named(data, file, encoding), []
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _named(data, file, name), []
    if name := _without_mark(data):
        return _named(data, file, name), []
    try:
        return decode(data, file), []
    except AppealError as error:
        certain = certain_encodings(data)
        if len(certain) != 1:
            hint = "save the file as UTF-8, or say what it is with `--encoding`"
            if likely := likely_encoding(data):
                hint = f"it reads as words with `--encoding {likely}`; or save it as UTF-8"
            problems = (
                replace(found, message=_unguessed(found.message), hint=hint)
                for found in error.problems
            )
            raise AppealError(*problems) from None
        name = certain[0]
    notice = Problem(
        f"not UTF-8: read as {_TITLES[name]}",
        file=file,
        hint="check a few names; `--encoding` names another",
        severity="notice",
        kind=Kind.ENCODING,
    )
    return data.decode(name), [notice]


def _without_mark(data: bytes) -> str:
    """The form of UTF-16 that the bytes are in, or "": every second byte of what stands in any
    list, delimiters and ends of lines, is null there and in no other text."""
    if len(data) % 2 or b"\0" not in data[:2_000]:
        return ""
    for name, mark in (("utf-16-le", b"\n\0"), ("utf-16-be", b"\0\n")):
        text = data.decode(name, errors="replace")
        if mark in data and "\0" not in text and "\ufffd" not in text and "\n" in text:
            return name
    return ""


def _unguessed(message: str) -> str:
    """The message without an old encoding that the bytes only may be in."""
    return message.partition("; it looks like Windows")[0]


def _named(data: bytes, file: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise AppealError(
            Problem(
                f"not {encoding}{at}", file=file, hint="name another encoding", kind=Kind.ENCODING
            )
        ) from None
    except (LookupError, ValueError):
        raise AppealError(
            Problem(f"--encoding: there is no encoding `{encoding}`", hint="such as windows-1251")
        ) from None


def certain_encodings(data: bytes) -> list[str]:
    """The old encodings in which the bytes read as words of one alphabet.

    Bytes that two encodings read alike count as the first.
    """
    found: dict[str, str] = {}
    for encoding, alphabets in _ALPHABETS.items():
        text = data.decode(encoding, errors="replace")
        if "\ufffd" in text or _IMPOSSIBLE[encoding].search(text.lower()):
            continue
        if _reads_well(text, alphabets):
            found.setdefault(text, encoding)
    return list(found.values())


_LATIN_ALPHABETS = (
    ("windows-1252", "äöüß"),
    ("windows-1252", "àâäæçéèêëîïôœöùûüÿ"),  # French, and German names
    ("windows-1252", "áéíñóúüïçàèò"),  # Spanish, Catalan
    ("windows-1252", "áàâãçéêíóôõúü"),
    ("windows-1252", "àèéìíîòóùú"),
    ("windows-1252", "åäöæøéü"),
    ("windows-1254", "çğıöşüâîûİ"),
    ("windows-1252", "áðéíóúýþæö"),  # Icelandic, whose letters Turkish has the bytes of
    ("windows-1250", "ąćęłńóśźż"),
    ("windows-1250", "áčďéěíňóřšťúůýžäĺľôŕ"),  # Czech, Slovak
    ("windows-1250", "áéíóöőúüű"),
    ("windows-1250", "ăâîșțşţ"),
    ("windows-1250", "čćđšž"),
    ("windows-1252", "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœš"),  # several at once
    ("iso-8859-2", "ąćęłńóśźż"),
    ("iso-8859-2", "áčďéěíňóřšťúůýžäĺľôŕ"),
    ("mac-roman", "àâäæçéèêëîïôœöùûüÿß"),
    ("mac-roman", "áéíñóúüïçàèòãõâêô"),
)
"""The letters beside A to Z of languages, and the encoding that lists in them are in."""

_MARKS_BETWEEN = frozenset("«»“”„‘’‚‹›–—…•·°№§€ª\u00a0\u00adº")
"""What stands between words in such lists."""
_DRAWN = re.compile("[\u2500-\u259f\ufffd]")
"""Lines and blocks, which no list is drawn with."""
_CODE_PAGES = ("koi8-r", "cp866", "mac-cyrillic")


def likely_encoding(data: bytes) -> str:
    """An encoding in which the bytes are words, to propose; "" where that is not clear."""
    found = [name for name in _CODE_PAGES if _is_russian(data, name)]
    if not found:
        found = [name for name, letters in _LATIN_ALPHABETS if _is_latin(data, name, letters)][:1]
    return found[0] if len(found) == 1 else ""


def _is_russian(data: bytes, encoding: str) -> bool:
    text = data.decode(encoding, errors="replace")
    return not _DRAWN.search(text) and _reads_well(text, (_RUSSIAN,))


def _is_latin(data: bytes, encoding: str, letters: str) -> bool:
    """Whether the words are Latin ones with a few of the letters, small within a word."""
    text = data.decode(encoding, errors="replace")
    others = {character for character in text if not character.isascii()} - _MARKS_BETWEEN
    if not others or not others <= {*letters, *letters.upper()}:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    joined = "".join(words)
    few = sum(not letter.isascii() for letter in joined) * 2 < len(joined)
    return few and all(word.isupper() or word[1:].islower() or "-" in word for word in words)


def _reads_well(text: str, alphabets: Iterable[str]) -> bool:
    """Whether the words are in one of the alphabets, with vowels, and cased as words are.

    Greek, Hebrew, KOI8 and accented Latin bytes are Cyrillic letters too, but put
    them within Latin words, or in words without vowels, or with capitals inside.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    if sum(_LATIN.search(word) is not None for word in words) * 10 >= len(words):
        return False
    letters = "".join(words).lower()
    if not any(set(letters) <= set(alphabet) for alphabet in alphabets):
        return False
    vowels = sum(letter in _VOWELS for letter in letters)
    cased = sum(word.islower() or word.isupper() or word[1:].islower() for word in words)
    # Russian names are two fifths vowels; a mistaken encoding comes out below a quarter.
    return len(letters) > 2 and 0.28 < vowels / len(letters) < 0.65 and cased >= 0.95 * len(words)
