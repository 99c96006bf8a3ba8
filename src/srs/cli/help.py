"""Help that fits a screen of 80 columns and 24 lines."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_FIRST_COLUMN = 32  # at most, so that what an option takes stands beside its name


class ShortHelp(TyperCommand):
    """A command whose arguments and options are one list."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the list."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx)]
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_dl([record for record in records if record], _FIRST_COLUMN)


class ShortGroupHelp(TyperGroup):
    """A program whose options, all of them known from elsewhere, stand on one line."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, then the options."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        width = formatter.width - _indented(max(len(name) for name, _ in commands))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_dl(
                [(name, command.get_short_help_str(width)) for name, command in commands if command]
            )
        options = [name for param in self.get_params(ctx) for name in param.opts]
        formatter.write_paragraph()
        formatter.write_text(f"Options: {', '.join(options)}")


def _indented(columns: int) -> int:
    return columns + 2 + 2  # the indentation, and the gap between the columns


def shorten(app: typer.Typer) -> None:
    """Give every command of an application help that fits."""
    for command in app.registered_commands:
        command.cls = ShortHelp
