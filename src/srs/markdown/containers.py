"""Quotes and list items, as far as a line can go on with them."""

from __future__ import annotations


class Container:
    """An open quote, or list item whose content is `indent` columns in; `marker` is its bullet."""

    __slots__ = ("empty", "ident", "indent", "marker")

    def __init__(self, ident: int, marker: str, indent: int = 0, *, empty: bool = False) -> None:
        self.ident, self.marker, self.indent, self.empty = ident, marker, indent, empty

    @property
    def is_quote(self) -> bool:
        return self.marker == ">"
