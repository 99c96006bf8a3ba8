"""A source's text: bytes to characters and back without loss, its lines, and edits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from srs.errors import SourceError
from srs.pieces import Edit, Span

BOM = "\ufeff"
# What the plugin's host trims from lines; Python's strip() also takes U+0085 and U+001C to U+001F.
BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
BLANKS += "\u2028\u2029\u202f\u205f\u3000\ufeff"
_LINE_BREAK = re.compile(r"\r\n?|\n")
_BINARY_PROBE_BYTES = 8192
_STEP_CHARACTERS = 1 << 15


def decode(data: bytes, path: str) -> str:
    """Give the text of a deck's bytes; `encode` gives exactly these bytes back.

    Bytes that are not UTF-8 become lone surrogates. Raises SourceError for binary files.
    """
    if b"\0" in data[:_BINARY_PROBE_BYTES]:
        kind = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "a binary file"
        raise SourceError(f"{path}: this is {kind}, not UTF-8 text; it was left alone.")
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Give back the bytes that `decode` made the text from."""
    return text.encode("utf-8", "surrogateescape")


def split_lines(text: str) -> list[str]:
    """Give the lines without their breaks; breaks are CRLF, LF and CR, nothing else."""
    return _LINE_BREAK.split(text) if "\r" in text else text.split("\n")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Splice edits into the text that their offsets were taken from; they must not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at:
            raise ValueError(f"edits overlap at offset {edit.span.start}")
        pieces += (text[at : edit.span.start], edit.replacement)
        at = edit.span.end
    return "".join(pieces) + text[at:]


def apply_to_bytes(source: Source, data: bytes, edits: Iterable[Edit]) -> bytes:
    """Splice edits into the bytes that a source's text was decoded from, as `apply_edits` does."""
    pieces: list[bytes | memoryview] = []
    at, old = 0, memoryview(data)
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = (source.byte_offset(offset) for offset in edit.span)
        if start < at:
            raise ValueError(f"edits overlap at offset {edit.span.start}")
        pieces += (old[at:start], encode(edit.replacement))
        at = end
    return b"".join((*pieces, old[at:]))


def edited_region(text: str, region: Span, edits: Iterable[Edit]) -> str:
    """Give what edits make of a region of the text; they must all lie in it."""
    start = region.start
    shifted = (
        Edit(Span(edit.span.start - start, edit.span.end - start), edit.replacement)
        for edit in edits
    )
    return apply_edits(text[slice(*region)], shifted)


class Source:
    """One Markdown file: its path as shown to people, and its text as loaded."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their breaks; breaks are CRLF, LF and CR, nothing else."""
        return split_lines(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each line's first character."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        lengths = map(len, self.lines[:-1])
        return list(accumulate(lengths, lambda start, length: start + length + 1, initial=0))

    def byte_offset(self, offset: int) -> int:
        """Where a character's bytes begin, in the bytes that `encode` gives."""
        if self.text.isascii():
            return offset
        step = offset // _STEP_CHARACTERS
        return self._byte_steps[step] + len(encode(self.text[step * _STEP_CHARACTERS : offset]))

    @cached_property
    def _byte_steps(self) -> list[int]:
        """The byte offset of every so many characters."""
        steps = range(0, len(self.text) + 1, _STEP_CHARACTERS)
        lengths = (len(encode(self.text[at : at + _STEP_CHARACTERS])) for at in steps)
        return list(accumulate(lengths, initial=0))

    def line_of(self, offset: int) -> int:
        """The line (from 0) that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def line_span(self, line: int) -> Span:
        """The place of a line (from 0) without its line break."""
        start = self.starts[line]
        return Span(start, start + len(self.lines[line]))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = self.line_of(offset)
        return line + 1, offset - self.starts[line] + 1


def newline_at(text: str, offset: int) -> str:
    """The line break that the text uses around `offset`: the next one, else the one before."""
    match = _LINE_BREAK.search(text, offset)
    if match:
        return match.group()
    before = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset))
    if before < 0:
        return "\n"
    crlf = text[before] == "\n" and before > 0 and text[before - 1] == "\r"
    return "\r\n" if crlf else text[before]
