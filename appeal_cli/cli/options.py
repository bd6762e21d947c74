"""Options that several commands share, and the values they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from appeal_cli.cli import completers as completing
from appeal_cli.cli.problems import OUTPUT_FORMATS
from appeal_cli.page.formats import FORMATS
from appeal_cli.problems import did_you_mean
from appeal_cli.writers.mail.mailing import Mailing
from appeal_cli.writers.pdf.edition import VARIANTS, Edition

if TYPE_CHECKING:
    from appeal_cli.page.template import Template

Command = TypeVar("Command", bound=Callable[..., Any])


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """The options as one decorator, listed in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def gathered(name: str, kind: Callable[..., Any]) -> Callable[[Command], Command]:
    """Hands the options that `kind` takes by their names to the command as one value, which
    `kind` makes of them."""
    fields = tuple(signature(kind).parameters)

    def decorate(command: Command) -> Command:
        @wraps(command)
        def gathering(*arguments: Any, **values: Any) -> Any:
            value = kind(**{field: values.pop(field) for field in fields})
            return command(*arguments, **values, **{name: value})

        return cast(Command, gathering)

    return decorate


def comma_separated(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """Each value once: the option repeats and takes several with commas between them."""
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def known_formats(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """The formats, each one known."""
    formats = comma_separated(context, parameter, [value.lower() for value in values])
    for format in formats:
        if format not in FORMATS:
            raise click.BadParameter(unknown_format(format))
    return formats


def unknown_format(format: str) -> str:
    """What to say about a format that does not exist."""
    hint = did_you_mean(format, FORMATS)
    return f"no format `{format}`; the formats are {', '.join(FORMATS)}" + (
        f" ({hint})" if hint else ""
    )


ROSTERS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".vcf")
"""How the names of rosters end that are nothing else."""


def _appeals(
    context: click.Context, parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """The appeals; a roster or a format among them belongs behind an option."""
    for name in names:
        if name.lower().endswith(ROSTERS):
            raise click.UsageError(f"`{name}` is a roster, not an appeal: write `-d {name}`")
        if name in FORMATS and not Path(name).exists():
            hint = "formats are joined, as in `-f pdf,docx`"
            raise click.UsageError(f"`{name}` is a format, not an appeal: {hint}")
    return names


appeals_argument = click.argument(
    "appeals",
    metavar="APPEAL...",
    nargs=-1,
    required=True,
    callback=_appeals,
    shell_complete=completing.files,
)


reference_option = click.option(
    "--reference-doc",
    metavar="FILE.docx",
    type=click.Path(path_type=Path),
    help="A Word document whose letterhead and styles are filled in.",
)

template_options = together(
    click.option(
        "--template",
        metavar="NAME|DIR",
        shell_complete=completing.folders,
        help="A template by its name (see `appeal templates list`), or a folder of your own.",
    ),
    reference_option,
)
"""Which template and document the letter looks like."""


def _edition(
    pdf_variant: str, attach_source: bool, gray: bool, enclosures_as_image: bool
) -> Edition:
    """The edition that the options ask for, if there can be one."""
    if attach_source and not VARIANTS[pdf_variant].carries_files:
        carrying = ", ".join(name for name in VARIANTS if VARIANTS[name].carries_files)
        raise click.UsageError(
            f"{pdf_variant} can't hold other files; with --attach-source choose one of {carrying}"
        )
    return Edition(pdf_variant, attach_source, gray, enclosures_as_image)


images_option = click.option(
    "--enclosures-as-image",
    is_flag=True,
    help="Put enclosures that have no tags, or what no letter may hold, behind it as pictures.",
)

pdf_options = together(
    click.option(
        "--pdf-variant",
        metavar="NAME",
        type=click.Choice(list(VARIANTS)),
        default=Edition().variant,
        show_default=True,
        help=f"The standard of PDF files: {', '.join(VARIANTS)}. All but none are PDF/UA-1 too.",
    ),
    click.option(
        "--attach-source",
        is_flag=True,
        help="Put the appeal's YAML and the deputy's fields inside the PDF.",
    ),
    click.option(
        "--gray", is_flag=True, help="PDF in black ink alone: colours and images become gray."
    ),
    images_option,
    gathered("edition", _edition),
)
"""How PDF files are made; the command gets an Edition."""


def _mailbox(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from appeal_cli.letter.mail_address import mail_address, not_an_address

    try:
        if value:
            mail_address(value)
    except ValueError as error:
        raise click.BadParameter(not_an_address(value, error)) from None
    return value


def _mailboxes(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    addresses = comma_separated(context, parameter, values)
    return tuple(_mailbox(context, parameter, each) for each in addresses)


mail_options = together(
    click.option(
        "--to-me",
        metavar="ADDRESS",
        default="",
        callback=_mailbox,
        help="Address mails to this address instead, with [TEST] in the subject.",
    ),
    click.option(
        "--cc",
        "copies",
        multiple=True,
        metavar="ADDRESS",
        callback=_mailboxes,
        help="Who gets a copy of each mail; can be repeated.",
    ),
    click.option(
        "--pdf/--no-pdf",
        "with_pdf",
        default=True,
        help="Attach the PDF to mails; the default.",
    ),
    gathered("mailing", Mailing),
)
"""How mails are made; the command gets a Mailing."""


def format_option(more: str = "") -> Callable[[Command], Command]:
    """`--format`, as `formats`; `more` is added to its help."""
    return click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT",
        callback=known_formats,
        shell_complete=completing.formats,
        help=f"{', '.join(FORMATS)}; can be repeated, or pdf,docx.{more}",
    )


def output_format_option(whose: str) -> Callable[[Command], Command]:
    """`--output-format`: how problems are reported."""
    return click.option(
        "--output-format",
        type=click.Choice(OUTPUT_FORMATS),
        default="text",
        show_default=True,
        help=whose,
    )


overwrite_option = click.option(
    "--overwrite",
    is_flag=True,
    help="Replace a file that this tool did not make, or that was changed since.",
)

verbose_option = click.option(
    "--verbose", is_flag=True, help="List every warning, not one for each kind."
)


language_option = click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    callback=comma_separated,
    shell_complete=completing.languages,
    help="Make letters in these languages; can be repeated, or kk,ru.",
)


def read_template(name: str | None, reference_doc: Path | None) -> Template:
    """The template of that name or in that folder; the letter where none is given."""
    from appeal_cli.page.template import load_template

    return load_template(name, reference_doc)
