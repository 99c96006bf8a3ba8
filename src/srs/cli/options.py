"""The arguments and options that commands share, and the context made from them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from srs.cli.making import make_context

if TYPE_CHECKING:
    from srs.commands.context import Context


class OrderChoice(StrEnum):
    """In which order cards are asked."""

    due = "due"
    new = "new"
    file = "file"
    random = "random"
    overdue = "overdue"


class ByChoice(StrEnum):
    """What makes a row of the statistics."""

    file = "file"
    folder = "folder"
    tag = "tag"


class AlgorithmChoice(StrEnum):
    """The algorithms whose schedules decks can hold."""

    fsrs = "fsrs"
    sm2 = "sm2"


class DueFormat(StrEnum):
    """For whom the number of due cards is written."""

    plain = "plain"
    json = "json"
    tmux = "tmux"
    waybar = "waybar"
    starship = "starship"


class CheckFormat(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


class Color(StrEnum):
    """When to write colour."""

    auto = "auto"
    always = "always"
    never = "never"


def complete_deck(context: typer.Context, incomplete: str) -> list[str]:
    """Offer a shell the decks of the paths that were typed, else of this place."""
    from srs.commands.completing import deck_names

    return deck_names(_typed_context(context), incomplete)


def complete_tag(context: typer.Context, incomplete: str) -> list[str]:
    """Offer a shell the tags of the decks there."""
    from srs.commands.completing import tag_names

    return tag_names(_typed_context(context), incomplete)


def _typed_context(typed: typer.Context) -> Context:
    # what stands before an option without its value is left over
    paths = [Path(path) for path in typed.params.get("paths") or typed.args]
    config = typed.params.get("config")
    return make_context(paths, None, config and Path(config))


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]...", help="Decks or folders; else `paths`, else here."),
]
Now = Annotated[str | None, typer.Option(metavar="ISO8601", help="Pretend that it is this moment.")]
Config = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Use this file instead of searching srs.toml.")
]
ColorOption = Annotated[Color, typer.Option(help="When to write colour.")]
Json = Annotated[bool, typer.Option("--json", help="Write one JSON document.")]
DeckOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Only this deck, or those below it.", autocompletion=complete_deck
    ),
]
TagOption = Annotated[
    str | None,
    typer.Option(
        metavar="TAG",
        help="Only cards with this tag, or one below it.",
        autocompletion=complete_tag,
    ),
]
CardOption = Annotated[
    int | None, typer.Option(metavar="K", help="Which card of the note, counted from 0.")
]
New = Annotated[int | None, typer.Option(min=0, metavar="N", help="At most N new cards.")]
Limit = Annotated[int | None, typer.Option(min=0, metavar="N", help="At most N cards.")]
TimeBox = Annotated[
    float | None, typer.Option("--time", min=0, metavar="MIN", help="Stop after MIN minutes.")
]
Last = Annotated[int, typer.Option(min=1, metavar="N", help="The last N of them.")]
Order = Annotated[
    OrderChoice | None,
    typer.Option(metavar="WHICH", help="By due, new, file, random or overdue."),
]
Cram = Annotated[bool, typer.Option("--cram", help="All cards; write nothing.")]
Typed = Annotated[bool, typer.Option("--typed", help="Type each answer, then see what differs.")]
Plain = Annotated[bool, typer.Option("--plain", help="Line mode: no screen control.")]
Bury = Annotated[bool | None, typer.Option("--bury/--no-bury", help="One card of a note a day.")]
Seed = Annotated[int | None, typer.Option(metavar="N", help="The same random order every time.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="List what would be asked; write nothing.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Read every deck anew; leave the index alone.")
]
Convert = Annotated[
    bool, typer.Option("--convert", help="Overwrite schedules of the other algorithm.")
]
