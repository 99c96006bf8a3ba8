"""Bytes to text and back, lines, and edits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs import text as text_module
from srs.errors import SourceError
from srs.pieces import Edit, Span
from srs.text import (
    Source,
    apply_edits,
    apply_to_bytes,
    decode,
    edited_region,
    encode,
    newline_at,
)

_TEXTS = st.text(alphabet="ab\r\n\u2028\u0085\x0b\x0c\x1c\ufeff ", max_size=40)


@given(st.binary(max_size=200))
def test_any_bytes_survive(data: bytes) -> None:
    data = data.replace(b"\0", b"")
    assert encode(decode(data, "deck.md")) == data


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbfa", b"\xff\xfe", b"caf\xe9", b"\xed\xa0\x80", b"\xc3", b"\xf4\x90\x80\x80"],
)
def test_bytes_that_are_not_utf8_survive(data: bytes) -> None:
    assert encode(decode(data, "deck.md")) == data


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xfea\0b\0", "UTF-16"),
        (b"\xfe\xff\0a\0b", "UTF-16"),
        (b"\x89PNG\r\n\0", "a binary file"),
        (b"a" * 8191 + b"\0", "a binary file"),
    ],
)
def test_binary_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError, match=rf"^deck\.md: this is {kind}, not UTF-8 text"):
        decode(data, "deck.md")


@given(
    st.binary(max_size=80),
    st.lists(st.integers(0, 80), max_size=6),
    st.text("a\u00e9\U0001f600", max_size=3),
    st.integers(1, 9),
)
def test_edits_of_bytes_are_those_of_the_text(
    data: bytes, places: list[int], replacement: str, step: int
) -> None:
    data = data.replace(b"\0", b"")
    text = decode(data, "deck.md")
    offsets = sorted(min(place, len(text)) for place in places)
    edits = [
        Edit(Span(start, end), replacement)
        for start, end in zip(offsets[::2], offsets[1::2], strict=False)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_module, "_STEP_CHARACTERS", step)
        edited = apply_to_bytes(Source("deck.md", text), data, edits)
    assert edited == encode(apply_edits(text, edits))


def test_edits_of_bytes_that_overlap_are_refused() -> None:
    edits = [Edit(Span(0, 3), ""), Edit(Span(2, 4), "")]
    with pytest.raises(ValueError, match="overlap at offset 2"):
        apply_to_bytes(Source("deck.md", "abcdef"), b"abcdef", edits)


@given(_TEXTS)
def test_lines_and_breaks_make_the_text(text: str) -> None:
    source = Source("deck.md", text)
    assert len(source.lines) == len(source.starts)
    ends = [*source.starts[1:], len(text)]
    for line, start, end in zip(source.lines, source.starts, ends, strict=True):
        assert text[start:end].removesuffix("\n").removesuffix("\r") == line
    assert not any(re.search(r"[\r\n]", line) for line in source.lines)


@given(_TEXTS, st.integers(0, 40))
def test_line_of(text: str, offset: int) -> None:
    source = Source("deck.md", text)
    offset = min(offset, len(text))
    line = source.line_of(offset)
    assert source.starts[line] <= offset
    assert line + 1 == len(source.starts) or offset < source.starts[line + 1]
    assert source.place(offset) == (line + 1, offset - source.starts[line] + 1)


def test_line_span_leaves_the_break_out() -> None:
    source = Source("deck.md", "one\r\ntwo\rthree")
    assert [source.line_span(n) for n in range(3)] == [Span(0, 3), Span(5, 8), Span(9, 14)]


@pytest.mark.parametrize(
    ("text", "offset", "newline"),
    [
        ("a\nb\r\n", 0, "\n"),
        ("a\nb\r\n", 2, "\r\n"),
        ("a\nb\r\n", 3, "\r\n"),
        ("a\r\nb", 4, "\r\n"),
        ("a\rb", 3, "\r"),
        ("a\nb", 3, "\n"),
        ("a\n\rb", 4, "\r"),
        ("", 0, "\n"),
        ("a\u2028b", 3, "\n"),
    ],
)
def test_newline_at(text: str, offset: int, newline: str) -> None:
    assert newline_at(text, offset) == newline


def test_edits_in_any_order() -> None:
    edits = [Edit(Span(4, 6), "X"), Edit(Span(0, 1), ""), Edit(Span(6, 6), "+")]
    assert apply_edits("abcdefgh", edits) == "bcdX+gh"
    assert apply_edits("abcdefgh", []) == "abcdefgh"


def test_edits_must_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlap at offset 2"):
        apply_edits("abcdef", [Edit(Span(0, 3), ""), Edit(Span(2, 4), "")])


def test_edits_of_a_region() -> None:
    text = "abcdefgh"
    edits = [Edit(Span(3, 5), "X"), Edit(Span(6, 6), "+")]
    assert edited_region(text, Span(2, 7), edits) == "cXf+g"
    assert edited_region(text, Span(2, 7), []) == "cdefg"


@pytest.mark.parametrize(
    ("text", "offset", "newline"),
    [
        ("\na", 2, "\n"),
        ("\ra", 2, "\r"),
        ("\r\na", 3, "\r\n"),
        ("a\r\nb\nc", 6, "\n"),
        ("a\nb\r\nc", 6, "\r\n"),
        ("a\nb\rc", 5, "\r"),
        ("a\rb\nc", 5, "\n"),
        ("a\rb\r\nc\nd", 1, "\r"),
        ("a\r\nb\nc", 3, "\n"),
        ("a\nb\r\nc", 2, "\r\n"),
        ("a\r", 2, "\r"),
        ("", 0, "\n"),
        ("abc", 2, "\n"),
    ],
)
def test_the_newline_around_a_place(text: str, offset: int, newline: str) -> None:
    assert newline_at(text, offset) == newline


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfea\0", "deck.md: this is UTF-16, not UTF-8 text; it was left alone."),
        (b"a\0", "deck.md: this is a binary file, not UTF-8 text; it was left alone."),
    ],
)
def test_what_is_said_of_what_is_no_text(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "deck.md")
    assert str(caught.value) == said
