"""`appeal problems`: the page of a kind of problem, with its cause and its remedy."""

from __future__ import annotations

import click

from appeal_cli.problems import AppealError, Kind, Problem, did_you_mean

KINDS = {kind.value: kind for kind in Kind if kind}
"""The kinds of problems by their names."""


@click.command()
@click.argument("name", required=False)
def problems(name: str | None) -> None:
    """Say where a kind of problem comes from, and what to do.

    Without NAME, it lists all kinds.

    \b
    Examples:
      appeal problems
      appeal problems unsure-form
    """
    if not name:
        for known, kind in KINDS.items():
            click.echo(f"{known:<20} {kind.as_error or kind.as_warning}")
    elif name in KINDS:
        click.echo(page_of(KINDS[name]), nl=False)
    else:
        hint = did_you_mean(name, KINDS) or "`appeal problems` lists them"
        raise AppealError(Problem(f"no kind of problem is called `{name}`", hint=hint))


def page_of(kind: Kind) -> str:
    """What there is to say about a kind, in Markdown, with its name as a heading."""
    from appeal_cli.files.resources import read_words

    told = read_words("problems.yaml")[kind]
    meanings = {"Error": kind.as_error, "Warning": kind.as_warning}
    parts = [f"## {kind}"]
    parts += [f"{severity}: {meaning}." for severity, meaning in meanings.items() if meaning]
    parts += [told["cause"], f"What to do: {told['remedy']}"]
    return "\n\n".join(parts) + "\n"
