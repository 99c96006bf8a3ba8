"""Decks, names and folders of strangers, given to the program: a sentence, no escape, no wait."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hostile.hostile_decks import CARD, DECKS, STEERING

if TYPE_CHECKING:
    from tests.cli.program import Done, Program
else:
    from program import Done, Program

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs special files and names")
SYNTAX = """[syntax]
multi_basic = "?"
multi_reversed = "??"
single_basic = "::"
single_reversed = ":::"
cloze_patterns = ["==[123;;]answer[;;hint]==", "{{[123;;]answer[;;hint]}}"]
"""
COMMANDS: dict[str, tuple[tuple[str, ...], bytes]] = {
    "check": (("check", "."), b""),
    "stats": (("stats", "."), b""),
    "cards": (("cards", "."), b""),
    "cards as JSON": (("cards", "--json", "."), b""),
    "due": (("due", "."), b""),
    "grade": (("grade", "deck.md:1", "good"), b""),
    "why": (("why", "deck.md:1"), b""),
    "review": (("review", "--plain", "."), b"\n3\n" * 4 + b"q\n"),
}
NAMES = (
    *("a\x1b]52;c;eA==\x07.md", "b\nc.md", "\udcff\udc9b2J.md", "\u202egpj.md"),
    *("\x9b2J.md", "\u200b.md"),
)
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def assert_harmless(done: Done) -> None:
    for said in (done.out, done.err):
        steering = STEERS.search(said)
        assert steering is None, said[max(0, steering.start() - 80) :][:160]


@pytest.fixture
def syntax(srs: Program) -> None:
    srs.write("srs.toml", SYNTAX)


@pytest.mark.usefixtures("syntax")
@pytest.mark.parametrize("command", COMMANDS)
def test_decks_made_to_hurt(srs: Program, command: str) -> None:
    words, typed = COMMANDS[command]
    srs.write("deck.md", CARD)
    for number, make in enumerate(DECKS.values()):
        path = srs.folder / f"{number:03}.md"
        path.write_bytes(make(5000).encode("utf-8", "surrogateescape"))
    done = srs(*words, typed=typed)
    assert done.code in {0, 1}
    assert_harmless(done)


@pytest.mark.usefixtures("syntax")
@pytest.mark.parametrize("command", COMMANDS)
def test_what_steers_a_terminal_is_shown_as_marks(srs: Program, command: str) -> None:
    words, typed = COMMANDS[command]
    one_line = STEERING.replace("\r", "")
    quoted = one_line.replace("\\", "\\\\").replace('"', '\\"')
    srs.write("deck.md", f"{one_line}::{one_line}\n{CARD}")
    srs.write(
        "matter.md", f'---\ndeck: "{quoted}"\n---\n# {one_line}\n#flashcards/{one_line}\n{CARD}'
    )
    srs.write("yaml.md", '---\ndeck: "\\e[2J\\u202e\\u009b2J"\ntags: ["a\\e[2J"]\n---\n' + CARD)
    srs.write("wrong.md", f"a::b\n<!--SR:!{one_line},3,250!2020-01-01,{one_line},250-->\n")
    done = srs(*words, typed=typed)
    assert done.code in {0, 1}
    assert_harmless(done)


@posix
@pytest.mark.usefixtures("syntax")
@pytest.mark.parametrize("command", COMMANDS)
def test_names_that_steer_a_terminal(srs: Program, command: str) -> None:
    words, typed = COMMANDS[command]
    srs.write("deck.md", CARD)
    folder = srs.folder / "sub\x1b[2J\n\u202e"
    folder.mkdir()
    for name in (
        "a\x1b]52;c;eA==\x07.md",
        "b\nc.md",
        "\udcff\udc9b2J.md",
        "\u202egpj.md",
        "\x9b2J.md",
    ):
        try:
            (folder / name).write_text(f"{CARD}\n---\na: [\n{CARD}<!--SR:!x-->\n")
        except OSError:
            pytest.skip("the file system takes no such names")
    done = srs(*words, typed=typed)
    assert done.code in {0, 1}
    assert_harmless(done)


@posix
@pytest.mark.usefixtures("syntax")
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_deck_is_passed_over_at_once(srs: Program, command: str) -> None:
    words, typed = COMMANDS[command]
    srs.write("deck.md", CARD)
    folder = srs.folder / "more"
    folder.mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "circle.md").symlink_to("circle.md")
    (folder / "up").symlink_to("..")
    with (folder / "huge.md").open("wb") as file:
        file.truncate(1 << 40)
    shut = folder / "shut"
    shut.mkdir()
    shut.chmod(0)
    try:
        done = srs(*words, typed=typed)
    finally:
        shut.chmod(0o700)
    assert done.code in {0, 1}
    assert_harmless(done)


@posix
@pytest.mark.parametrize("name", ["pipe.md", "zero.md", "circle.md", "huge.md"])
@pytest.mark.parametrize("command", ["check", "due", "review", "stats"])
def test_what_is_no_deck_is_refused_when_it_is_named(
    srs: Program, command: str, name: str, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    (tmp_path / "circle.md").symlink_to("circle.md")
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(1 << 40)
    done = srs(command, name)
    assert done.code != 0
    assert f"{name}: " in done.err
