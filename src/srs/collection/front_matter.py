"""What the front matter of a deck says: its name, its tags, its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from srs.collection.plain_front_matter import plain_values

_KEYS = ("deck", "tags", "tag", "srs")
_FIRST_LINE = 2  # of the text, in its file
_TAG_BREAK = re.compile(r"[,\s]+")


class FrontMatter(NamedTuple):
    """The metadata of a deck, and in one sentence what is wrong with it.

    `deck_tags` are the tags that can make a deck: those of `tags`, without those of `tag`.
    `problem_line` counts from 1 in the deck's file; it is 0 without a problem.
    """

    deck: str | None = None
    tags: tuple[str, ...] = ()
    deck_tags: tuple[str, ...] = ()
    srs: Mapping[str, object] | None = None
    problem: str | None = None
    problem_line: int = 0


def read_front_matter(text: str, strict: bool = False) -> FrontMatter:
    """Read the text between the `---` lines of a deck.

    What is wrong there counts as not written. Text that holds none of our keys is looked at
    only if `strict`.
    """
    if not text.strip() or not (strict or any(key in text for key in _KEYS)):
        return FrontMatter()
    values: object = None
    if plain := plain_values(text, _KEYS):
        values, offsets = plain
    else:
        from srs.collection.bounded_yaml import YamlError, load

        try:
            values, offsets = load(text)
        except YamlError as error:
            line = _line(text, error.offset)
            problem = f"The front matter cannot be read as YAML at line {line}: {error}."
            return FrontMatter(problem=problem, problem_line=line)
    if values is None:
        return FrontMatter()
    if not isinstance(values, dict):
        problem = "The front matter must hold keys with values, as in `deck: Name`."
        return FrontMatter(problem=problem, problem_line=_FIRST_LINE)
    fields = _Fields(values, text, offsets)
    deck, listed, more, srs = fields.deck(), fields.tags("tags"), fields.tags("tag"), fields.srs()
    tags = tuple(dict.fromkeys(listed + more))
    return FrontMatter(deck, tags, listed, srs, fields.problem, fields.problem_line)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + _FIRST_LINE


class _Fields:
    """Reads keys one by one, and keeps the first problem."""

    def __init__(self, values: dict[object, object], text: str, offsets: dict[str, int]) -> None:
        self.values, self.text, self.offsets = values, text, offsets
        self.problem: str | None = None
        self.problem_line = 0

    def deck(self) -> str | None:
        value = self.values.get("deck")
        if isinstance(value, str) and "\n" not in value.strip():
            return value.strip() or None
        if value is not None:
            self.wrong("deck", "text on one line; put it in quotes")
        return None

    def tags(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if isinstance(value, str):
            value = _TAG_BREAK.split(value)
        items = value if isinstance(value, list) else [value]
        words = [_tag(item) for item in items if item is not None]
        if None in words:
            self.wrong(key, "a list of words")
        return tuple(word for word in words if word)

    def srs(self) -> Mapping[str, object] | None:
        value = self.values.get("srs")
        if isinstance(value, dict) and all(isinstance(key, str) for key in value):
            return value
        if value is not None:
            self.wrong("srs", "settings as `key: value` on lines of their own, set in")
        return None

    def wrong(self, key: str, must_be: str) -> None:
        if self.problem is None:
            self.problem_line = _line(self.text, self.offsets[key])
            self.problem = (
                f"`{key}` in the front matter (line {self.problem_line}) must be {must_be}."
            )


def _tag(item: object) -> str | None:
    """Give a tag without `#`, empty if nothing is left; None for what is no word."""
    if isinstance(item, bool) or not isinstance(item, str | int):
        return None
    return str(item).strip().lstrip("#")
