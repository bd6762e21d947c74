"""What a run did, for programs: JSON, and JUnit's XML."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal
from xml.etree import ElementTree

from appeal_cli.batch.letters import LetterKey
from appeal_cli.batch.manifest import Entry
from appeal_cli.batch.plan import Task, by_letter
from appeal_cli.batch.work import Made
from appeal_cli.files.characters import printable
from appeal_cli.problems import Problem
from appeal_cli.version import __version__

Status = Literal["made", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class LetterResult:
    """What became of one letter: its files with the reasons why they were made. `laid_out` is why
    its PDF was not imprinted."""

    deputy: str
    name: str
    language: str
    status: Status
    files: tuple[Entry, ...] = ()
    reasons: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    is_imprinted: bool = False
    laid_out: str = ""

    @property
    def number(self) -> str:
        """Its outgoing number; blank where it has none."""
        return next((entry.number for entry in self.files), "")


@dataclass(frozen=True)
class Companion:
    """The envelopes or labels that went with the letters: their file, blank where there is none;
    for each that was made, why it was laid out in full, and nothing where it was imprinted; what is
    wrong with others; and how long they took."""

    file: str
    laid_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    @property
    def imprinted(self) -> int:
        """How many were made the quick way."""
        return self.laid_out.count("")

    @property
    def why_laid_out(self) -> tuple[str, int]:
        """Why most of the others were not, and how many these are."""
        return _most_common(self.laid_out)


def _most_common(reasons: Iterable[str]) -> tuple[str, int]:
    counts = Counter(filter(None, reasons))
    return counts.most_common(1)[0] if counts else ("", 0)


@dataclass(frozen=True)
class Results:
    """What became of all letters of a run, in its order, and of files whose deputies are no longer
    in the roster: `pruned` are those of the stale ones that were deleted. `refused` is what is
    wrong with the run as a whole, such as what kept it from making any letter; `told` is what to
    say of the numbers of its letters; `companions` are the envelopes and labels that went with
    them, whose problems are among those of the run."""

    letters: tuple[LetterResult, ...]
    stale: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    seconds: float = 0.0
    outputs: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()
    told: tuple[Problem, ...] = ()
    companions: tuple[Companion, ...] = ()

    def with_companions(self, companions: Sequence[Companion]) -> Results:
        """The same, with what went with the letters."""
        wrong = (problem for each in companions for problem in each.problems)
        refused = tuple(dict.fromkeys((*self.refused, *wrong)))
        return replace(self, companions=tuple(companions), refused=refused)

    def count(self, status: Status) -> int:
        """How many letters have the status."""
        return Counter(letter.status for letter in self.letters)[status]

    @property
    def pages(self) -> int:
        """The pages of the PDF files of all letters."""
        return sum(entry.pages for letter in self.letters for entry in letter.files)

    @property
    def imprinted(self) -> int:
        """How many PDF files were made the quick way."""
        return sum(letter.is_imprinted for letter in self.letters)

    @property
    def why_laid_out(self) -> tuple[str, int]:
        """Why most PDF files that were not made the quick way were not, and how many these are."""
        return _most_common(letter.laid_out for letter in self.letters)

    def notices(self) -> list[Problem]:
        """What should be checked in the letters, each thing once."""
        return list(dict.fromkeys(each for letter in self.letters for each in letter.notices))

    def problems(self) -> dict[Problem, list[str]]:
        """Each problem, with the letters that have it: by their languages alone where the problem
        says whose they are."""
        found: dict[Problem, list[str]] = {}
        for letter in self.letters:
            for problem in letter.problems:
                is_named = problem.names(letter.name)
                label = letter.language if is_named else f"{letter.name} ({letter.language})"
                found.setdefault(problem, []).append(label)
        return found


def letter_results(
    tasks: Sequence[Task],
    made: Mapping[LetterKey, LetterResult],
    entries: Mapping[str, Entry],
) -> tuple[LetterResult, ...]:
    """The letters of the tasks, in their order, as far as a run got: those that were `made` or
    failed, and those that are there unchanged."""
    return tuple(
        made[key] if key in made else letter_result(own, None, entries)
        for key, own in by_letter(tasks).items()
        if key in made or not any(task.reason for task in own)
    )


def letter_result(
    tasks: Sequence[Task], made: Made | None, entries: Mapping[str, Entry]
) -> LetterResult:
    """What became of one letter, by the tasks of its files; None made is unchanged."""
    deputy = tasks[0].piece.deputy
    status: Status = "unchanged" if made is None else "failed" if made.problems else "made"
    return LetterResult(
        deputy.id,
        deputy.name,
        tasks[0].key.language,
        status,
        tuple(entries[task.file] for task in tasks if task.file in entries),
        tuple(dict.fromkeys(task.reason for task in tasks if task.reason)),
        made.problems if made else (),
        made.notices if made else (),
        bool(made and made.is_imprinted),
        made.laid_out if made else "",
    )


def as_json(results: Results) -> bytes:
    """The results as a JSON object; docs/batch.md says what is in it."""
    report = {
        "tool": f"appeal {__version__}",
        "made": results.count("made"),
        "unchanged": results.count("unchanged"),
        "failed": results.count("failed"),
        "pages": results.pages,
        "imprinted": results.imprinted,
        "seconds": round(results.seconds, 3),
        "stale": list(results.stale),
        "problems": [problem.data for problem in results.refused],
        "companions": [
            {
                "file": each.file,
                "made": len(each.laid_out),
                "imprinted": each.imprinted,
                "laid_out": each.why_laid_out[0],
                "seconds": round(each.seconds, 3),
            }
            for each in results.companions
        ],
        "letters": [_as_dict(letter) for letter in results.letters],
    }
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _as_dict(letter: LetterResult) -> dict[str, object]:
    found = {
        **asdict(letter),
        "number": letter.number,
        "problems": [problem.data for problem in letter.problems],
        "notices": [problem.data for problem in letter.notices],
    }
    for file in found["files"]:
        del file["made_from"], file["about"], file["deputy"], file["language"]
    return found


def as_junit(results: Results) -> bytes:
    """The results as JUnit's XML, which CI services show: a test case for each letter, and a failed
    one for each problem of the run as a whole."""
    suite = ElementTree.Element(
        "testsuite",
        name="appeal batch",
        tests=str(len(results.letters) + len(results.refused)),
        failures=str(results.count("failed") + len(results.refused)),
        errors="0",
        skipped="0",
        time=f"{results.seconds:.3f}",
    )
    for problem in results.refused:
        _add_case(suite, problem.file or "appeal", problem.message, [problem], "input")
    for letter in results.letters:
        name = f"{letter.name} ({letter.deputy})"
        _add_case(suite, letter.language, name, letter.problems, "letter")
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    return bytes(ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_case(
    suite: ElementTree.Element, group: str, name: str, problems: Sequence[Problem], kind: str
) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=printable(group), name=printable(name)
    )
    if problems:
        message = printable(problems[0].message)
        failure = ElementTree.SubElement(case, "failure", message=message, type=kind)
        failure.text = "\n".join(map(_line, problems))


def _line(problem: Problem) -> str:
    return printable(f"{problem} ({problem.hint})" if problem.hint else str(problem))
