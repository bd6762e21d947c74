"""A series: what the letters of one appeal share, and what is ordered of it, as values that can
be sent anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from appeal_cli.appeal.appeal import Appeal
from appeal_cli.batch.letters import LetterKey
from appeal_cli.letter.addressing import language_of
from appeal_cli.letter.language import Language
from appeal_cli.letter.outgoing import Outgoing
from appeal_cli.letter.pairing import check_languages
from appeal_cli.page.template import Template
from appeal_cli.problems import all_of
from appeal_cli.roster.deputy import Deputy
from appeal_cli.writers.mail.mailing import Mailing
from appeal_cli.writers.pdf.edition import Edition


@dataclass(frozen=True)
class Series:
    """What all letters of one appeal in a batch share: a series.

    With `strict`, a letter with a name that should be checked is not made.
    `imprints` allows the quick way of making many PDF files.
    """

    appeal: Appeal
    language: Language
    template: Template
    edition: Edition
    strict: bool = False
    imprints: bool = True
    mailing: Mailing = Mailing()  # noqa: RUF009  # frozen


def series_of(
    appeals: Sequence[Appeal],
    languages: Sequence[str],
    template: Template,
    edition: Edition,
    mailing: Mailing | None = None,
    *,
    strict: bool = False,
    imprints: bool = True,
) -> list[Series]:
    """A series for each of the appeals, with its language.

    Raises AppealError with everything that is wrong with their languages.
    """
    check_languages(appeals, languages)
    mails = mailing or Mailing()
    found = all_of(partial(language_of, appeal) for appeal in appeals)
    return [
        Series(appeal, language, template, edition, strict, imprints, mails)
        for appeal, language in zip(appeals, found, strict=True)
    ]


@dataclass(frozen=True)
class Order:
    """One letter to be made: to whom (None is everyone), in which formats, whether its PDF is to
    be compared with a full layout, and its number."""

    deputy: Deputy | None
    formats: tuple[str, ...]
    is_verified: bool = False
    outgoing: Outgoing | None = None


@dataclass(frozen=True)
class Chunk:
    """Letters of one series, made together. The series is pickled, once for all its chunks."""

    language: str
    series: bytes
    orders: tuple[Order, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of its letters, each once."""
        return tuple(dict.fromkeys(name for order in self.orders for name in order.formats))

    def key(self, order: Order) -> LetterKey:
        """Whom the letter of one of its orders is for, and in which language."""
        return LetterKey(order.deputy.id if order.deputy else "", self.language)
