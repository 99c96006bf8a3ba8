"""Tell on which line of a TOML text each key stands."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

_HEADER = re.compile(r"\s*(\[[^\[].*\])\s*(?:#.*)?")
_KEY = re.compile(r"""\s*+((?:[\w-]++|"(?:[^"\\]|\\.)*+"|'[^']*+'|\s*+\.\s*+)++)\s*+=""")


def key_lines(text: str) -> dict[str, int]:
    """Give the line, from 1, of each table and key, by their names with dots between them.

    Keys that more than one line may hold, as where a text of several lines looks like TOML, and
    keys within inline tables are left out.
    """
    found = list(_candidates(text))
    times = Counter(name for name, _ in found)
    return {name: line for name, line in found if times[name] == 1}


def _candidates(text: str) -> Iterator[tuple[str, int]]:
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line):
            name = _dotted(header[1])
            table = f"{name}." if name else table
            yield name, number
        elif key := _KEY.match(line):
            yield table + _dotted(f"{key[1]} = 0"), number


def _dotted(toml: str) -> str:
    try:
        value: object = tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        return ""
    names = []
    while isinstance(value, Mapping) and value:
        name, value = next(iter(value.items()))
        names.append(name)
    return ".".join(names)
