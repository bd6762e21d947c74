"""Words of a letter that say that its one reader is a woman or a man, which not every deputy is.

English says it by nouns alone. Russian says it by adjectives before the name, by verbs and short
adjectives behind it, and behind `Вы` where people write these in the singular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal_cli.letter.letter_words import alternatives
from appeal_cli.letter.mentions import Named

GENDERED = "words that say that the reader is a woman, or a man: are they true of each deputy?"

_ADJECTIVE = re.compile(
    r"(?<!\w)[^\W\d_]+(?:ая|яя|ый|ой|ий)(?:\s+(?:г-н|г-жа|[^\W\d_]+а|господин))?\s+$"
)
_VERB = r"[^\W\d_]{2,}(?:ла|лась|лся)"
_SINGULAR = rf"(?:{_VERB}|[^\W\d_]{{2,}}(?:ана|ена|ята)|сама?|одна|один|рада?|должна|должен)(?!\w)"
_BEHIND = re.compile(rf"\s+(?:не\s+)?(?:{_VERB}|[^\W\d_]{{2,}}(?:ал|ел|ил|ял|ыл))(?!\w)")
_YOU = re.compile(
    rf"(?<!\w)[Вв]ы\s+(?:(?:же|не|и|уже|всегда|также|лично|были|будете)\s+){{0,2}}{_SINGULAR}"
)
_TO_READER = re.compile(r"(?i)(?<!\w)(?:you\w*|вы|вас|вам|вами|ваш\w*|сіз\w*)(?!\w)")


def gendered(text: str, reader: Named | None) -> Iterator[str]:
    """The words of the text that say it, each with those that it belongs to.

    `reader` is whom the letter is to; a letter to many says it of nobody.
    """
    if reader is None:
        return
    for mention in reader.mentions(text, alone=True):
        before = _ADJECTIVE.search(text[: mention.start])
        behind = _BEHIND.match(text, mention.stop)
        if before or behind:
            start = before.start() if before else mention.start
            yield text[start : behind.end() if behind else mention.stop]
    yield from (found[0] for found in _YOU.finditer(text))
    for sentence in re.split(r"(?<=[.!?…])\s", text):
        if _TO_READER.search(sentence):  # `As a mother I know` says it of who writes
            yield from (found[0] for found in _said_as().finditer(sentence))


def _said_as() -> re.Pattern[str]:
    """A pattern of `as a mother of three`, `как женщина и мать`, `ана ретінде`, `your husband`."""
    who = alternatives("gendered")
    return re.compile(
        rf"(?<!\w)(?:(?:as an?|your(?: late)?|you are an?)\s+(?:[\w-]+\s+){{0,2}}?(?:{who})"
        rf"|как(?:\s+и)?\s+(?:[\w-]+\s+){{0,2}}?(?:{who})"
        rf"|ваш[аеийму]*\s+(?:{who})|(?:{who})\s+ретінде)(?!\w)",
        re.IGNORECASE,
    )
