"""Say a line of a side in plain words: links by their text, pictures by name, no comments."""

from __future__ import annotations

import re

from srs.terminal.elements.words import (
    callout_words,
    embed_words,
    wiki_words,
    without_percent_comments,
)

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])??\1(?!`)")
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_PICTURE = re.compile(r"!\[(?P<name>[^\[\]\n]*)\]\((?P<target>[^()\s]*)[^()\n]*\)")
_BLOCK_ID = re.compile(r"(?:^|(?<!\s)\s+)\^[A-Za-z0-9-]+\s*$")


def spoken(line: str, *, last: bool) -> str | None:
    """Give a line that is no code as it is read out; None if nothing of it is left.

    What stands in code spans stays as it is. Only the last line of a side has a block id.
    """
    if not line.strip():
        return line
    said = _BLOCK_ID.sub("", line) if last else line
    said = callout_words(_outside_code(said))
    return said if said.strip() else None


def _outside_code(line: str) -> str:
    said, at = "", 0
    for code in _CODE_SPAN.finditer(line):
        said += _said(line[at : code.start()]) + code.group()
        at = code.end()
    return said + _said(line[at:])


def _said(text: str) -> str:
    text = without_percent_comments(_COMMENT.sub("", text))
    return _PICTURE.sub(_picture, wiki_words(text))


def _picture(match: re.Match[str]) -> str:
    return embed_words("image", match["name"] or match["target"].rpartition("/")[2])
