"""Make untrusted text harmless: what could steer a terminal is shown as a mark instead."""

from __future__ import annotations

import re
from functools import cache
from typing import TextIO

_LINE_BREAKS = re.compile(r"\r\n?")
_BLANKS = re.compile(r"\s+")
_DELETE = "\x7f"
_CONTROL_PICTURES = 0x2400
_BREAK_HINTS = "\u00ad\u200b"
# Controls other than tab and line feed; marks that turn the writing direction; line and paragraph
# separators; joiners and tags nobody sees; lone surrogates. The joiners of emoji and of the Indic
# and Arabic scripts (U+200C, U+200D) are not among them.
_HARMFUL = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Give the text with every harmful character shown as a mark; tabs and line feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    return _harmful().sub(_mark, _LINE_BREAKS.sub("\n", text))


def clean_line(text: str) -> str:
    """Clean text for a place that has one line: runs of blanks and breaks become one space."""
    return clean(_BLANKS.sub(" ", text)).strip()


def printable(text: str, encoding: str | None) -> str:
    """Give cleaned text in which characters that the encoding lacks are question marks."""
    known = encoding or "utf-8"
    return clean(text).encode(known, "replace").decode(known)


def say(stream: TextIO, sentence: str) -> None:
    """Write one line of talk; works for any text and any encoding of the stream."""
    stream.write(printable(sentence, stream.encoding) + "\n")
    stream.flush()


@cache
def _harmful() -> re.Pattern[str]:
    return re.compile(_HARMFUL)


def _mark(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character in _BREAK_HINTS:
        return ""
    if character == _DELETE:
        return "\u2421"
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"
