"""What is written in a deck, as far as it can be chosen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyntaxSettings:
    """`[syntax]`: separators and patterns. An empty separator turns its kind off."""

    multi_basic: str = "-?-"
    multi_reversed: str = "-??-"
    single_basic: str = ""
    single_reversed: str = ""
    cloze_patterns: tuple[str, ...] = ()
    end_marker: str = ""
    same_line: bool = False
