"""A configuration file that shows every key with its default."""

from __future__ import annotations

import json
from datetime import time

from srs.settings.keys import KEYS, SECTIONS, Key
from srs.settings.kinds import NO_LIMIT

_HEAD = """\
# Settings of srs for the decks in this folder.
# A line such as `#algorithm = "sm2"` shows a default; take its `#` away to change it.
"""
_FOOT = """\
# Settings of some decks only, by their paths from here:
#[deck."languages/**"]
#algorithm = "fsrs"
#sm2.hard_factor = 0.6
"""
_SHOWN_LIVE = {"paths": '["."]', "log.dir": '".srs/log"'}


def template() -> str:
    """Give a TOML file in which all is commented out but the folder itself and its own log."""
    parts = [_HEAD, *(_entry(key) for key in KEYS.values() if not key.section)]
    for section, doc in SECTIONS.items():
        parts.append(f"# {doc}\n[{section}]\n")
        parts += [_entry(key) for key in KEYS.values() if key.section == section]
    return "\n".join([*parts, _FOOT])


def toml_value(value: object) -> str:
    """Give a value of the settings as it is written in TOML."""
    if value is None:
        return f'"{NO_LIMIT}"'
    if isinstance(value, time):
        return f'"{value.isoformat("seconds" if value.second else "minutes")}"'
    if isinstance(value, tuple):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _entry(key: Key) -> str:
    line = f"#{key.leaf} = {toml_value(key.default)}"
    if key.name in _SHOWN_LIVE:
        line = f"{key.leaf} = {_SHOWN_LIVE[key.name]}"
    return f"# {key.doc[:-1]} ({key.kind.allowed}).\n{line}\n"
