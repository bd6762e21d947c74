"""Languages as Word names them."""

from __future__ import annotations

from functools import lru_cache

from babel.core import get_global

from appeal_cli.letter.language import direction_of
from appeal_cli.page.tree import Html

_REGIONS = {"en": "GB"}  # where a letter means another region than most of its readers
_SCRIPTS_IN_WORD = frozenset({"az", "bs", "ha", "sr", "tg", "uz"})
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def language_of(root: Html) -> str:
    """The language of a page as Word names it; English where the page says none."""
    return word_language(root.get("lang") or "en")


@lru_cache(maxsize=100)
def word_language(tag: str) -> str:
    """The language as Word names it, with a region: `en-GB`, `kk-KZ`, `uz-Latn-UZ`.

    The region is the likely one of Unicode's CLDR where the tag has none.
    """
    parts = tag.split("-")
    if any(len(part) == 2 or part.isdigit() for part in parts[1:]):
        return tag
    likely = get_global("likely_subtags").get("_".join(parts))
    if likely is None:
        return tag
    language, script, region = likely.split("_")
    region = _REGIONS.get(language, region)
    return "-".join([language, *([script] if language in _SCRIPTS_IN_WORD else []), region])


def language_attribute(tag: str) -> str:
    """Which of `w:lang`'s attributes a language belongs in: `val`, `bidi` or `eastAsia`."""
    if direction_of(tag) == "rtl":
        return "bidi"
    return "eastAsia" if tag.partition("-")[0] in _EAST_ASIAN else "val"
