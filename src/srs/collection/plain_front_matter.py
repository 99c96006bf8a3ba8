"""Front matter as most people write it, read without YAML, which takes a hundred times as long."""

from __future__ import annotations

from collections.abc import Collection

_LONGEST = 4096  # characters
_QUOTES = "\"'"
_IN_KEYS = " -_"  # besides letters and digits
_IN_TAGS = "/-_"
# What stands for something else than text, or might: words, in small letters, and numbers.
_NO_TEXT = frozenset("null true false n y yes no on off".split())
_IN_NUMBERS = frozenset("0123456789_.eE+-")


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
        bare = line.strip(" ")
        if not bare or bare[0] == "#":
            pass
        elif bare.startswith("- ") and items is not None:
            dash = line.index("-")
            if items and line[:dash] != indent:
                raise _Unsure
            indent = line[:dash]
            items.append(_text(bare[2:].lstrip(" "), is_wanted=key in wanted))
            if key in wanted:
                values[key] = items
        else:
            key, value = _key_and_value(line)
            if key in offsets:
                raise _Unsure
            offsets[key] = at
            items = None if value else []
            found = _value(value, is_wanted=key in wanted) if value else None
            if key in wanted:
                values[key] = found
        at += len(line) + 1
    return values, offsets


def _key_and_value(line: str) -> tuple[str, str]:
    """Give what stands before and after the colon; nothing after it is an empty value."""
    key, colon, value = line.partition(":")
    is_plain = key[:1].isalpha() and _is_of(key, _IN_KEYS) and key.isascii()
    if not (is_plain and colon and key[-1] != " " and value[:1] in ("", " ")):
        raise _Unsure
    return key, value.strip(" ")


def _value(written: str, *, is_wanted: bool) -> object:
    if written[0] != "[":
        return _text(written, is_wanted=is_wanted)
    if written[-1] != "]" or len(written) == 1:
        raise _Unsure
    items = [item.strip(" ") for item in written[1:-1].split(",")]
    if items == [""]:
        return []
    for item in items:
        is_tag = item[:1].isalpha() and _is_of(item, _IN_TAGS)
        if not (is_tag or (item and item[0] in _QUOTES)):
            raise _Unsure
    return [_text(item, is_wanted=is_wanted) for item in items]


def _text(written: str, *, is_wanted: bool) -> str:
    """Give the text that words or a quoted text stand for. If it is wanted, it is surely text."""
    first = written[0]
    if first in _QUOTES:
        if written.count(first) != 2 or written[-1] != first or "\\" in written:
            raise _Unsure
        return written[1:-1]
    if not first.isalnum() or ": " in written or " #" in written or written[-1] == ":":
        raise _Unsure
    if is_wanted and (written.lower() in _NO_TEXT or _IN_NUMBERS.issuperset(written)):
        raise _Unsure
    return written


def _is_of(text: str, also: str) -> bool:
    """Whether a text has nothing but letters, digits, and some other characters."""
    return all(each.isalnum() or each in also for each in text)
