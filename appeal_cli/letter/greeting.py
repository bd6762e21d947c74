"""Greeting: the line that greets the reader of a letter, and the one that takes leave."""

from __future__ import annotations

from dataclasses import replace

from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.letter import Passage
from appeal_cli.letter.named import Naming, Notice
from appeal_cli.letter.origins import at, in_row_or_at, one_of
from appeal_cli.letter.plain_text import escaped, one_line
from appeal_cli.letter.typesetting import Typesetter
from appeal_cli.problems import Kind


def salutation(setter: Typesetter) -> Passage:
    """The line that greets the reader, or everyone."""
    given, language = setter.appeal.salutation, setter.language
    if setter.reader:
        if given.deputy:
            return setter.plain(("salutation", "deputy"), given.deputy)
        naming, row = setter.reader.naming, setter.reader.row
        if given.neutral and _is_neutral(naming):
            return setter.plain(("salutation", "neutral"), given.neutral)
        form = naming.forms.get("salutation")
        origin = in_row_or_at(row, language, *form) if form else row
        return Passage(escaped(naming.values["salutation"]), origin=origin)
    if given.everyone:
        return setter.plain(("salutation", "everyone"), given.everyone)
    if not setter.values["everyone"]:
        message = "the open letter has no salutation"
        hint = "add `addressee: {everyone: …}` or `salutation: {everyone: …}`"
        setter.complain((), message, "", Kind.MISSING_KEY, hint)
        return Passage("")
    _check_everyone(setter)
    path: YamlPath = ("salutation", "everyone")
    made = setter.passage(path, language.salutation.everyone, write=one_line, source=language)
    called = (str(setter.values["everyone"]), at(setter.appeal, ("addressee", "everyone")))
    return replace(made, origin=one_of([called, ("", at(language, path))]))


def _is_neutral(naming: Naming) -> bool:
    """Whether the language's greeting is that of somebody whose gender is not known."""
    unknown = any(notice.kind == Kind.GENDER for notice in naming.notices)
    return unknown and "salutation" in naming.forms


def is_settled(setter: Typesetter, notice: Notice) -> bool:
    """Whether the appeal says how to greet somebody of whom that is noticed."""
    return notice.kind == Kind.GENDER and setter.appeal.salutation.neutral is not None


def _check_everyone(setter: Typesetter) -> None:
    """Complains of readers in another case than the greeting: `Уважаемые Депутатам!`"""
    cases = setter.language.everyone_not
    word = cases.holds(str(setter.values["everyone"])) if cases else ""
    if word:
        path: YamlPath = ("addressee", "everyone")
        message = f"`{word}` is in another case than the greeting of the open letter needs"
        hint = "write it as it follows the greeting, or give the whole `salutation: {everyone: …}`"
        setter.complain(path, message, word, Kind.WRONG_VALUE, hint)


def closing(setter: Typesetter) -> Passage | None:
    """The appeal's own words before the signature, else the language's: also where one deputy's
    letter is signed by hand, and not where the signatories are named in the letter."""
    appeal, closings, reader = setter.appeal, setter.language.closing, setter.reader
    if appeal.closing:
        return setter.passage(("closing",), appeal.closing)
    if not appeal.signature and (appeal.signatories or not reader):
        return None
    keys = ("deputy",) if reader else ("everyone", "deputy")
    if reader and (gender := reader.naming.values["gender"]) in ("male", "female"):
        keys = (gender, *keys)
    key = next(key for key in keys if getattr(closings, key))
    text = getattr(closings, key)
    return setter.passage(("closing", key), text, source=setter.language)
