"""The command that makes new cards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from srs.cli.boundary import finish
from srs.cli.making import make_context
from srs.cli.options import Config, Json, Now


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command()(add)


def add(
    deck: Annotated[Path, typer.Argument(help="The deck; it is made if there is none yet.")],
    front: Annotated[str | None, typer.Argument(metavar="[FRONT]")] = None,
    back: Annotated[str | None, typer.Argument(metavar="[BACK]")] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Write the card in your editor.")] = False,
    now: Now = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Append a card to a deck."""

    def command() -> int:
        from srs.commands import add as command

        context = make_context(None, now, config, as_json=as_json)
        return command.run(context, deck, command.AddOptions(front, back, edit))

    finish(command)
