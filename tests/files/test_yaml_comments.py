"""Comments in a line of YAML: words that somebody meant are never lost in silence."""

from __future__ import annotations

import pytest

from appeal_cli.files.yaml_reading import scan_yaml
from appeal_cli.problems import MOST_PROBLEMS, AppealError, Kind, Problem


def found(text: str) -> list[Problem]:
    problems = scan_yaml(text.encode(), "a.yaml").problems
    assert {problem.kind for problem in problems} <= {Kind.COMMENT}
    return list(problems)


LOST = {
    "- We vote against bill #129 in the second reading\n": "1:24",
    "a: We vote against bill #129\n": "1:25",
    "a: проект №5 #сохранимшколы\n": "1:14",
    "- We vote # for it\n": "1:11",
    "- Bill # 129 of the year\n": "1:8",
    "a: Bill # 129\n": "1:9",
    "a: [one two # three\n ]\n": "1:13",
    "a: {b: c d #5\n }\n": "1:12",
    '- "The village" #1 in the list\n': "1:17",
    "- 'The village' #1\n": "1:17",
    "- #metoo is more than a word\n": "1:3",
    "a: #129\n": "1:4",
    "a: folded text\n  more #129\n": "2:8",
    "a: b c\t#d\n": "1:8",
}


@pytest.mark.parametrize(("text", "place"), LOST.items(), ids=LOST)
def test_words_that_are_lost_are_an_error(text: str, place: str) -> None:
    """A `#` that touches a word, counts something or cuts an entry of a list is no comment."""
    (problem,) = found(text)
    assert (problem.severity, problem.place) == ("error", f"a.yaml:{place}")
    assert "quotes" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "a: en   # of the letter\n",
        "a: en # of the letter\n",
        "a: 2026-03-01 # 1 March is a Sunday\n",
        "a: Members of Parliament     # the open letter greets them\n",
        "- Members of Parliament   # of both houses\n",
        '- "Members of Parliament" # of both houses\n',
        "a: # of what follows\n  b: c\n",
        "a: |  # line by line\n  vote against bill #129\n",
        "a: >-\n  vote against bill # 129\n",
        "# a comment\na: b # \n",
        "a: C# and a#b\n",
        "a: {b: c}  #d\n",
    ],
)
def test_what_is_plainly_a_comment_is_one(text: str) -> None:
    """Nothing is said of a comment behind a single word, two spaces or quotes."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["a: Members of Parliament # of both houses\n", "a: Bill of the year  # 129 pages\n"]
)
def test_a_comment_that_may_be_words_is_a_notice(text: str) -> None:
    """Behind the value of a key a comment is allowed, and shown."""
    (problem,) = found(text)
    assert problem.severity == "notice"
    assert problem.subject in problem.message


def test_a_text_that_goes_on_behind_the_cut_names_both() -> None:
    """The next line of a cut text is no YAML; the cut is reported before it."""
    with pytest.raises(AppealError) as caught:
        scan_yaml(b"- vote against bill #129\n  in the second reading\n", "a.yaml")
    assert [problem.place for problem in caught.value.problems] == ["a.yaml:1:21", "a.yaml:2:3"]


def test_many_notices_hide_no_error() -> None:
    """However many comments there are, what is wrong is found."""
    lines = "".join(f"k{number}: some words # why\n" for number in range(3 * MOST_PROBLEMS))
    problems = found(f"{lines}last: bill #129\n")
    assert [problem.severity for problem in problems].count("error") == 1
    assert len(problems) <= MOST_PROBLEMS + 2
