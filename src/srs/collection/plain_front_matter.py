"""Front matter as most people write it, read without YAML, which takes a hundred times as long."""

from __future__ import annotations

import re
from collections.abc import Collection

_LONGEST = 4096  # characters
_WORDS = r"[^\W_](?:[^:#]|:(?! |\Z)|(?<! )#)*(?<! )"  # neither `: ` nor ` #` in them
_QUOTED = r"\"[^\"\\]*\"|'[^']*'"
_IN_LIST = rf"[^\W\d_][\w/-]*|{_QUOTED}"
_LIST = rf"\[(?:(?:{_IN_LIST})(?:, ?(?:{_IN_LIST}))*)?\]"
_KEY_LINE = re.compile(rf"([A-Za-z][\w-]*(?: [\w-]+)*):(?: +({_WORDS}|{_QUOTED}|{_LIST}))? *")
_ITEM_LINE = re.compile(rf"( *)- +({_WORDS}|{_QUOTED}) *")
_EMPTY_LINE = re.compile(r" *(?:#.*)?")
_ITEM = re.compile(_IN_LIST)
# What stands for something else than text, or might.
_NO_TEXT = re.compile(r"(?i:null|true|false|n|y|yes|no|on|off)|[\d_.eE+-]+")


class _Unsure(Exception):  # noqa: N818 - no error: YAML tells
    """Something that only YAML can tell."""


def plain_values(
    text: str, wanted: Collection[str]
) -> tuple[dict[str, object], dict[str, int]] | None:
    """Give the values of some keys, as YAML gives them: text, lists of text, or None.

    Also gives the offsets of all keys. None if anything in the text is written in another way than
    `key: words`, `key: [a, b]`, or as a list with an item a line; most notes have nothing else.
    """
    if len(text) > _LONGEST:
        return None
    try:
        return _values(text, wanted)
    except _Unsure:
        return None


def _values(text: str, wanted: Collection[str]) -> tuple[dict[str, object], dict[str, int]]:
    values: dict[str, object] = {}
    offsets: dict[str, int] = {}
    at, key, indent = 0, "", ""
    items: list[str] | None = None  # of a list that may go on
    for line in text.split("\n"):
        if not line.isprintable():  # YAML refuses or passes over some of what is not
            raise _Unsure
        if match := _KEY_LINE.fullmatch(line):
            key, value = match.groups()
            if key in offsets:
                raise _Unsure
            offsets[key] = at
            items = None if value else []
            if key in wanted:
                values[key] = _value(value) if value else None
        elif items is not None and (match := _ITEM_LINE.fullmatch(line)):
            if items and match[1] != indent:
                raise _Unsure
            indent = match[1]
            items.append(_text(match[2]) if key in wanted else "")
            if key in wanted:
                values[key] = items
        elif not _EMPTY_LINE.fullmatch(line):
            raise _Unsure
        at += len(line) + 1
    return values, offsets


def _value(written: str) -> object:
    if written.startswith("["):
        return [_text(item) for item in _ITEM.findall(written)]
    return _text(written)


def _text(written: str) -> str:
    """Give the text that words or a quoted text stand for. Raises _Unsure if it may be no text."""
    if written[0] in "\"'":
        return written[1:-1]
    if _NO_TEXT.fullmatch(written):
        raise _Unsure
    return written
