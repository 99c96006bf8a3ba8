"""The commands and their options."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from srs.cli import adding, keeping
from srs.cli.boundary import finish
from srs.cli.help import ShortGroupHelp, shorten
from srs.cli.making import make_context
from srs.cli.options import (
    Bury,
    ByChoice,
    CardOption,
    CheckFormat,
    Color,
    ColorOption,
    Config,
    Convert,
    Cram,
    DeckOption,
    DryRun,
    DueFormat,
    Json,
    Limit,
    New,
    NoCache,
    Now,
    Order,
    Paths,
    Plain,
    Seed,
    TagOption,
    TimeBox,
    Typed,
)
from srs.errors import UsageError

app = typer.Typer(
    name="srs",
    cls=ShortGroupHelp,
    help="Spaced repetition for decks of Markdown, in the terminal.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    if version:
        from srs import __version__

        typer.echo(f"srs {__version__}")
        raise typer.Exit


@app.command()
def review(
    paths: Paths = None,
    new: New = None,
    limit: Limit = None,
    time_box: TimeBox = None,
    order: Order = None,
    deck: DeckOption = None,
    tag: TagOption = None,
    cram: Cram = False,
    typed: Typed = False,
    plain: Plain = False,
    bury: Bury = None,
    seed: Seed = None,
    dry_run: DryRun = False,
    convert: Convert = False,
    now: Now = None,
    config: Config = None,
    color: ColorOption = Color.auto,
    as_json: Annotated[bool, typer.Option("--json", help="With --dry-run: as JSON.")] = False,
) -> None:
    """Ask the cards that are new or due."""

    def command() -> int:
        import random

        from srs.commands import review as command
        from srs.commands.choice import Choice

        settings_options: dict[str, object] = {
            "review.new": new,
            "review.limit": limit,
            "review.time": time_box,
            "review.order": order and order.value,
            "review.bury": bury,
        }
        modes = command.Modes(cram, plain, dry_run, convert, typed)
        chance = random.Random(seed).shuffle
        options = command.ReviewOptions(Choice(deck, tag), modes, chance, time.monotonic)
        context = make_context(paths, now, config, color.value, as_json)
        return command.run(context, settings_options, options)

    finish(command)


@app.command()
def stats(
    paths: Paths = None,
    days: Annotated[
        int, typer.Option(min=1, max=3660, metavar="N", help="Days of the forecast.")
    ] = 14,
    by: Annotated[ByChoice, typer.Option(help="What makes a row.")] = ByChoice.file,
    full: Annotated[
        bool, typer.Option("--full", help="Also what was recalled, when, and what is hard.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all this as a page with charts.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Of many decks too, show each one.")] = False,
    no_cache: NoCache = False,
    now: Now = None,
    config: Config = None,
    color: ColorOption = Color.auto,
    as_json: Json = False,
) -> None:
    """Count cards by deck, and show what is coming."""

    def command() -> int:
        from srs.commands import stats as command

        context = make_context(paths, now, config, color.value, as_json, no_cache)
        return command.run(context, command.StatsOptions(days, by.value, full, html, every))

    finish(command)


@app.command()
def due(
    paths: Paths = None,
    style: Annotated[DueFormat, typer.Option("--format", help="For whom.")] = DueFormat.plain,
    no_cache: NoCache = False,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Print the number of cards due; exit 0 if there are any, else 1."""

    def command() -> int:
        from srs.commands import due as command

        context = make_context(paths, now, config, as_json=as_json, no_cache=no_cache)
        return command.run(context, style.value)

    finish(command)


@app.command()
def cards(
    paths: Paths = None,
    due: Annotated[bool, typer.Option("--due", help="Only cards that are due.")] = False,
    new: Annotated[bool, typer.Option("--new", help="Only new cards.")] = False,
    deck: DeckOption = None,
    tag: TagOption = None,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only cards with this text.")
    ] = None,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """List cards."""

    def command() -> int:
        from srs.commands import cards as command
        from srs.commands.choice import Choice

        options = command.CardsOptions(due, new, Choice(deck, tag), search)
        return command.run(make_context(paths, now, config, as_json=as_json), options)

    finish(command)


@app.command()
def grade(
    place: Annotated[str | None, typer.Argument(metavar="[FILE:LINE]")] = None,
    rating: Annotated[
        str | None, typer.Argument(metavar="[RATING]", help="again, hard, good, easy or reset.")
    ] = None,
    card: CardOption = None,
    batch: Annotated[
        bool, typer.Option("--batch", help="Read JSON lines from stdin, answer each.")
    ] = False,
    convert: Convert = False,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Grade the card at FILE:LINE without the screen."""

    def command() -> int:
        from srs.commands import grade as command

        context = make_context(None, now, config, as_json=as_json)
        if batch:
            if place is not None or card is not None:
                raise UsageError("--batch takes its places from stdin, none from the command line.")
            return command.run_batch(context, convert)
        if place is None or rating is None:
            raise UsageError("Give FILE:LINE and a rating, or --batch.")
        return command.run(context, place, rating, card, convert)

    finish(command)


@app.command()
def check(
    paths: Paths = None,
    fix: Annotated[bool, typer.Option("--fix", help="Repair what is safe to repair.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change.")] = False,
    select: Annotated[str, typer.Option(metavar="CODES", help="Only these rules.")] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="All but these rules.")] = "",
    style: Annotated[
        CheckFormat,
        typer.Option("--format", metavar="HOW", help="As text, json, github or sarif."),
    ] = CheckFormat.text,
    obsidian: Annotated[
        bool, typer.Option("--obsidian", help="Also say what Obsidian would make of them.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Explain a rule, and leave.")
    ] = None,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Look for mistakes in decks."""

    def command() -> int:
        from srs.commands import check as command

        options = command.CheckOptions(
            _codes(select),
            _codes(ignore),
            fix,
            diff,
            style.value,
            explain,
            obsidian,
        )
        return command.run(make_context(paths, now, config, as_json=as_json), options)

    finish(command)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


@app.command()
def why(
    place: Annotated[str, typer.Argument(metavar="FILE:LINE")],
    card: CardOption = None,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Explain a card's due date, and what each answer would do."""

    def command() -> int:
        from srs.commands import why as command

        return command.run(make_context(None, now, config, as_json=as_json), place, card)

    finish(command)


adding.add_to(app)
keeping.add_to(app)
shorten(app)


def narrow_to(words: Sequence[str]) -> None:
    """Leave only the command that the words begin with, if there is one: building one is quick."""
    called = [
        each
        for each in app.registered_commands
        if each.callback is not None and each.callback.__name__ in words[:1]
    ]
    app.registered_commands = called or app.registered_commands
