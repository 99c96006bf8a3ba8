"""Say a line of a side in plain words: links by their text, pictures by name, no comments."""

from __future__ import annotations

import re
from collections.abc import Callable

from srs.terminal.elements.words import (
    callout_words,
    embed_words,
    no_note,
    picture_name,
    picture_target,
    wiki_words,
    without_percent_comments,
)

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])??\1(?!`)")
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_PICTURE = re.compile(r"!\[(?P<name>[^\[\]\n]*)\]\((?P<target>[^()\s]*)[^()\n]*\)")
_BLOCK_ID = re.compile(r"(?:^|(?<!\s)\s+)\^[A-Za-z0-9-]+\s*$")


def spoken(line: str, *, last: bool, note: Callable[[str], str] = no_note) -> str | None:
    """Give a line that is no code as it is read out; None if nothing of it is left.

    What stands in code spans stays as it is. Only the last line of a side has a block id. `note`
    gives what is said of a picture besides its name, by what it links to.
    """
    if not line.strip():
        return line
    said = _BLOCK_ID.sub("", line) if last else line
    said = callout_words(_outside_code(said, note))
    return said if said.strip() else None


def _outside_code(line: str, note: Callable[[str], str]) -> str:
    said, at = "", 0
    for code in _CODE_SPAN.finditer(line):
        said += _said(line[at : code.start()], note) + code.group()
        at = code.end()
    return said + _said(line[at:], note)


def _said(text: str, note: Callable[[str], str]) -> str:
    text = without_percent_comments(_COMMENT.sub("", text))
    return _PICTURE.sub(lambda match: _picture(match, note), wiki_words(text, note))


def _picture(match: re.Match[str], note: Callable[[str], str]) -> str:
    name, _ = picture_name(match["name"], match["target"])
    return embed_words("image", name, note(picture_target(match["target"])))
