"""Comments that YAML finds in a line of text, where somebody may have meant words.

` #` begins a comment in plain text, so that `vote against bill #129` says `vote against bill`
(YAML 1.2.2, 6.6 and 7.3.3).
"""

from __future__ import annotations

import re

from appeal_cli.files.yaml_source import Span
from appeal_cli.problems import Kind, Problem, shortened

_BEHIND = re.compile(r"(?P<gap>[ \t]+)(?P<comment>(?P<mark>#+)(?P<space>[ \t]*)(?P<words>.*))")
_HINT = "put the whole text in quotes; a comment that is meant stands on a line of its own"


def cut_off(text: str, span: Span, *, in_list: bool) -> tuple[int, Problem] | None:
    """The words behind the value at the span that are not read, and where they begin; None where
    there are none, or where they are plainly a comment.

    They are plainly one behind two spaces, or behind a single word, where no number follows.
    They are lost words, an error, where `#` touches one or stands before a number, and in a list;
    behind the value of a key, which people explain, they are a notice.
    """
    found = _BEHIND.match(text, span.end)
    if not found or not found["words"].strip():
        return None
    written = text[span.start : span.end]
    if found["space"] and written[:1] in ("'", '"'):
        return None
    counts = found["words"][0].isdigit()
    is_term = len(written.split()) == 1 and not (counts and written.isalpha())
    is_apart = is_term or len(found["gap"].expandtabs()) > 1
    if found["space"] and is_apart and (is_term or not counts):
        return None
    may_be_meant = found["space"] and (is_apart or not (in_list or counts))
    words = shortened(found["comment"].strip())
    if may_be_meant:
        message = f"`{words}` is a comment, which no letter prints"
    else:
        message = f"the text ends before `{words}`, which YAML takes for a comment"
    problem = Problem(
        message,
        hint=_HINT,
        severity="notice" if may_be_meant else "error",
        kind=Kind.COMMENT,
        subject=words,
    )
    return found.start("mark"), problem
