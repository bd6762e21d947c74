"""Which legislative period is read from a roster that has several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean
from appeal_cli.roster.readers.table import Row, Table, Term

Record = tuple[dict[str, str], Row]


def of_term(
    records: list[Record], table: Table, term: str | None
) -> tuple[list[Record], list[Problem]]:
    """The records of one term, and what is to be reported about the others.

    Without `term` it is the latest, where the file says when its terms start; a CSV
    file doesn't, and all of its rows are read. Raises AppealError where the term is
    unknown, or needed.
    """
    present = sorted({fields["term"] for fields, _ in records if "term" in fields})
    described = {found.id: found for found in table.terms}
    if term is not None:
        wanted = _named(term, present, described, table.file)
        return [record for record in records if record[0].get("term") == wanted], []
    if len(present) < 2:
        return records, []
    listed = ", ".join(present)
    if not table.terms:
        message = f"there are several terms: {listed}; the members of all are read"
        return records, [_told(table.file, message, "warning")]
    starts = {described[key].start if key in described else "" for key in present}
    if "" in starts or len(starts) < len(present):
        message = f"there are several terms: {listed}"
        raise AppealError(
            Problem(message, file=table.file, hint="say which with `--term`", kind=Kind.TERM)
        )
    latest = max(present, key=lambda key: described[key].start)
    message = f"there are several terms: {listed}; the latest is read, {_title(described[latest])}"
    kept = [record for record in records if record[0].get("term") == latest]
    return kept, [_told(table.file, message, "notice")]


def _named(term: str, present: Sequence[str], described: Mapping[str, Term], file: str) -> str:
    """The id of the term that the word names."""
    words = {key.casefold(): key for key in present}
    for key, found in described.items():
        words |= {name.casefold(): key for name in found.names if name}
        words[key.casefold()] = key
    wanted = words.get(term.strip().casefold())
    if wanted in present and wanted is not None:
        return wanted
    known = ", ".join(present)
    if not present:
        raise AppealError(Problem(f"--term: {file} says nothing about terms", kind=Kind.TERM))
    hint = did_you_mean(term, words) or f"the terms are {known}"
    raise AppealError(Problem(f"--term: no term `{term}` in {file}", hint=hint, kind=Kind.TERM))


def _told(file: str, message: str, severity: str) -> Problem:
    hint = "`--term` chooses one"
    return Problem(message, file=file, hint=hint, severity=severity, kind=Kind.TERM)  # type: ignore[arg-type]


def _title(term: Term) -> str:
    names = [name for name in term.names[1:] if name]
    return f"{term.id} ({names[0]})" if names else term.id
