"""Completion by the protocol that shells speak: decks and tags, and never an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.program import Program
else:
    from program import Program

CARD = "Front #verbs/irregular\n-?-\nBack\n"


def completed(program: Program, *words: str) -> list[str]:
    """What bash is offered for the last word."""
    line = " ".join(("srs", *words))
    done = program(_SRS_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words)))
    assert done.err == ""
    return done.out.split()


@pytest.fixture
def decks(srs: Program) -> Program:
    (srs.folder / "lang").mkdir()
    srs.write("lang/french.md", CARD)
    srs.write("lang/german.md", CARD.replace("irregular", "strong"))
    srs.write("Git.md", "a\n-?-\nb\n")
    return srs


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["cards", "--deck", "''"], ["Git", "lang", "lang/french", "lang/german"]),
        (["cards", "--deck", "lang/f"], ["lang/french"]),
        (["review", "--deck", "G"], ["Git"]),
        (["review", "lang/german.md", "--deck", "lang/"], ["lang/german"]),
        (["cards", "--tag", "verbs/"], ["verbs/irregular", "verbs/strong"]),
        (["cards", "gone.md", "--deck", "G"], []),
    ],
)
def test_names(decks: Program, words: list[str], offered: list[str]) -> None:
    assert completed(decks, *words) == offered


def test_commands(srs: Program) -> None:
    assert "stats" in completed(srs, "st")


@pytest.mark.parametrize(
    "text",
    ["multi_basic = ", "unknown = 1\n", '[review]\nnew = "many"\n'],
)
def test_a_wrong_configuration_is_no_error(decks: Program, text: str) -> None:
    decks.write("srs.toml", text)
    assert completed(decks, "cards", "--deck", "G") == []


def test_odd_decks_are_passed_over(decks: Program) -> None:
    (decks.folder / "bin.md").write_bytes(b"\0\0")
    decks.write("odd.md", "---\ndeck: [\n---\n" + CARD)
    decks.write("new\nline.md", CARD)
    assert completed(decks, "cards", "--deck", "G") == ["Git"]
