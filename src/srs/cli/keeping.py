"""The commands about what was done, about schedules as a whole, and about the set-up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from srs.cli.boundary import finish
from srs.cli.making import make_context
from srs.cli.options import (
    AlgorithmChoice,
    Color,
    ColorOption,
    Config,
    Json,
    Last,
    Now,
    Paths,
)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (undo, log, fit, convert, simulate, init, doctor):
        app.command()(command)


def undo(
    paths: Paths = None,
    last: Last = 1,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Take back the last grades, of whichever session."""

    def command() -> int:
        from srs.commands import undo as command

        return command.run(make_context(paths, now, config, as_json=as_json), last)

    finish(command)


def log(
    paths: Paths = None,
    last: Last = 20,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Compute every schedule again from the log.")
    ] = False,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Show the reviews that were written down."""

    def command() -> int:
        from srs.commands import log as command

        options = command.LogOptions(None if everything else last, verify)
        return command.run(make_context(paths, now, config, as_json=as_json), options)

    finish(command)


def convert(
    to: Annotated[AlgorithmChoice, typer.Option(help="The algorithm to go over to.")],
    paths: Paths = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; write nothing.")
    ] = False,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Convert the schedules of the other algorithm."""

    def command() -> int:
        from srs.commands import convert as command

        options = command.ConvertOptions(to.value, dry_run)
        return command.run(make_context(paths, now, config, as_json=as_json), options)

    finish(command)


def fit(
    paths: Paths = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Fit this log of reviews instead.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write them to srs.toml if they predict better.")
    ] = False,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Fit the parameters of FSRS to your reviews."""

    def command() -> int:
        from srs.commands import fit as command

        options = command.FitOptions(csv, write)
        return command.run(make_context(paths, now, config, as_json=as_json), options)

    finish(command)


def simulate(
    paths: Paths = None,
    days: Annotated[int, typer.Option(min=1, max=3650, metavar="N", help="How many days.")] = 365,
    new: Annotated[
        int | None, typer.Option(min=0, max=1000, metavar="N", help="New cards a day.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Whose memory and ratings.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Another chance for another N.")] = 1,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Simulate a year of reviews under each scheduler."""

    def command() -> int:
        import random

        from srs.commands import simulate as command

        options = command.SimulateOptions(days, new, lambda: random.Random(seed).random, csv)
        return command.run(make_context(paths, None, config, as_json=as_json), options)

    finish(command)


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write srs.toml.")] = Path(),
    pre_commit: Annotated[
        bool, typer.Option("--pre-commit", help="Also set up the srs-check hook.")
    ] = False,
) -> None:
    """Write a configuration file with all settings explained."""

    def command() -> int:
        from srs.commands import init as command

        context = make_context(None, None, None)
        return command.run(folder, pre_commit=pre_commit, say=context.tell)

    finish(command)


def doctor(
    paths: Paths = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Ask what to do with grades that wait.")
    ] = False,
    now: Now = None,
    config: Config = None,
    color: ColorOption = Color.auto,
    as_json: Json = False,
) -> None:
    """Say what was found: configuration, decks, terminal."""

    def command() -> int:
        from srs.commands import doctor as command

        return command.run(make_context(paths, now, config, color.value, as_json), fix=fix)

    finish(command)
