"""One letterhead: that of the appeal, of the template or of the reference document, and never two
of them, nor one in Word alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from appeal_cli.letter.letter import Letter
from appeal_cli.page.formats import is_on_paper
from appeal_cli.page.template import Template
from appeal_cli.problems import Kind, Problem, argument, errors_in
from appeal_cli.writers import reference_of

WORD = "docx"


class Letterheads:
    """What is to be said of letterheads, and of what comes with the reference document."""

    def __init__(self, template: Template) -> None:
        self._template, self._reference = template, reference_of(template)

    @property
    def errors(self) -> list[Problem]:
        """Why the reference document can't be filled in."""
        return errors_in(self._reference.problems)

    def missing(self, letter: Letter, formats: Collection[str]) -> Iterator[Problem]:
        """Why the letter would be on the office's paper in Word, and on bare paper elsewhere."""
        document, reference = self._template.reference_doc, self._reference
        if document is None:
            return
        is_bare = not (letter.letterhead or self._template.brings_letterhead)
        bare = [each for each in formats if is_on_paper(each)]
        if bare and is_bare and (reference.has_header or reference.has_footer):
            yield Problem(
                f"its letterhead would stand in Word alone, and not in {', '.join(bare)}",
                file=str(document),
                hint=f"`appeal letterhead {argument(document)} -o DIR` makes a template of it "
                "for every format: then give `--template DIR` and no --reference-doc",
                kind=Kind.LETTERHEAD,
            )

    def notices(self, letter: Letter, formats: Collection[str]) -> Iterator[Problem]:
        """What was taken out of the reference document, and which letterhead is not printed."""
        if WORD in formats:
            yield from self._reference.problems
        is_in_word = self._reference.has_header and WORD in formats
        if letter.letterhead and (is_in_word or self._template.brings_letterhead):
            name = letter.letterhead.names[0] if letter.letterhead.names else None
            place = name.origin("") if name and name.origin else Problem("")
            brings = self._template.brings_letterhead
            owner = "the template" if brings else "the reference document"
            where = "" if brings else " in Word"
            yield replace(
                place,
                message=f"{owner} has a letterhead: that of the appeal is not printed{where}",
                hint="leave out `letterhead:` in the appeal, or take a template without one",
                severity="warning",
                kind=Kind.LETTERHEAD,
            )
