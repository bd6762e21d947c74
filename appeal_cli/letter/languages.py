"""The languages that there are: each is a file in a folder `languages`, beside the appeal or
among those shipped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from appeal_cli.appeal.placeholder_problems import placeholder_problems
from appeal_cli.appeal.placeholder_syntax import LANGUAGE_NAMES
from appeal_cli.files.reading import Stamp, leads_out, read_file, stamp
from appeal_cli.files.resources import shipped
from appeal_cli.files.validation import validate
from appeal_cli.files.yaml_reading import MAX_BYTES, scan_yaml
from appeal_cli.files.yaml_source import YamlPath
from appeal_cli.letter.language import Language
from appeal_cli.problems import AppealError, Kind, Problem, first_of


def load_language(code: str, folder: Path | None = None) -> Language:
    """The language of that code, from `languages/` in the folder or from those shipped.

    Raises AppealError where there is no such file, or with every problem in it.
    """
    name = f"{code}.yaml"
    path = (folder and _own_file(code, folder)) or _found(code, shipped("data") / "languages")
    if not path:
        known = ", ".join(shipped_languages())
        raise AppealError(
            Problem(
                f"no language `{code}`; the languages are {known}",
                hint=f"add a file `languages/{name}` beside the appeal to write letters in it",
                kind=Kind.UNKNOWN_LANGUAGE,
            )
        )
    return _load(path, stamp(path))


def shipped_languages() -> list[str]:
    """The codes of the languages that are shipped."""
    return sorted(file.stem for file in (shipped("data") / "languages").glob("*.yaml"))


def _own_file(code: str, folder: Path) -> Path | None:
    """The file in `languages/` of the folder, which comes before those shipped."""
    found = _found(code, folder / "languages")
    if found and leads_out(found, folder):
        message = "it is a link that leads out of the folder"
        raise AppealError(Problem(message, file=str(found), kind=Kind.UNREADABLE))
    return found


def _found(code: str, folder: Path) -> Path | None:
    """The file of the language, else of that without its region."""
    files = (folder / f"{each}.yaml" for each in (code, code.partition("-")[0]))
    return next((file for file in files if file.exists()), None)


@lru_cache(maxsize=50)
def _load(path: Path, state: Stamp) -> Language:
    """The language in the file, which is in that state: read again when it changes."""
    source = scan_yaml(read_file(path, MAX_BYTES), str(path))
    language = validate(Language, source, first_of(placeholder_problems(source, known=_KNOWN)))
    if not language.months and not _is_locale(language.locale):
        raise AppealError(source.problem(("locale",), "Babel has no such locale"))
    if language.code != path.stem:
        message = f"`code` is `{language.code}` in the file of `{path.stem}`"
        hint = f"write `code: {path.stem}`, or name the file {language.code}.yaml"
        raise AppealError(source.problem(("code",), message, hint=hint, kind=Kind.WRONG_VALUE))
    language._source = source.places()
    return language


def _is_locale(name: str) -> bool:
    from babel.core import Locale, UnknownLocaleError

    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True


_KNOWN: dict[YamlPath, tuple[str, ...]] = {
    **{(key,): () for key in Language.model_fields},
    ("addressee",): LANGUAGE_NAMES,
    ("addressee_as_it_stands",): LANGUAGE_NAMES,
    ("with_suffix",): ("deputy", "name"),
    ("closing",): LANGUAGE_NAMES,
    ("salutation", "everyone"): LANGUAGE_NAMES,
    **{("salutation", reader): ("deputy",) for reader in ("deputy", "male", "female")},
    ("name",): ("deputy",),
    ("name_to",): ("deputy",),
    ("date",): ("day", "month", "year"),
    ("labels", "pages"): ("pages",),
    ("labels", "logo"): ("name",),
    ("labels", "signature"): ("name",),
    ("labels", "code"): ("address",),
}
"""What placeholders may begin with under those keys. Elsewhere none can stand."""
