"""A side's Markdown as lines: nothing lost, nothing dangerous, nothing too wide."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from srs.settings import ThemeSettings
from srs.terminal.blocks import side_lines
from srs.terminal.canvas import Canvas
from srs.terminal.card import gap_and_answer
from srs.terminal.console import styled_console
from srs.terminal.theme import choose_look

LOOK = choose_look(ThemeSettings("dark"), {}, color=True)


def console() -> Console:
    return styled_console(io.StringIO(), LOOK, terminal=True)


def shown(markdown: str, columns: int = 60) -> str:
    lines = side_lines(markdown, Canvas(console(), columns, LOOK.code_theme))
    return "\n".join(line.plain.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("[bold] and [/foo] stay", "[bold] and [/foo] stay"),
        ("*a* **b** ~~c~~ ==d *e*== `f`", "a b c d e f"),
        ("one\ntwo\nthree", "one\ntwo\nthree"),
        ("one\\\ntwo<br>three", "one\ntwo\nthree"),
        ("# Title\ntext", "Title\n\ntext"),
        ("call `x` in nn.Module, __init__, forward", "call x in nn.Module, __init__, forward"),
        ("__very bold__ text", "very bold text"),
        ("[[Note]] [[Note#Part|shown]] ![[pic.png]]", "Note shown [image: pic.png]"),
        ("![alt](a/b.png) ![](a/b.png)", "[image: alt] [image: b.png]"),
        ("the answer ^abc-1", "the answer"),
        ("the power 2^10", "the power 2^10"),
        ("before <!-- hidden --> after", "before  after"),
        ("<!-- hidden\nall -->\n\nafter", "after"),
        ("<div>\nkept\n</div>", "<div>\nkept\n</div>"),
        ("press <kbd>x</kbd>", "press <kbd>x</kbd>"),
        ("- a\n- b\n  - c", "• a\n• b\n  • c"),
        ("- [ ] open\n- [x] done", "☐ open\n☑ done"),
        ("9. a\n10. b", " 9. a\n10. b"),
        ("- a\n\n- b", "• a\n\n• b"),
        ("> a\n> > b", "▌ a\n▌\n▌ ▌ b"),
        ("```nonsense\nx = 1\n```", "x = 1"),
        ("```python\nif x:\n\treturn 1\n```", "if x:\n    return 1"),
        ("```\n\n  kept\n\n```", "\n  kept\n"),
        ("$\\alpha\\,x_1$ for $5 and $6", "α x₁ for $5 and $6"),
        ("$f$ $$a*b*c$$ \\$x$ 2$y$", "f a ∗ b ∗ c $x$ 2$y$"),
        ("$$\na\n=\nb\n$$", "a = b"),
        ("the gap [...](x)", "the gap [...](x)"),
        ("[j](javascript:alert(1))", "[j](javascript:alert(1))"),
        ("", ""),
    ],
)
def test_text_that_is_shown(markdown: str, text: str) -> None:
    assert shown(markdown) == text


def test_styles_of_inline_text() -> None:
    line = side_lines("a **b** ==c== `d`", Canvas(console(), 60, None))[0]
    styled = {line.plain[span.start : span.end]: span.style for span in line.spans}
    assert styled == {"b": "srs.strong", "c": "srs.mark", "d": "srs.code"}


def test_table_in_columns() -> None:
    assert shown("|a|b|\n|-|-:|\n|1|`x`|\n|two|3|", 40).splitlines() == [
        "a     b",
        "───────",
        "1     x",
        "two   3",
    ]


def test_table_without_room_is_shown_row_by_row() -> None:
    table = "|a|b|\n|-|-|\n|1|bookkeeper|\n|3|4|"
    assert shown(table, 13) == "a: 1\nb: bookkeeper\n\na: 3\nb: 4"
    assert shown(table, 14).splitlines()[2] == "1   bookkeeper"


def test_table_whose_rows_would_be_tall_is_shown_row_by_row() -> None:
    table = f"|a|b|\n|-|-|\n|{'one ' * 20}|{'two ' * 20}|"
    assert shown(table, 30).startswith("a: one one")
    assert shown(table, 70).startswith("a  ")


def test_long_code_is_wrapped_further_in() -> None:
    assert shown("```\n    one(two, three, four)\n```", 20) == "    one(two,\n      three, four)"


def test_only_safe_schemes_become_links() -> None:
    markdown = "[a](https://x.org) [b](mailto:x@y.z) [c](ftp://x.org) [d](other.md)"
    with (screen := console()).capture() as capture:
        for line in side_lines(markdown, Canvas(screen, 60, None)):
            screen.print(line)
    assert re.findall(r"\x1b]8;[^;]*;([^\x1b]+)", capture.get()) == [
        "https://x.org",
        "mailto:x@y.z",
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "&#x202e;evil",
        "&#27;[31m",
        "`\x1b]52;c;AAAA\x07`",
        "```py\x1b[1m\n\x9b31m\n```",
        "[x](https://a.b/&#x202e;c)",
        "![&#x1b;](x)",
        "<b \x1b>",
        "[[\x1b[2J|\u202e]]",
        "|\x1b|\n|-|\n|\x9d|",
    ],
)
def test_harm_is_cleaned_after_parsing(markdown: str) -> None:
    with (screen := console()).capture() as capture:
        for line in side_lines(markdown, Canvas(screen, 60, LOOK.code_theme)):
            screen.print(line)
    bare = re.sub(r"\x1b\[[\d;]*m|\x1b]8;(id=\d+)?;[!-~]*\x1b\\", "", capture.get())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", bare)


@pytest.mark.parametrize(
    "markdown",
    [
        ">" * 500 + " deep",
        "- " * 500 + "deep",
        "".join("  " * depth + "- x\n" for depth in range(100)) + "deep",
        "[" * 3000 + "deep",
        "*a **b " * 500 + "deep",
        "==" * 2000 + "deep",
    ],
)
def test_deep_nesting_is_shown(markdown: str) -> None:
    assert "deep" in shown(markdown, 76).replace("\n", "")


def test_nesting_that_fits_is_drawn_within_the_width() -> None:
    lines = shown(">" * 40 + " deep", 40).splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[-1].endswith("deep")


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("ab -*_`>|=[]()!#$<\n\t1.日\x1b^~&;"), max_size=80),
    st.integers(4, 60),
)
def test_no_side_breaks_the_screen(markdown: str, columns: int) -> None:
    for line in side_lines(markdown, Canvas(console(), columns, None)):
        assert line.cell_len <= columns
        assert "\x1b" not in line.plain
        assert "\n" not in line.plain


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdefg", min_size=1, max_size=12), min_size=1), st.integers(4, 30))
def test_no_letter_of_a_list_is_lost(words: list[str], columns: int) -> None:
    text = shown("- " + "\n- ".join(words), columns)
    assert re.sub(r"[^a-g]", "", text) == "".join(words)


@pytest.mark.parametrize(
    ("front", "back", "gap", "marked"),
    [
        ("Paris is in [...].", "Paris is in France.", "[...]", "Paris is in ==France==."),
        ("Paris is in [state].", "Paris is in France.", "[state]", "Paris is in ==France==."),
        ("a[0] is [...].", "a[0] is 1.", "[...]", "a[0] is ==1==."),
        ("`x = [...]`", "`x = 1`", "[...]", "`x = 1`"),
        ("$x = [...]$", "$x = 1$", "[...]", "$x = 1$"),
        ("[...] and [...]", "a and b", "[...]", "a and b"),
        ("It is [...]", "It is a\nb", "[...]", "It is a\nb"),
        ("What?", "That.", "[...]", "That."),
    ],
)
def test_gap_and_answer_of_a_cloze(front: str, back: str, gap: str, marked: str) -> None:
    assert gap_and_answer(front, back) == (gap, marked)
