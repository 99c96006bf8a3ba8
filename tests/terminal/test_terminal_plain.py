"""Plain mode: what is said, and what typed lines do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.model import Rating
from srs.settings import KeySettings
from srs.terminal.options import ReviewOptions
from srs.terminal.plain import run_plain
from srs.terminal.source import source_lines

if TYPE_CHECKING:
    from tests.terminal.fake_review import HOSTILE, FakeReview, question
else:
    from fake_review import HOSTILE, FakeReview, question

SRC = Path(__file__).parents[2] / "src"
SHORT = question("What does `zero_grad` do?", "Clears the *old* gradients.", 101)


def talk(review: FakeReview, typed: str, keys: KeySettings = KeySettings()) -> list[str]:
    out = io.StringIO()
    ticks = iter(range(1000))
    options = ReviewOptions(io.StringIO(typed), out, lambda: float(next(ticks)), {}, keys)
    run_plain(review, options)
    return out.getvalue().splitlines()


def ratings(review: FakeReview) -> list[Rating]:
    return [rating for _, rating, _ in review.grades]


def test_one_card_as_it_is_said() -> None:
    assert talk(FakeReview((SHORT,)), "\n\n") == [
        "Card 1 of 1. Deck pytorch, Pytorch Flow.",
        "Question: What does `zero_grad` do?",
        "Press Enter for the answer, or type a key (h for help):",
        "Answer: Clears the *old* gradients.",
        "Grade: 1 Again (today), 2 Hard (1 day), 3 Good (5 days), 4 Easy (9 days):",
        "Good. Due again on 2025-12-19.",
        "1 card in 4 min 12 s · 100 % recalled · 1 new learned",
        "Tomorrow 6, this week 31.",
    ]


def test_the_end_of_the_input_ends_the_review() -> None:
    review = FakeReview()
    said = talk(review, "\n1\n\n")
    assert ratings(review) == [Rating.AGAIN]
    assert said[-2].startswith("Again: decks/pytorch.md:69  PYTORCH MODULE")
    assert talk(FakeReview(), "")[-1] == "No card was answered."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\n4\n\n2\n\n1\n", [Rating.EASY, Rating.HARD, Rating.AGAIN]),
        ("\nhard\n\n GOOD \n", [Rating.HARD, Rating.GOOD]),
        ("1\n\n1\nq\n", [Rating.AGAIN]),
        ("\n1\nu\nq\n", []),
        ("s\n-\n!\n", []),
        ("\nj\nzz\n3\nq\n", [Rating.GOOD]),
    ],
)
def test_typed_keys(typed: str, expected: list[Rating]) -> None:
    review = FakeReview()
    talk(review, typed)
    assert ratings(review) == expected


def test_obsidian_keys() -> None:
    review = FakeReview()
    talk(review, "\n0\n\n3\n", KeySettings("obsidian"))
    assert ratings(review) == [Rating.AGAIN, Rating.EASY]


def test_time_counts_from_the_question() -> None:
    review = FakeReview((SHORT,))
    talk(review, "\n\n")
    assert [elapsed_ms for _, _, elapsed_ms in review.grades] == [1000]


def test_failed_grade_is_said_and_the_card_asked_again() -> None:
    review = FakeReview(broken=True)
    said = talk(review, "\n3\nq\n")
    sentence = "decks/pytorch.md could not be written: the disk is full."
    assert said.count(sentence) == 2  # when it happened, and at the end
    assert said.count("Question: PYTORCH MODULE: nn.Module, __init__, forward, parameters") == 1


def test_help_and_schedule() -> None:
    said = talk(FakeReview(), "h\ni\nq\n")
    assert "u: undo the last step, as far back as the session goes" in said
    assert "Good: 5 days, due 2025-12-19, ease 250 %" in said


def test_editor_needs_a_terminal() -> None:
    said = talk(FakeReview(), "e\nq\n")
    assert "An editor needs a terminal, and the input is none." in said


def test_hostile_text_is_harmless() -> None:
    said = "\n".join(talk(FakeReview((question(HOSTILE, HOSTILE),)), "\n1\n"))
    assert not [c for c in said if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0]
    assert "\u2066" not in said
    assert "[bold]" in said


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("one", ["Q: one"]),
        ("one\ntwo", ["Q:", "one", "two"]),
        ("```py\nx\n\ny\n```\nend", ["Q:", "    x", "", "    y", "end"]),
        ("~~~\n```\n~~~", ["Q:", "    ```"]),
        ("    x", ["Q:", "    x"]),
        ("", ["Q:"]),
    ],
)
def test_source_without_fences(markdown: str, lines: list[str]) -> None:
    assert source_lines("Q:", markdown) == lines


def test_any_stream_can_be_written_and_nothing_heavy_is_loaded() -> None:
    script = (
        "import sys; from fake_review import *; from srs.terminal.options import ReviewOptions\n"
        "from srs.terminal.plain import run_plain\n"
        "options = ReviewOptions(sys.stdin, sys.stdout, lambda: 0.0, {})\n"
        "run_plain(FakeReview((question('日本 \\udce9 ▌', 'ja'),)), options)\n"
        "assert not {'rich', 'markdown_it', 'pygments'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=b"\n\xff\n1\n",
        capture_output=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(SRC), str(Path(__file__).parent)]),
            "PYTHONIOENCODING": "ascii",
            "PYTHONUTF8": "0",
        },
        check=False,
    )
    assert done.stderr == b""
    assert b"Question: ?? ? ?" in done.stdout
    assert b"Again. Due again on" in done.stdout


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("see [[git#Model|the model]] and `[[x]]`", ["A: see the model and `[[x]]`"]),
        ("![[graph.png|300]]", ["A: [image: graph.png]"]),
        ("![a graph](a/graph.png) ![](a/b.png)", ["A: [image: a graph] [image: b.png]"]),
        ("a <!-- b --> c %%d%% e `<!-- f -->`", ["A: a  c  e `<!-- f -->`"]),
        ("<!-- alone -->\ntext", ["A: text"]),
        ("<!-- open\ntext", ["A:", "<!-- open", "text"]),
        ("2 ^2\nthe answer ^id-1", ["A:", "2 ^2", "the answer"]),
        ("> [!warning]- Take care\n> now", ["A:", "> Warning: Take care", "> now"]),
        ("> [!note]\n> text", ["A:", "> Note:", "> text"]),
        ("```\n[[x]] ^id\n```", ["A:", "    [[x]] ^id"]),
        ("text\n    [[x]]", ["A:", "text", "    [[x]]"]),
        ("%%hidden%%", ["A:"]),
        ("$x_1$ for $5", ["A: $x_1$ for $5"]),
    ],
)
def test_side_as_it_is_read_out(markdown: str, said: list[str]) -> None:
    assert source_lines("A:", markdown) == said
