"""Real processes: killed in the middle of their grades, several on one file, an editor between."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from srs.storage.locks import LOCK_FILE
from srs.storage.swapping import exchange

if TYPE_CHECKING:
    from tests.cli.program import COMMAND, Program, environment
else:
    from program import COMMAND, Program, environment

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
KILLS = int(os.environ.get("KILLS", "5"))
NOW = "2026-01-01T12:00:00+00:00"
GOOD = "<!--SR:!2026-01-04,3,250-->"


def deck(cards: int) -> str:
    return "".join(f"card {number}\n-?-\nback {number}\n\n" for number in range(cards))


def start(srs: Program) -> subprocess.Popen[bytes]:
    command = [*COMMAND, "grade", "--batch", "--now", NOW]
    return subprocess.Popen(
        command,
        cwd=srs.folder,
        env=environment(srs.folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def request(note: int) -> bytes:
    grade = {"file": "deck.md", "note": note, "card": 0, "rating": "good"}
    return json.dumps(grade).encode() + b"\n"


def answers(program: subprocess.Popen[bytes]) -> list[dict[str, object]]:
    assert program.stdout is not None
    with program, program.stdout:
        lines = program.stdout.read().split(b"\n")
    return [json.loads(line) for line in lines[:-1]]


@posix
def test_killed_at_random_moments_nothing_acknowledged_is_lost(srs: Program) -> None:
    cards, chance = 150, random.Random(KILLS)
    path = srs.write("deck.md", deck(cards))
    done: set[int] = set()
    for _ in range(KILLS):
        program = start(srs)
        assert program.stdin is not None
        program.stdin.write(b"".join(request(note) for note in range(cards) if note not in done))
        program.stdin.close()
        time.sleep(0.25 + chance.random() * 0.3)
        program.kill()
        done |= {int(str(answer["note"])) for answer in answers(program) if answer["ok"]}
        program.wait()
        if len(done) > cards - 20:
            srs.write("deck.md", deck(cards))
            done.clear()
        else:
            text = path.read_text()
            graded = {note for note in range(cards) if f"back {note}\n{GOOD}" in text}
            assert text.replace(f"{GOOD}\n", "") == deck(cards)
            assert done <= graded
            assert len(graded) <= len(done) + 1
            done = graded
    assert srs("log", "--verify", "--now", NOW).code == 0
    srs("stats", "deck.md", "--now", NOW)
    assert sorted(each.name for each in srs.folder.iterdir()) == ["deck.md", "home"]


class Editor(threading.Thread):
    """Adds a line to the end of the file now and then, until it is told that it is enough.

    It is as careful as `srs` not to save over what somebody else just wrote.
    """

    def __init__(self, path: Path, save: Callable[[Path, bytes], None]) -> None:
        super().__init__(daemon=True)
        self.path, self.save = path, save
        self.lines = 0
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.wait(0.03):
            self.save(self.path, f"editor's line {self.lines}\n\n".encode())
            self.lines += 1


def write_in_place(path: Path, line: bytes) -> None:
    """As many editors save: the file is emptied, then written piece by piece."""
    lock = FileLock(path.parent / "home" / "srs" / LOCK_FILE)
    with lock:
        data = path.read_bytes() + line
        file = path.open("wb", buffering=0)
    with file:
        for start in range(0, len(data), 256):
            file.write(data[start : start + 256])
            time.sleep(0.0002)


def replace(path: Path, line: bytes) -> None:
    """As other editors save: a new file takes the place of the old one."""
    other = path.with_name("editor-copy")
    while True:
        before = path.read_bytes()
        other.write_bytes(before + line)
        assert exchange(other, path)
        if other.read_bytes() == before:
            other.unlink()
            return
        exchange(other, path)


@posix
@pytest.mark.parametrize("save", [write_in_place, replace])
def test_two_graders_and_an_editor_lose_nothing(
    srs: Program, save: Callable[[Path, bytes], None]
) -> None:
    cards = 40
    path = srs.write("deck.md", deck(cards))
    (srs.folder / "home" / "srs").mkdir(parents=True)
    graders = [start(srs), start(srs)]
    editor = Editor(path, save)
    editor.start()
    for number, program in enumerate(graders):
        assert program.stdin is not None
        for note in range(number, cards, 2):
            program.stdin.write(request(note))
        program.stdin.close()
    told = [answer for program in graders for answer in answers(program)]
    editor.enough.set()
    editor.join(10)
    # A deck that was just emptied has no such note: that is said, and the card is graded later.
    missed = [int(str(answer["note"])) for answer in told if answer.get("error")]
    assert not missed or save is write_in_place
    assert all(
        "there is no note" in str(answer.get("error", "there is no note")) for answer in told
    )
    last = start(srs)
    assert last.stdin is not None
    last.stdin.write(b"".join(map(request, missed)))
    last.stdin.close()
    assert [answer.get("error") for answer in answers(last)] == [None] * len(missed)
    text = path.read_text()
    assert editor.lines >= 2
    for number in range(editor.lines):
        assert text.count(f"editor's line {number}\n") == 1
    for note in range(cards):
        assert text.count(f"back {note}\n{GOOD}\n") == 1
    assert text.count("<!--SR:") == cards
    assert sorted(each.name for each in srs.folder.iterdir()) == ["deck.md", "home"]
