"""Elements that notes have beyond CommonMark, each as it is shown."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.settings import ThemeSettings
from srs.terminal.blocks import side_lines
from srs.terminal.canvas import Canvas
from srs.terminal.console import styled_console
from srs.terminal.elements.formula import unicode_formula
from srs.terminal.theme import choose_look

LOOK = choose_look(ThemeSettings("dark"), {}, color=True)


def shown(markdown: str, columns: int = 60) -> str:
    console = styled_console(io.StringIO(), LOOK, terminal=True)
    lines = side_lines(markdown, Canvas(console, columns, LOOK.code_theme))
    return "\n".join(line.plain.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("> [!note]\n> text", "▌ Note\n▌ text"),
        ("> [!WARNING]- Take *care*\n> a\n> b", "▌ Warning: Take care\n▌ a\n▌ b"),
        ("> [!tip] Only a title", "▌ Tip: Only a title"),
        ("> [!note]\n>\n> - a\n> - b", "▌ Note\n▌ • a\n▌ • b"),
        ("> [!a]\n> > [!b] in\n> > x", "▌ A\n▌ ▌ B: in\n▌ ▌ x"),
        ("- > [!note] in a list", "• ▌ Note: in a list"),
        ("> [!note|left] x", "▌ Note: x"),
        ("> text [!note]", "▌ text [!note]"),
        ("[!note] no quote", "[!note] no quote"),
        ("> [!\x1b[31m] x", "▌ [!␛[31m] x"),
    ],
)
def test_callout(markdown: str, text: str) -> None:
    assert shown(markdown) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a %%hidden%% b", "a  b"),
        ("a\n%%\nhidden\n\n# too\n%%\nb", "a\n\nb"),
        ("a (%%hidden%%)", "a ()"),
        ('`"%%d"` and %%d and %%s', '"%%d" and %%d and %%s'),
        ("100%% sure, 50%% not", "100%% sure, 50%% not"),
        ("%%\nnever closed", "%%\nnever closed"),
        ("```\n%%\nx\n%%\n```", "%%\nx\n%%"),
        ("    %%\n    x\n    %%", "%%\nx\n%%"),
    ],
)
def test_comment(markdown: str, text: str) -> None:
    assert shown(markdown) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a[^x] b[^y]\n\n[^x]: one\n[^y]: two", "a[1] b[2]\n\n{r}\n[1] one\n[2] two"),
        ("a^[in *place*]", "a[1]\n\n{r}\n[1] in place"),
        ("a[^1]\n\n[^1]: b\n\n    c", "a[1]\n\n{r}\n[1] b\n\n    c"),
        ("without a text[^1]", "without a text[^1]"),
    ],
)
def test_footnote(markdown: str, text: str) -> None:
    assert shown(markdown) == text.format(r="─" * 20)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("[[a]] [[a|b]] [[a#h]] [[a#h|c]] [[#h]] [[a#^id]]", "a b a > h c h a#^id"),
        (
            "![[a.png]] ![[d/a.png|200]] ![[a.png|200x10]]",
            "[image: a.png] [image: d/a.png] [image: a.png]",
        ),
        (
            "![[a.png|a cat]] ![[a.mp3]] ![[n]] ![[n#h]]",
            "[image: a cat] [audio: a.mp3] [note: n] [note: n#h]",
        ),
        ("|a|\n|-|\n|[[x\\|y]]|", "a\n─\ny"),
        ("[[]] [[ ]] [[a]", "[[]] [[ ]] [[a]"),
    ],
)
def test_link_and_embed(markdown: str, text: str) -> None:
    assert shown(markdown, 100) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x", "x"),
        ("a^2+b^2=c^2", "a² + b² = c²"),
        ("\\alpha x_1", "αx₁"),
        ("x_{ij}^{n+1}", "xᵢⱼⁿ⁺¹"),
        ("10^{-3}", "10⁻³"),
        ("-x", "−x"),
        ("f(-x) = -f(x)", "f(−x) = −f(x)"),
        ("a \\leq b \\ne c", "a ≤ b ≠ c"),
        ("\\frac{1}{2}", "1/2"),
        ("y = \\frac{a+b}{c-d}", "y = (a + b)/(c − d)"),
        ("\\sqrt{2}", "√2"),
        ("\\sqrt{x+1}y", "√(x + 1)y"),
        ("\\sqrt 2x", "√(2)x"),
        ("O(n \\log n)", "O(n log n)"),
        ("2\\sin(x)", "2 sin(x)"),
        ("\\sum_{i=1}^n i", "∑ᵢ₌₁ⁿ i"),
        ("f: \\mathbb{R}^n \\to \\mathbb{R}", "f : ℝⁿ → ℝ"),
        ("x \\in \\{1, 2\\}", "x ∈ {1, 2}"),
        ("10,000", "10,000"),
        ("90^\\circ", "90°"),
        ("f'(x)", "f′(x)"),
        ("x \\text{ if } y", "x if y"),
        ("\\left(a\\right)", "(a)"),
        ("a\\,b", "a b"),
    ],
)
def test_formula_that_is_faithful(source: str, text: str) -> None:
    assert unicode_formula(source) == text


@pytest.mark.parametrize(
    "source",
    [
        *("x^12", "x_{i,j}", "e^{i\\pi}", "x^{y^2}", "x^a^b", "{ab}^2", "^2", "x^", "x_q"),
        *("\\frac{1}{2}x", "a\\frac{1}{2}", "a \\div \\frac{b}{c}", "\\frac{a}{b}^2", "\\frac12 x"),
        *("\\sqrt{2}^2", "\\sqrt[3]{2}", "\\sqrt{\\frac{1}{2}}", "\\lim_{x\\to 0} f"),
        *("\\log_2 x", "\\hat{x}", "\\vec v", "\\mathbf{x}", "\\mathcal{L}", "\\unknown", "a & b"),
        *(
            "a \\\\ b",
            "\\begin{pmatrix}a\\end{pmatrix}",
            "{",
            "}",
            "\\text{a",
            "100%",
            "\\left.x\\right|",
        ),
        *("a\\text{bc}", "\\overline{ab}", "\\binom{n}{k}", "\\color{red}x", "", " ", "\\", "$"),
        "x" * 500,
    ],
)
def test_formula_that_keeps_its_source(source: str) -> None:
    assert unicode_formula(source) is None
    if source.strip() and "$" not in source and not source.endswith("\\"):
        assert source.strip().split()[0] in shown(f"$${source.strip()}$$", 1000)


def test_display_formula_in_a_paragraph_is_no_markdown() -> None:
    assert shown("text\n$$\na \\\\ *b*\n$$") == "text\n$$\na \\\\ *b*\n$$"
    assert shown("text\n$$\na < b\n$$") == "text\na < b"


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab1^_{}\\ frac,sqrt\x1b$+='")))
def test_no_formula_raises(source: str) -> None:
    unicode_formula(source)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text("abcdefg", min_size=1, max_size=40), min_size=2, max_size=5),
    st.integers(6, 70),
)
def test_no_letter_of_a_table_is_lost(cells: list[str], columns: int) -> None:
    row = "|" + "|".join(cells) + "|\n"
    text = shown("|" + " |" * len(cells) + "\n" + "|-" * len(cells) + "|\n" + row, columns)
    assert sorted(re.sub(r"[^a-g]", "", text)) == sorted("".join(cells))


def test_lists_and_quotes_at_any_depth() -> None:
    deep = "".join("  " * depth + f"- level {depth}\n" for depth in range(14))
    assert shown(deep).splitlines()[-1].strip() == "• level 13"
    assert shown("> " * 25 + "deep").endswith("▌ deep")


@pytest.mark.parametrize(
    "piece", ["%%a\n", "[^", "^[", "> [!a]\n", "[[", "$x", "%%x ", "==", "![["]
)
def test_many_beginnings_take_no_time(piece: str) -> None:
    assert shown(piece * 1500, 60)
