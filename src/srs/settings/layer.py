"""Settings of one origin, as they stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple

VARIABLE_PREFIX = "SRS_"


class Layer(NamedTuple):
    """Settings of one origin: nested tables as in TOML.

    `origin` is how people know it (`srs.toml`), `places` holds what is more exact for a dotted key
    (`srs.toml:7`, `SRS_SM2_HARD_FACTOR`, `--new`). Globs of decks count from `folder`, without one
    from any. `some_decks` layers may only hold keys that may differ from deck to deck. `unused` are
    the settings of another program that its file holds besides, and that mean nothing here.
    """

    values: Mapping[str, object]
    origin: str
    places: Mapping[str, str] = MappingProxyType({})
    folder: PurePath | None = None
    some_decks: bool = False
    unused: tuple[str, ...] = ()

    def place(self, name: str) -> str:
        """Say where the value of a dotted key stands."""
        table = name.rpartition(".")[0]
        return self.places.get(name) or self.places.get(table, self.origin)


def nearest(word: str, words: Iterable[str], likeness: float = 0.6) -> str | None:
    """Give the one of some words that is most like another, if any is; the same has 1."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(words), n=1, cutoff=likeness)), None)
