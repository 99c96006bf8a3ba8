"""YAML read in bounded time and depth: no aliases, no tags, no key twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import yaml
from frontmatter.default_handlers import YAMLHandler

MAX_CHARACTERS = 64 * 1024
MAX_DEPTH = 20
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
)
# What plain words mean, and the characters that they begin with. YAML 1.1 has more, as
# `on`, `1:30` and dates; people who write those in front matter mean text.
_WORDS = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"[-+]?(?:0|[1-9][0-9]{0,17})", list("-+0123456789")),
    "float": (r"[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?", list("-+0123456789")),
}


class YamlError(Exception):
    """A text that cannot be read; `offset` is the place in it."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.offset = offset


@dataclass(slots=True)
class _Open:
    """A mapping or list that is open while the text is read."""

    is_mapping: bool
    awaits_key: bool = True
    keys: set[str] = field(default_factory=set)


def load(text: str) -> tuple[object, dict[str, int]]:
    """Give the value that a text holds, and the offsets of its outermost keys.

    Raises YamlError for what is no YAML, and for what could take long to read.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlError(f"it is longer than {MAX_CHARACTERS // 1024} kB", 0)
    if bad := _UNREADABLE.search(text):
        is_byte = "\udc80" <= bad.group() <= "\udcff"
        what = "a byte that is not UTF-8" if is_byte else "a control character"
        raise YamlError(f"it holds {what}", bad.start())
    try:
        offsets = _checked(text)
        return YAMLHandler().load(text, Loader=_loader()), offsets
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "it cannot be read"
        raise YamlError(what, mark.index if mark else 0) from None


def _checked(text: str) -> dict[str, int]:
    """Read the events, which do not grow beyond the text, and refuse what could."""
    offsets: dict[str, int] = {}
    stack: list[_Open] = []
    for event in _events(text):
        offset = event.start_mark.index if event.start_mark else 0
        if isinstance(event, yaml.NodeEvent):
            _refuse_growth(event, offset)
            key = _key(event, stack, offset)
            if key is not None and len(stack) == 1:
                offsets[key] = offset
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Open(isinstance(event, yaml.MappingStartEvent)))
            if len(stack) > MAX_DEPTH:
                raise YamlError(f"it is nested more than {MAX_DEPTH} deep", offset)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
    return offsets


def _events(text: str) -> Iterator[yaml.Event]:
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=_loader())
    return events


def _refuse_growth(event: yaml.NodeEvent, offset: int) -> None:
    if event.anchor is not None:
        raise YamlError(
            "anchors (&) and aliases (*) are not read here; write the value out", offset
        )
    if getattr(event, "tag", None) is not None:
        raise YamlError("tags of YAML (!) are not read here; put the value in quotes", offset)


def _key(event: yaml.NodeEvent, stack: list[_Open], offset: int) -> str | None:
    """Give the text of a node that is a key; raises YamlError if it was there before."""
    if not stack or not stack[-1].is_mapping:
        return None
    mapping = stack[-1]
    mapping.awaits_key = not mapping.awaits_key
    if mapping.awaits_key or not isinstance(event, yaml.ScalarEvent):
        return None
    key = str(event.value)
    if key in mapping.keys:
        raise YamlError(f"the key {key[:40]!r} is there twice", offset)
    mapping.keys.add(key)
    return key


@cache
def _loader() -> type[yaml.SafeLoader]:
    """The safe loader, the fast one where there is one, that knows only our plain words."""
    resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, (pattern, firsts) in _WORDS.items():
        for first in firsts:
            word = (f"tag:yaml.org,2002:{name}", re.compile(rf"(?:{pattern})\Z"))
            resolvers.setdefault(first, []).append(word)
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return type("PlainLoader", (base,), {"yaml_implicit_resolvers": resolvers})
