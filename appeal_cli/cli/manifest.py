"""`appeal manifest`: what several runs wrote down, as one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from appeal_cli.cli import options
from appeal_cli.cli.folders import save_into
from appeal_cli.problems import all_of


@click.group()
def manifest() -> None:
    """Work with the manifests that `appeal batch` writes."""


@manifest.command()
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="DIR", required=True, help="The folder for the joined manifest."
)
@options.overwrite_option
def merge(folders: tuple[str, ...], output: str, overwrite: bool) -> None:
    """Join the manifests of shards into what one run would have written.

    Each FOLDER has the letters of one shard, or only its manifest.json. Copy the letters
    into one folder yourself; this writes manifest.json and SHA256SUMS there.

    \b
    Example:
      appeal batch data/appeal.en.yaml -d data/deputies.csv --shard 1/2 -o one
      appeal batch data/appeal.en.yaml -d data/deputies.csv --shard 2/2 -o two
      mkdir all
      cp -r one/. two/. all/
      appeal manifest merge one two -o all
    """
    from appeal_cli.batch.manifest import NAME, SUMS, manifest_json, merged, shard_manifest, sums
    from appeal_cli.files.targets import Target, check_targets

    targets = [Target(Path(output) / NAME, "json"), Target(Path(output) / SUMS, "sums")]
    inputs = [Path(folder) / name for folder in folders for name in (".", NAME, SUMS)]
    check_targets(targets, inputs, overwrite=overwrite)
    readers = [partial(shard_manifest, Path(folder)) for folder in folders]
    entries = merged(all_of(readers))
    save_into(Path(output), {NAME: manifest_json(entries), SUMS: sums(entries)})
