"""`appeal completion`: what a shell needs to complete this command's words."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

INSTALL = {
    "bash": "appeal completion bash > ~/.local/share/bash-completion/completions/appeal",
    "zsh": "appeal completion zsh > ~/.zfunc/_appeal    (a folder that is in $fpath)",
    "fish": "appeal completion fish > ~/.config/fish/completions/appeal.fish",
    "powershell": "appeal completion powershell | Add-Content $PROFILE",
}


@click.command()
@click.argument("shell", type=click.Choice(tuple(INSTALL)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what a shell needs to complete words at the Tab key.

    It completes commands, options, deputies, fields and more. The folder of the file has to be
    there; zsh looks into those of $fpath.

    \b
    Examples:
      appeal completion bash > ~/.local/share/bash-completion/completions/appeal
      appeal completion zsh > ~/.zfunc/_appeal
      appeal completion fish > ~/.config/fish/completions/appeal.fish
      appeal completion powershell | Add-Content $PROFILE
    Then open a new terminal, and press Tab:
      appeal render appeal.yaml -d deputies.csv --to <Tab>
    """
    import appeal_cli.cli.shells  # noqa: F401  # registers its classes

    made = get_completion_class(shell)
    assert made is not None
    script = made(context.find_root().command, {}, "appeal", "_APPEAL_COMPLETE").source()
    # The first line of a zsh completion names its command; the hint stands after it.
    first, rest = script.split("\n", 1) if script.startswith("#") else ("", script)
    hint = f"# To install it: {INSTALL[shell]}"
    click.echo("\n".join(filter(None, [first, hint, rest.strip("\n")])))
