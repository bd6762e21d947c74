"""The name of every kind of problem, and what it means: for machines, and for `--ignore`."""

from __future__ import annotations

from collections.abc import Iterable

from appeal_cli.errors import AppealError, Problem, did_you_mean, shortened

WARNINGS = {
    "direction-override": "an invisible character turns the direction of the text around it",
    "draft": "something of a letter that became an appeal was left out, or is to look over",
    "encoding": "a roster was not UTF-8, and was read as something else",
    "gender": "nobody says whether a deputy is a man or a woman: the wording is neutral",
    "heading": "a column of the roster was read as something else than its heading says",
    "ids-from-names": "the roster has no ids: they are made from the names",
    "merged": "several rows of the roster were one person",
    "name": "a name was taken apart into its parts in a way to look over",
    "name-form": "a deputy has no form of the name in the letter's language",
    "not-declined": "no grammar rule puts the name in the case that the letter needs",
    "pango": "whether everything fits its page was not checked, for want of Pango",
    "sheet": "the spreadsheet has several sheets, and one of them was read",
    "stale": "a file of an earlier batch is nobody's letter any more",
    "term": "the roster covers several terms, and some members were left out",
    "unknown-deputy": "a list of exclusions names somebody who is not in the roster",
}
"""What a writer may want to look over: each can be turned off by its name."""

ERRORS = {
    "alt": "an image has no words for those who can't see it",
    "blank": "a key or an entry of a list has no value",
    "blocked": "a template asks for a file outside its own folder, or for the network",
    "broken-file": "a spreadsheet can't be opened",
    "cell-without-value": "a formula in a spreadsheet has no saved value",
    "closed-pipe": "whoever read the output stopped before its end",
    "cluster": "the Dask cluster can't be used",
    "condition": "`--where` is not a condition",
    "crash": "making the letter ended in a crash",
    "csv": "a CSV file is not built as one",
    "dangling-membership": "a Popolo membership names somebody or something that is not there",
    "data": "a YAML or JSON roster is not built as one",
    "duplicate-heading": "two columns of the roster mean the same",
    "duplicate-key": "a key stands twice",
    "empty-file": "there is nothing in the file",
    "empty-list": "a list of exclusions excludes nobody",
    "empty-roster": "nobody is in the roster",
    "empty-selection": "nobody is left after `--to`, `--where` and `--exclude`",
    "encoding": "a file is not UTF-8",
    "exists": "a file that would be written is there already",
    "file-name": "`--name` makes no file name",
    "font": "a font of the template can't be read, or is not named in its stylesheet",
    "forbidden-character": "a character that no letter can hold",
    "gender": "the roster's word for a gender is not known",
    "heading": "a column of the roster has no heading",
    "image": "an image is missing, broken or elsewhere",
    "imprint": "a letter made from another was not the same as its own layout",
    "incomplete": "the PDF would lack something",
    "json": "a file is not JSON",
    "language": "two appeals are in one language",
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
    "overflow": "text runs off its line, its box or the page",
    "pango": "the library that PDF needs is not installed",
    "placeholder": "a placeholder can't be read or filled",
    "postal-address": "a deputy whom something is posted to has no postal address",
    "ragged-row": "a row has more or fewer cells than there are headings",
    "recipient": "a deputy whom a mail is for has no e-mail address, or not one address",
    "reference-doc": "the reference document is no Word file",
    "refused": "a template writes what no letter may hold: a script, a link elsewhere",
    "repeated-id": "two different people have one id",
    "roster": "a row of the roster is wrong",
    "sender": "the letterhead's e-mail address is not one address",
    "template": "the template can't be found or rendered",
    "term": "no such term, or none was chosen",
    "too-large": "a file is larger than any letter or roster",
    "too-long": "the letter has more pages than `max_pages`",
    "unclosed-quote": "a quote in a CSV file never closes",
    "unknown-deputy": "nobody in the roster is meant",
    "unknown-field": "the roster has no such field",
    "unknown-key": "a key that no appeal has",
    "unknown-language": "there is no such language",
    "unreadable": "a file can't be read",
    "unwritable": "a file can't be written",
    "vocabulary": "the template writes an element that some format has no rule for",
    "wrong-type": "text, a list or a mapping stands where another of them belongs",
    "wrong-value": "a value is not one that belongs here",
    "yaml": "a file is not YAML",
    "zip-bomb": "a spreadsheet would unpack to more than this machine should hold",
}
"""What stops a letter from being made: none of them can be turned off."""


def check_ignored(names: Iterable[str]) -> None:
    """Raises AppealError for each of the names that is no warning's."""
    problems = [_not_a_warning(name) for name in names if name not in WARNINGS]
    if problems:
        raise AppealError(*problems)


def _not_a_warning(name: str) -> Problem:
    if name in ERRORS:
        return Problem(
            f"--ignore: `{name}` is an error, and only warnings can be turned off",
            hint=f"mend it: {ERRORS[name]}",
        )
    known = ", ".join(WARNINGS)
    return Problem(
        f"--ignore: no warning is called `{shortened(name)}`",
        hint=did_you_mean(name, WARNINGS) or f"there are {known}",
    )


def without(problems: Iterable[Problem], ignored: Iterable[str]) -> list[Problem]:
    """The problems, less those warnings and notices whose names are ignored."""
    names = frozenset(ignored)
    return [
        problem for problem in problems if problem.severity == "error" or problem.name not in names
    ]
