"""Numbers as a sheet shows them, under its number formats (ISO/IEC 29500-1, 18.8.30-31)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from xml.etree import ElementTree

_BUILT_IN = {2: "0.00", 9: "0%", 10: "0.00%", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"}
"""Formats that a workbook names by number alone. The short date of 14 depends on the computer
that shows it, so dates under it are written as 2024-03-05; 3 and 4 only part the thousands."""

_LOCALES = {
    **{"409": "en", "809": "en", "419": "ru", "43F": "kk", "422": "uk", "407": "de", "40C": "fr"},
    **{"C0A": "es", "40A": "es", "415": "pl", "416": "pt_BR", "816": "pt", "41F": "tr"},
}
_MARK = re.compile(r"\[\$[^-\]]*-?([0-9A-Fa-f]*)[^\]]*\]|\[[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_DATE = re.compile(r"d{1,4}|m{1,5}|y{2,4}|h{1,2}|s{1,2}|am/pm", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?]")
_LONGEST = 60


def formats_in(styles: bytes) -> dict[int, str]:
    """The number format of each cell style of a workbook, where it is one that shows more than
    the number. Raises ValueError where a style has an odd number."""
    root = ElementTree.fromstring(styles)
    own = {
        int(found.get("numFmtId", "0")): found.get("formatCode", "")
        for found in root.iterfind(".//{*}numFmts/{*}numFmt")
    }
    styles_of_cells = root.findall(".//{*}cellXfs/{*}xf")
    numbers = (int(style.get("numFmtId", "0")) for style in styles_of_cells)
    return {
        index: code for index, number in enumerate(numbers) if (code := format_code(number, own))
    }


def format_code(number: int, own: Mapping[int, str]) -> str:
    """The format of that number, `own` being those that the workbook spells out; "" where it
    shows no more than the value."""
    code = own.get(number) or _BUILT_IN.get(number, "General")
    return "" if code in ("General", "GENERAL", "@", "0", "#") else code


def shown(value: object, code: str) -> str | None:
    """The number or date as the format shows it, or None where it is shown plainly."""
    section = code.split(";")[0]
    if len(code) > _LONGEST or re.search(r"\[[<>=]", code):
        return None
    locale = next(
        (found[1].upper().lstrip("0") for found in _MARK.finditer(section) if found[1]), ""
    )
    section = _MARK.sub("", section)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return _date(value, section, _LOCALES.get(locale[-3:], "en"))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, section)
    return None


@lru_cache(maxsize=500)
def _parted(section: str) -> tuple[tuple[str, bool], ...]:
    """The section as characters, with whether each is only text."""
    found: list[tuple[str, bool]] = []
    start = 0
    for match in _LITERAL.finditer(section):
        found += ((character, False) for character in section[start : match.start()])
        found += ((character, True) for character in match[1] or match[2] or "")
        start = match.end()
    return (*found, *((character, False) for character in section[start:]))


def _number(value: float, section: str) -> str | None:
    parted = _parted(section)
    codes = "".join(character for character, text in parted if not text)
    if not _DIGITS.search(codes) or re.search(r"[eE/,]|General", codes):
        return None
    try:
        number = Decimal(repr(abs(value))) * (100 if "%" in codes else 1)
        decimals = len(re.findall(_DIGITS, codes.partition(".")[2]))
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    whole, _, fraction = f"{number:f}".partition(".")
    sign = "-" if value < 0 and number else ""
    return sign + _filled(parted, whole.lstrip("0"), fraction)


def _filled(parted: tuple[tuple[str, bool], ...], whole: str, fraction: str) -> str:
    """The digits in their places: those before the point from the right."""
    point = next((at for at, found in enumerate(parted) if found == (".", False)), len(parted))
    left, digits = [], list(whole)
    places = sum(not text and character in "0#?" for character, text in parted[:point])
    for character, text in reversed(parted[:point]):
        if text or character not in "0#?":
            left.append(character)
            continue
        places -= 1
        digit = digits.pop() if digits else ("0" if character == "0" else "")
        left.append(digit)
        if not places:
            left += reversed(digits)
    right = []
    decimals = iter(fraction)
    for character, text in parted[point:]:
        is_digit = not text and character in "0#?"
        right.append(next(decimals, "") if is_digit else character)
    return ("".join(reversed(left)) + "".join(right)).strip()


def _date(value: datetime.date, section: str, locale: str) -> str | None:
    section = section.replace("/@", "")
    if not re.search(r"[dyDY]", section):
        return None
    parts = []
    hours = False
    for text, code in _date_codes(section):
        if text:
            parts.append(text)
            continue
        shown_code = _shown_part(value, code.lower(), locale, minutes=hours)
        if shown_code is None:
            return None
        hours = code.lower().startswith("h") or (hours and code.lower().startswith("m"))
        parts.append(shown_code)
    return "".join(parts).strip()


def _date_codes(section: str) -> list[tuple[str, str]]:
    """The section as texts and codes, in their order."""
    found: list[tuple[str, str]] = []
    plain = "".join(character if not text else "\0" for character, text in _parted(section))
    letters = [character for character, text in _parted(section)]
    at = 0
    for match in _DATE.finditer(plain):
        found += ((letter, "") for letter in letters[at : match.start()])
        found.append(("", match[0]))
        at = match.end()
    return [*found, *((letter, "") for letter in letters[at:])]


def _shown_part(value: datetime.date, code: str, locale: str, *, minutes: bool) -> str | None:
    time = value if isinstance(value, datetime.datetime) else datetime.datetime(1, 1, 1)
    plain: Mapping[str, str] = {
        "d": f"{value.day}",
        "dd": f"{value.day:02}",
        "m": f"{time.minute if minutes else value.month}",
        "mm": f"{time.minute if minutes else value.month:02}",
        "yy": f"{value.year % 100:02}",
        "yyy": f"{value.year:04}",
        "yyyy": f"{value.year:04}",
        "h": f"{time.hour}",
        "hh": f"{time.hour:02}",
        "s": f"{time.second}",
        "ss": f"{time.second:02}",
    }
    if code in plain:
        return plain[code]
    words = {"mmm": "MMM", "mmmm": "MMMM", "ddd": "EEE", "dddd": "EEEE"}
    if code not in words:
        return None
    from babel.dates import format_date

    return format_date(value, words[code], locale=locale).strip(".")
