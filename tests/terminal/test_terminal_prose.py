"""Sides of words alone are drawn as the parser of Markdown has them drawn, and without it."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from srs.settings import ThemeSettings
from srs.terminal.blocks import side_lines
from srs.terminal.canvas import Canvas
from srs.terminal.console import styled_console
from srs.terminal.prose import prose_lines
from srs.terminal.theme import choose_look

LOOK = choose_look(ThemeSettings("dark"), {}, color=True)
WORDS = st.sampled_from(
    [*"abz1Éß漢ñ², .;:?!'\"()/-’“—…\n", "  ", "www.a.b", "https://a.b/c", "1. "]
)
SIGNS = st.sampled_from([*"*_`[]<>&#|~=$%^\\+{}@\t\r\u00a0\u3000\u200b\u202e", "- ", "---", "::"])
MARKED = st.sampled_from(
    [
        *("*a b*", "**a**", "`x`", "`a_b[0] | $c`", "*1.5*", "*a", "b*", "**", "`", "`` `", "`^a`"),
        *("***a***", "*a `b`*", "** a**", "`a\\`", "`<!--`", "`%%`", "*a\nb*", "`a  b`", "` a`"),
        *("(*a*)", "“*a*”", "*é*", "*a-*", "**a.**", "`[[x]]`", "`==`", "`a`", "`*a*`", "*a*"),
    ]
)
SIDES = (
    st.lists(WORDS, max_size=25)
    | st.lists(WORDS | SIGNS, max_size=12)
    | st.lists(MARKED | WORDS, max_size=8)
    | st.lists(MARKED | st.sampled_from([" ", " a ", ". ", "\n"]), max_size=8)
)


def canvas(columns: int) -> Canvas:
    console = styled_console(io.StringIO(), LOOK, terminal=True)
    return Canvas(console, columns, LOOK.code_theme)


def drawn(lines: list[Text]) -> list[tuple[object, ...]]:
    return [(line.plain, line.style, line.spans, line.end) for line in lines]


@settings(max_examples=500)
@given(pieces=SIDES, first=st.sampled_from(["", "A", "é"]), columns=st.sampled_from([6, 20, 60]))
def test_words_are_drawn_as_the_parser_has_them(
    pieces: list[str], first: str, columns: int
) -> None:
    side = first + "".join(pieces)
    lines = prose_lines(side, canvas(columns))
    if lines is not None:
        assert drawn(lines) == drawn(side_lines(side, canvas(columns)))


@pytest.mark.parametrize(
    ("side", "is_prose"),
    [
        ("What does a cell need (two things)?", True),
        ("It's “so”: one, two; three/four – five-six!\nAnd Ärger, 漢字, 3.14.", True),
        ("see https://a.org/b", True),
        ("Define the *regular predator*.", True),
        ("What does `x.view(-1)` do, and `**kwargs`?", True),
        ("**Bold** first, (*then* not)", True),
        ("a*b*c", False),
        ("*a**b*", False),
        ("a ``b`` c", False),
        ("* a", False),
        ("`a`b", False),
        ("a\n\nb", False),
        ("1. a", False),
        ("- a", False),
        ("a\n- b", False),
        ("a\n    b", False),
        ("a_b", False),
        ("a ", False),
        ("", False),
        ("a" * 3000, False),
    ],
)
def test_what_is_prose(side: str, is_prose: bool) -> None:
    assert (prose_lines(side, canvas(60)) is not None) == is_prose


def test_a_card_of_words_needs_no_parser_of_markdown() -> None:
    code = (
        "import io, sys\n"
        "import srs.terminal.screen\n"
        "from pathlib import Path\n"
        "from rich.console import Console\n"
        "from srs.terminal.card import CardPainter\n"
        "from srs.terminal.device import Size\n"
        "painter = CardPainter(Console(file=io.StringIO()), None)\n"
        "def loaded(): return 'markdown_it' in sys.modules\n"
        "for side in ('What is *a* `cell`?', 'What is ==a cell==?'):\n"
        "    lines = painter._side('a.md', side, (), Size(80, 24))\n"
        "    print(lines[0].plain.strip(), loaded())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == ["What is a cell? False", "What is a cell? True"]
