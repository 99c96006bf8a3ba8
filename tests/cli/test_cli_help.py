"""Help: every command's fits a screen of 80 columns and 24 lines, the prompt below it included."""

from __future__ import annotations

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from srs.cli.app import app

NAMES = sorted(info.callback.__name__ for info in app.registered_commands if info.callback)
RUNNER = CliRunner()


def shown(*words: str) -> list[str]:
    done = RUNNER.invoke(app, [*words, "--help"], terminal_width=80, max_content_width=80)
    assert done.exit_code == 0
    return done.output.splitlines()


@pytest.mark.parametrize("command", ["", *NAMES])
def test_help_fits_the_screen(command: str) -> None:
    lines = shown(*command.split())
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80


def test_help_of_the_program_names_every_command_whole() -> None:
    lines = shown()
    told = {line.split()[0]: line for line in lines if line.startswith("  ") and line.split()}
    assert set(NAMES) <= set(told)
    assert not any("..." in line for line in lines[1:])
    assert lines[-1].startswith("Options: --version")


def test_help_of_a_command_has_every_option_and_argument() -> None:
    text = "\n".join(shown("review"))
    command = get_command(app).get_command(None, "review")  # type: ignore[attr-defined]
    for option in (name for param in command.params for name in param.opts if name[0] == "-"):
        assert option in text
    assert "[PATH]..." in text
