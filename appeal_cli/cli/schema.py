"""`appeal schema`: what editors need to help while one writes."""

from __future__ import annotations

import click

KINDS = ("appeal", "language")


@click.command()
@click.option(
    "--of",
    "kind",
    type=click.Choice(KINDS),
    default="appeal",
    show_default=True,
    help="The file that it describes.",
)
def schema(kind: str) -> None:
    """Print the JSON Schema of an appeal, for editors.

    With it they check and complete the YAML. `appeal new` puts it beside the appeal. For an
    appeal that you have, save it there and begin the YAML with the line that names it.

    \b
    Examples:
      appeal schema > appeal.schema.json
      appeal schema --of language > language.schema.json
    The first line of the YAML file:
      # yaml-language-server: $schema=appeal.schema.json
    """
    from appeal_cli.appeal.appeal import Appeal
    from appeal_cli.files.json_schema import json_schema
    from appeal_cli.letter.language import Language

    model = Appeal if kind == "appeal" else Language
    click.echo(json_schema(model), nl=False)
