"""Give one key of a TOML text another value, and leave every other character as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from copy import deepcopy

_BOM = "\ufeff"


def with_value(text: str, names: Sequence[str], value: str) -> str | None:
    """Give the text in which the key that `names` lead to, table by table, has a value.

    `value` is TOML, its lines parted by a line feed; what is written takes the line ends of the
    text. Only an array is replaced. None where the text is not TOML, or writes the table in some
    other way than a header, keys with dots, or the value itself.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    wanted = _wanted(text, names, value)
    if wanted is None:
        return None
    ending = "\r\n" if "\r\n" in text else "\n"
    own = value.replace("\n", ending)
    for candidate in _candidates(text, names, own, ending):
        if _read(candidate) == wanted:
            return bom + candidate
    return None


def _wanted(text: str, names: Sequence[str], value: str) -> dict[str, object] | None:
    """What the new text has to read as: the old, with this value."""
    read = _read(text)
    if read is None:
        return None
    wanted = deepcopy(read)
    table: object = wanted
    for name in names[:-1]:
        table = table.setdefault(name, {}) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        return None
    table[names[-1]] = tomllib.loads(f"value = {value}")["value"]
    return wanted


def _read(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _candidates(text: str, names: Sequence[str], value: str, ending: str) -> Iterator[str]:
    """All places where the value may go; what they come to tells the right one."""
    *tables, key = names
    yield from _replaced(text, key, value)
    line = f"{key} = {value}{ending}"
    for match in re.finditer(rf"^[ \t]*\[[^\[\n]*{re.escape(tables[-1])}[^\n]*\n?", text, re.M):
        yield _inserted(text, match.end(), line, ending)
    for match in re.finditer(
        rf"^[ \t]*((?:[\w\"'-]+\s*\.\s*)*[\"']?{re.escape(tables[-1])}[\"']?\s*\.)", text, re.M
    ):
        yield _inserted(text, match.start(), f"{match[1]}{line}", ending)
    header = f"[{'.'.join(tables)}]"
    gap = ending if text.strip() else ""
    yield _inserted(text, len(text), f"{gap}{header}{ending}{line}", ending)


def _replaced(text: str, key: str, value: str) -> Iterator[str]:
    for match in re.finditer(rf"\b{re.escape(key)}[\"']?[ \t]*=[ \t]*(?=\[)", text):
        start = match.end()
        for close in re.finditer(r"\]", text[start:]):
            end = start + close.end()
            if _read(f"value = {text[start:end]}") is not None:
                yield text[:start] + value + text[end:]
                break


def _inserted(text: str, place: int, lines: str, ending: str) -> str:
    before = text[:place]
    if before and not before.endswith("\n"):
        before += ending
    return before + lines + text[place:]
