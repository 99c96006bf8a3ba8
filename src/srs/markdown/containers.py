"""Quotes and list items, as far as a line can go on with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Container:
    """An open quote, or list item whose content is `indent` columns in; `marker` is its bullet."""

    ident: int
    marker: str
    indent: int = 0
    empty: bool = False

    @property
    def is_quote(self) -> bool:
        return self.marker == ">"
