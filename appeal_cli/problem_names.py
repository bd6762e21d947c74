"""The name of every kind of problem, and what it means: for machines, and for `--ignore`."""

from __future__ import annotations

from collections.abc import Iterable

from appeal_cli.problems import AppealError, Problem, did_you_mean, shortened

WARNINGS = {
    "direction-override": "an invisible character turns the direction of the text around it",
    "draft": "a part of a letter that became an appeal was left out, or should be checked",
    "encoding": "a roster was not UTF-8, and was read in another encoding",
    "gender": "it is not known whether a deputy is a man or a woman: the wording is neutral",
    "heading": "a column of the roster was not read as its heading says",
    "ids-from-names": "the roster has no ids: they are made from the names",
    "merged": "several rows of the roster are about one person",
    "name": "a name was divided into its parts in a way that should be checked",
    "name-form": "a deputy has no form of the name in the letter's language",
    "not-declined": "no grammar rule puts the name in the case that the letter needs",
    "pango": "whether everything fits its page was not checked, because Pango is missing",
    "sheet": "the spreadsheet has several sheets, and one of them was read",
    "stale": "a file of an earlier batch belongs to a deputy who is no longer in the roster",
    "term": "the roster covers several terms, and some members were left out",
    "unknown-deputy": "a list of exclusions names somebody who is not in the roster",
}
"""What a writer may want to check: each can be turned off by its name."""

ERRORS = {
    "alt": "an image has no words for those who can't see it",
    "blank": "a key or an entry of a list has no value",
    "blocked": "a template asks for a file outside its own folder, or for the network",
    "broken-file": "a spreadsheet can't be opened",
    "cell-without-value": "a formula in a spreadsheet has no saved value",
    "closed-pipe": "the program that read the output stopped before its end",
    "cluster": "the Dask cluster can't be used",
    "condition": "`--where` is not a condition",
    "crash": "making the letter ended in a crash",
    "csv": "a CSV file has the wrong form",
    "dangling-membership": "a Popolo membership names somebody or something that is not there",
    "data": "a YAML or JSON roster has the wrong form",
    "duplicate-heading": "two columns of the roster mean the same",
    "duplicate-key": "a key stands twice",
    "empty-file": "there is nothing in the file",
    "empty-list": "a list of exclusions is empty",
    "empty-roster": "nobody is in the roster",
    "empty-selection": "nobody is left after `--to`, `--where` and `--exclude`",
    "encoding": "a file is not UTF-8",
    "exists": "a file that would be written already exists",
    "file-name": "`--name` does not make a file name",
    "font": "a font of the template can't be read, or is not named in its stylesheet",
    "forbidden-character": "a character that no letter can hold",
    "gender": "the roster's word for a gender is not known",
    "heading": "a column of the roster has no heading",
    "image": "an image is missing, broken or elsewhere",
    "imprint": "an imprinted letter was not the same as its full layout",
    "incomplete": "the PDF would lack something",
    "json": "a file is not JSON",
    "language": "two appeals are in the same language",
    "limit": "a letter took more time or memory than it may",
    "link": "a link or other inline markup that a letter can't hold",
    "locked": "another batch is at work in the folder",
    "manifest": "a list of letters that were made can't be read, or differs from the files",
    "missing-glyph": "no font of the template has the character",
    "missing-id": "somebody in the roster has no id",
    "missing-key": "a key that an appeal must have is not there",
    "missing-name": "somebody in the roster has no name",
    "not-a-letter": "no letter can be read from the file",
    "not-a-number": "JSON has no such number",
    "not-a-roster": "the file holds something else than deputies",
    "overflow": "something does not fit its line, its box or its page",
    "pango": "the library that PDF needs is not installed",
    "placeholder": "a placeholder can't be read or filled",
    "postal-address": "a deputy to whom something is posted has no postal address",
    "ragged-row": "a row has more or fewer cells than there are headings",
    "recipient": "a deputy to whom a mail goes has no e-mail address, or more than one",
    "reference-doc": "the reference document is not a Word file",
    "refused": "a template writes what no letter may hold: a script, a link elsewhere",
    "repeated-id": "two different people have the same id",
    "roster": "a row of the roster is wrong",
    "sender": "the letterhead's e-mail address is not a single address",
    "template": "the template can't be found or rendered",
    "term": "no such term, or none was chosen",
    "too-large": "a file is larger than any letter or roster",
    "too-long": "the letter has more pages than `max_pages`",
    "unclosed-quote": "a quote in a CSV file never closes",
    "unknown-deputy": "no deputy in the roster matches",
    "unknown-field": "the roster has no such field",
    "unknown-key": "a key that no appeal has",
    "unknown-language": "there is no such language",
    "unreadable": "a file can't be read",
    "unwritable": "a file can't be written",
    "vocabulary": "the template writes an element that some format has no rule for",
    "wrong-type": "text, a list or a mapping is in the place of another of these",
    "wrong-value": "a value is not allowed here",
    "yaml": "a file is not YAML",
    "zip-bomb": "a spreadsheet would unpack to more than this machine should hold",
}
"""What stops a letter from being made: none of them can be turned off."""


def check_ignored(names: Iterable[str]) -> None:
    """Raises AppealError for each of the names that no warning has."""
    problems = [_not_a_warning(name) for name in names if name not in WARNINGS]
    if problems:
        raise AppealError(*problems)


def _not_a_warning(name: str) -> Problem:
    if name in ERRORS:
        return Problem(
            f"--ignore: `{name}` is an error, and only warnings can be turned off",
            hint=f"correct it: {ERRORS[name]}",
        )
    known = ", ".join(WARNINGS)
    return Problem(
        f"--ignore: no warning is called `{shortened(name)}`",
        hint=did_you_mean(name, WARNINGS) or f"the warnings are {known}",
    )


def without(problems: Iterable[Problem], ignored: Iterable[str]) -> list[Problem]:
    """The problems without those warnings and notices whose names are ignored."""
    names = frozenset(ignored)
    return [
        problem for problem in problems if problem.severity == "error" or problem.name not in names
    ]
