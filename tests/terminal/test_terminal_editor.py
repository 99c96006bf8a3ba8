"""Which command opens a note, and what is said when it fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from srs.errors import SrsError
from srs.terminal.editor import edit, editor_command

NOTE = Path("/decks/a b.md")
SHOWN = str(NOTE.absolute())
posix_only = pytest.mark.skipif(os.name == "nt", reason="commands are written otherwise there")


@posix_only
@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", SHOWN]),
        ({"EDITOR": "nano -w"}, ["nano", "-w", "+7", SHOWN]),
        ({"VISUAL": "/usr/bin/emacs -nw", "EDITOR": "vi"}, ["/usr/bin/emacs", "-nw", "+7", SHOWN]),
        ({"EDITOR": "'/my apps/vim' -u x"}, ["/my apps/vim", "-u", "x", "+7", SHOWN]),
        ({"VISUAL": "code"}, ["code", "--wait", "--goto", f"{SHOWN}:7"]),
        ({"VISUAL": "code -w"}, ["code", "-w", "--goto", f"{SHOWN}:7"]),
        ({"VISUAL": "hx"}, ["hx", f"{SHOWN}:7"]),
        ({"VISUAL": "subl"}, ["subl", "--wait", f"{SHOWN}:7"]),
        ({"EDITOR": "ed"}, ["ed", SHOWN]),
        ({"VISUAL": "", "EDITOR": ""}, ["vi", "+7", SHOWN]),
    ],
)
def test_editor_command(environ: dict[str, str], command: list[str]) -> None:
    assert editor_command(environ, NOTE, 7) == command


@posix_only
@pytest.mark.parametrize(
    ("value", "reason"),
    [("'unclosed", "is no command"), (" ", "is no command"), ("''", "could not be started")],
)
def test_editor_that_cannot_be_meant(value: str, reason: str) -> None:
    with pytest.raises(SrsError, match=reason):
        edit({"EDITOR": value}, NOTE, 7)


def test_editor_is_run_without_a_shell(tmp_path: Path) -> None:
    note = tmp_path / "$(touch x);.md"
    note.write_text("a", encoding="utf-8")
    program = tmp_path / "change.py"
    program.write_text(
        "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text('b')", encoding="utf-8"
    )
    edit({"EDITOR": f'"{sys.executable}" "{program}"'}, note, 1)
    assert note.read_text(encoding="utf-8") == "b"


def test_editor_that_fails(tmp_path: Path) -> None:
    program = tmp_path / "fail.py"
    program.write_text("raise SystemExit(3)", encoding="utf-8")
    with pytest.raises(SrsError, match="ended with code 3"):
        edit({"EDITOR": f'"{sys.executable}" "{program}"'}, tmp_path / "a.md", 1)
    with pytest.raises(SrsError, match=r"no-such-editor could not be started .*\$VISUAL"):
        edit({"EDITOR": "no-such-editor"}, tmp_path / "a.md", 1)
