"""Habits of other programs in a text: what was written as markup and would print as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from appeal_cli.appeal.markup import to_html
from appeal_cli.appeal.markup_rules import ESCAPED, MarkupError
from appeal_cli.problems import shortened


class Habit(NamedTuple):
    """Words that print as they stand, why they seem to be meant otherwise, and what to write."""

    words: str
    message: str
    hint: str


class _Sign(NamedTuple):
    """What a habit looks like, what it is, and what the appeal has in its place."""

    pattern: re.Pattern[str]
    what: str
    instead: str


def _sign(pattern: str, what: str, instead: str) -> _Sign:
    return _Sign(re.compile(pattern, re.MULTILINE), what, instead)


_BEGINNINGS = (
    _sign(r"\A *#{1,6} +\S.*", "a heading of Markdown", "`heading: …`"),
    _sign(r"\A *>.*\S", "a quotation of Markdown", "`quote: …`"),
    _sign(r"\A *[-*+] +[^\s\d].*", "a list of Markdown", "`list:` with an entry for each"),
    _sign(r"^ *[-*+•–—] +\S.*\n+ *[-*+•–—] +\S.*", "a list", "`list:` with an entry for each"),
    _sign(r"^ *\d+[.)] +\S.*\n+ *\d+[.)] +\S.*", "a list", "`numbered:` with an entry for each"),
    _sign(r"^ *\|.*\| *$", "a table of Markdown", "`table: {header: …, rows: …}`"),
    _sign(r"^ *(?:-{3,}|\*{3,}|={3,}|`{3,}.*) *$", "a rule of Markdown", "nothing"),
)
"""What says in Markdown that a text is more than a paragraph."""

_TAGS = "a|b|blockquote|br|center|div|em|font|h[1-6]|i|li|ol|p|s|small|span|strong|su[bp]|u|ul"

_INLINE = (
    _sign(r"(?<!\w)(_{1,2})(?=[^\s_])[^_\n]*[^\s_]\1(?!\w)", "Markdown", "`*…*` or `**…**`"),
    _sign(r"~~[^~\n]+~~", "text struck out in Markdown", "only what is to be read"),
    _sign(r"`[^`\n]+`", "code of Markdown", "quotation marks"),
    _sign(r"!?\[[^][\n]*\](?:\(|\[[^][\n]*\])\S*", "a link", "`[words](https://…)`"),
    _sign(r"\[\^[^][\s]+\]", "a footnote of Markdown", "the note where it belongs: `^[its words]`"),
    _sign(rf"</?(?:{_TAGS})\b[^<>]*>", "a tag of HTML", "`*…*`, `**…**` or a block"),
    _sign(r"&(?:[a-z]+|#\d+|#x[0-9a-f]+);", "a character of HTML", "the character itself"),
)
"""What says in Markdown or HTML that words of a line are more than words."""

_FILLED_IN = (
    r"your|insert|enter|(?:first |last |full |sur)?name|date|address|recipient|deputy|signature|"
    r"ваш[аеи]?|вставьте|укажите|фио|имя|фамилия|дата|адрес|должность|депутат|подпись|"
    r"аты|тегі|күні|мекенжайы|қолы"
)
_BLANK = _sign(
    r"\$?(?<![\w{])\{\s*[^\W\d_][\w .]{0,40}\}(?!\})"
    r"|(?<!\w)<<[^\W\d_][^<>\n]{0,40}(?<!\s)>>"
    r"|(?<!\w)%[^\W\d_]\w{2,40}%(?!\w)"
    rf"|(?<![\w\]])\[{{1,2}}(?:(?i:{_FILLED_IN})(?!\w)[^][\n]{{0,40}}"
    rf"|[^][\n]{{0,40}}(?<!\w)(?i:{_FILLED_IN})"
    r"|[A-ZА-ЯЁӘҒҚҢӨҰҮІ][A-ZА-ЯЁӘҒҚҢӨҰҮІ _]{2,40})\]{1,2}(?![\w(\[])",
    "a blank that another program or a person fills in",
    "`{{ deputy.name }}` or another placeholder, or the words themselves",
)
"""What form letters have where a name goes in: `{name}`, `<<Name>>`, `%NAME%`, `[Your name]`."""

_MARKED = re.compile(r"\*{1,2}[^\s*](?:[^*\n]*[^\s*])?\*{1,2}|\[[^][\n]+\]\(https?://\S+\)")
_STRAY = re.compile(r"(?<![\w*])\*++(?=\S)|(?<=[^\s*])\*++(?!\w)")
_STRAY_HINT = (
    "emphasis opens before a word and closes behind one, with no letter on its other side; "
    "for an asterisk write `\\*`"
)
_WITHIN_WORDS = re.compile(r"(?<!\w)\w++<(em|strong)>([^<\s]*)</\1>\w+")


def habits(text: str) -> Iterator[Habit]:
    """What a text with inline markup has that is no markup of an appeal's, of each kind the
    first. Words behind a backslash are meant to print."""
    neutral = ESCAPED.sub("·", text)
    for sign in _BEGINNINGS:
        if found := sign.pattern.search(neutral.strip("\n")):
            first = found[0].strip().split("\n")[0]
            yield _habit(first, sign, "a text is a paragraph: make it a block of its own, ")
            break
    try:
        html = to_html(neutral)
    except MarkupError:  # which is reported where the letter is made
        return
    if within := _WITHIN_WORDS.search(html):
        mark = "*" if within[1] == "em" else "**"
        words = unescape(re.sub("<[^>]*>", mark, within[0]))
        hint = "if no emphasis is meant, write `×` or a backslash before each asterisk: `\\*`"
        yield Habit(words, f"`{words}` prints without its asterisks", hint)
    yield from _left_over(unescape(re.sub("<[^>]*>", "", html)))


def _left_over(plain: str) -> Iterator[Habit]:
    """What is still markup when that of the appeal is read."""
    begins = re.match(r"\s*\*\s", plain)
    if strays := list(_STRAY.finditer(plain, begins.end() if begins else 0)):
        before = re.split(r"\s", plain[: strays[0].start()])[-1]
        after = re.split(r"\s", plain[strays[-1].end() :])[0]
        words = before + plain[strays[0].start() : strays[-1].end()] + after
        yield Habit(words, f"`{shortened(words, 40)}` prints with its asterisks", _STRAY_HINT)
    for sign in (*_INLINE, _BLANK):
        if found := sign.pattern.search(plain):
            yield _habit(found[0], sign, "")


def _habit(words: str, sign: _Sign, before: str) -> Habit:
    message = f"`{shortened(words, 40)}` prints as it stands, and looks like {sign.what}"
    escaped = f"`\\{words[0]}`" if not words[0].isalnum() else "quotes"
    return Habit(words, message, f"{before}write {sign.instead}; if it is meant, write {escaped}")


def blanks(text: str) -> Iterator[str]:
    """What of the text looks like the blanks of a form letter."""
    return (found[0] for found in _BLANK.pattern.finditer(text))


def habits_in_plain(text: str) -> Iterator[Habit]:
    """Markup in a text that takes none, and blanks."""
    if blank := next(blanks(text), ""):
        message = f"`{shortened(blank, 40)}` prints as it stands, and looks like {_BLANK.what}"
        yield Habit(blank, message, f"write {_BLANK.instead}")
    if found := _MARKED.search(text):
        words = shortened(found[0], 40)
        yield Habit(words, f"`{words}` prints as it stands: this text takes no markup", "delete it")
