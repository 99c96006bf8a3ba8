"""Links and pictures of a card: which there are, and what opens them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.errors import PictureError
from srs.terminal.acting import Reviewer
from srs.terminal.links import Link, links_of
from srs.terminal.options import ReviewOptions

if TYPE_CHECKING:
    from tests.terminal.fake_review import CARDS, FakeReview
else:
    from fake_review import CARDS, FakeReview

posix = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="there the opener is the system's own"
)


@pytest.mark.parametrize(
    ("markdown", "targets"),
    [
        ("[a](https://example.org/x) and again https://example.org/x", ["https://example.org/x"]),
        (
            "see https://example.org/a_(b), then <https://b.org>.",
            ["https://example.org/a_(b", "https://b.org"],
        ),
        ("[mail](mailto:a@example.org)", ["mailto:a@example.org"]),
        ("[a](javascript:alert(1)) [b](file:///etc/passwd) [c](./run.sh) [[note]]", []),
        ("`https://in.code`\n\n    https://in.code", []),
        ("![alt](web.png) ![[wiki.png|20]]", ["web.png", "wiki.png"]),
        ("![remote](https://example.org/p.png)", ["https://example.org/p.png"]),
        ("[x](https://example.org/\u202egnp.exe)", ["https://example.org/%E2%80%AEgnp.exe"]),
    ],
)
def test_links_of_a_side(markdown: str, targets: list[str]) -> None:
    assert [link.target for link in links_of([markdown])] == targets


def test_pictures_are_told_from_addresses() -> None:
    assert links_of(["![a](p.png)", "https://b.org ![a](p.png)"]) == [
        Link("p.png", is_picture=True),
        Link("https://b.org"),
    ]


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], list[str]]:
    """An opener that notes what it is given."""
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {tmp_path}/opened\n', encoding="utf-8")
    program.chmod(0o755)

    def read() -> list[str]:
        file = tmp_path / "opened"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    return read


def options(tmp_path: Path, **environ: str) -> ReviewOptions:
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return ReviewOptions(
        stdin=StringIO(),
        stdout=StringIO(),
        clock=lambda: 0.0,
        environ={"PATH": path} | environ,
        find_picture=lambda _deck, target: tmp_path / target,
    )


def reviewer(front: str, back: str = "") -> Reviewer:
    return Reviewer(FakeReview((replace(CARDS[0], front=front, back=back),)), lambda: 0.0)


@posix
def test_each_press_opens_the_next_one(tmp_path: Path, opened: Callable[[], list[str]]) -> None:
    acting = reviewer("https://a.org/$(touch%20x)/y", "![p](p.png)")
    on_screen = options(tmp_path, DISPLAY=":0")
    assert acting.open(on_screen, revealed=False).sentence == "Opened https://a.org/$(touch%20x)/y."
    acting.ask()
    said = [acting.open(on_screen, revealed=True).sentence for _ in range(3)]
    assert said[0] == "Opened https://a.org/$(touch%20x)/y (1 of 2)."
    assert said[1] == "Opened p.png (2 of 2)."
    assert said[2].endswith("(1 of 2).")
    assert opened()[2] == str(tmp_path / "p.png")
    assert len(opened()) == 4


@posix
def test_without_a_screen_the_address_is_said(
    tmp_path: Path, opened: Callable[[], list[str]]
) -> None:
    said = reviewer("https://a.org").open(options(tmp_path), revealed=False)
    assert said.failed
    assert said.sentence == "Nothing opens links here; this one leads to https://a.org"
    assert opened() == []


def test_a_hidden_answer_is_not_looked_into(tmp_path: Path) -> None:
    said = reviewer("front", "https://a.org").open(options(tmp_path, DISPLAY=":0"), revealed=False)
    assert said.sentence == "There is no link and no picture on what is shown."


def test_a_picture_that_is_not_there(tmp_path: Path) -> None:
    def find(_deck: str, _target: str) -> Path:
        raise PictureError("not found")

    given = replace(options(tmp_path, DISPLAY=":0"), find_picture=find)
    acting = reviewer("![p](p.png)")
    assert acting.open(given, revealed=False).sentence == "The picture p.png is not found."
    assert acting.failures == []
