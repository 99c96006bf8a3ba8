"""The line scanner against markdown-it-py: fences, headings, HTML and indented code."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from srs.markdown.blocks import FENCED, Kind, _Scanner, scan
from srs.markdown.front import front_matter_end
from tests.markdown.page import is_disputed

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 300}).enable("table")
_PIECES = (
    "```", "~~~", "````", "``` py", "    ", "  ", "   ", "\t", "> ", ">", "- ", "* ", "1. ", "2) ",
    "10. ", "-", "+", "# h", "## h", "####### x", "#x", "text", "more", "<!-- c", "-->",
    "<!-- c -->", "<div>", "</div>", "<pre>", "</pre>", "<b>", "<?", "?>", "<![CDATA[", "]]>",
    "-x", "*x*", "+|", "---", "===", "***", "- - -", "a `b", "`", " ", "", "", "", "-?-", "a | b",
    "|a|", "|-|", "-|:-", "-\\|-", "\u2028", "\u00a0",
    "<!--SR:!2025-01-01,1,250-->", "\x0b", "\x1c",
)  # fmt: skip
_HTML = frozenset({Kind.HTML, Kind.COMMENT, Kind.SCHEDULE})
_texts = st.lists(
    st.lists(st.sampled_from(_PIECES), max_size=4).map("".join), min_size=1, max_size=9
)


def by_markdown(lines: list[str]) -> dict[str, set[int]]:
    """The lines of each kind of block."""
    found: dict[str, set[int]] = defaultdict(set)
    for token in _MARKDOWN.parse("\n".join(lines)):
        first, last = token.map or (0, 0)
        if token.type == "heading_open":
            found["heading"] |= {first} if token.markup[0] == "#" else set()
        elif token.type in ("fence", "html_block", "code_block"):
            found[token.type] |= set(range(first, last))
    return found


def by_scanner(kinds: bytearray) -> dict[str, set[int]]:
    """The same, of the scanner's kinds."""
    names = {Kind.HEADING: "heading", Kind.INDENTED: "code_block"}
    names |= dict.fromkeys(FENCED, "fence") | dict.fromkeys(_HTML, "html_block")
    found: dict[str, set[int]] = defaultdict(set)
    for number, kind in enumerate(kinds):
        if kind in names:
            found[names[Kind(kind)]].add(number)
    return found


@given(_texts)
def test_scanner_agrees(lines: list[str]) -> None:
    assume(not front_matter_end(lines))
    blocks = scan(lines)
    assume(not is_disputed(blocks))
    # Which blank lines belong to code or to an open block at the end means nothing to cards.
    seen = {number for number, line in enumerate(lines) if line.strip(" \t>")}
    expected, found = by_markdown(lines), by_scanner(blocks.kinds)
    for name in ("fence", "heading", "html_block", "code_block"):
        assert found[name] & seen == expected[name] & seen, name


@given(_texts, st.integers(0, 8))
def test_every_line_gets_a_kind(lines: list[str], cut: int) -> None:
    """A prefix of a text is read as it is within the text, but for its front matter."""
    assume(not front_matter_end(lines))
    blocks, prefix = scan(lines), scan(lines[: cut + 1])
    assert prefix.kinds == blocks.kinds[: cut + 1]
    assert len(blocks.kinds) == len(lines)


@given(_texts)
def test_short_ways_lead_where_the_long_way_does(lines: list[str]) -> None:
    blocks = scan(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Scanner, "short_way", lambda _scanner, _line: None)
        assert vars(scan(lines)) == vars(blocks)


def test_byte_order_mark_hides_nothing() -> None:
    for line in ("```", "# heading", "<!--SR:!2025-01-01,1,250-->", "- item", "> quote"):
        assert scan(["\ufeff" + line]).kinds == scan([line]).kinds


def test_front_matter() -> None:
    lines = ["---", "# no heading", "```", "---", "# heading"]
    blocks = scan(lines)
    assert blocks.front_matter_end == 4
    assert [Kind(kind) for kind in blocks.kinds] == [Kind.FRONT_MATTER] * 4 + [Kind.HEADING]
    assert front_matter_end(["\ufeff---", "---"]) == 2
    assert front_matter_end(["---", "never closed"]) == 0
    assert front_matter_end(["----", "---"]) == 0
