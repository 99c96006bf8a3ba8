"""Divide a screen between the card and its furniture: in little room the furniture goes first."""

from __future__ import annotations

from typing import NamedTuple

from srs.terminal.device import Size

_MAX_TEXT_COLUMNS = 100
_MARGIN_COLUMNS = 2
_MIN_COLUMNS_WITH_MARGIN = 30
_MIN_CARD_ROWS = 4
_MIN_ROWS_WITH_TWO_KEY_ROWS = 10


class Layout(NamedTuple):
    """Columns of the text and its margin, and the rows of each part; no rows, not drawn."""

    margin: int
    columns: int
    header: int
    gap: int
    card: int
    status: int
    progress: int
    keys: int


def text_columns(size: Size) -> tuple[int, int]:
    """The margin at each side, and the columns of text between."""
    margin = _MARGIN_COLUMNS if size.columns >= _MIN_COLUMNS_WITH_MARGIN else 0
    return margin, max(1, min(_MAX_TEXT_COLUMNS, size.columns - 2 * margin))


def max_key_rows(size: Size) -> int:
    """How many rows the keys may take."""
    return 2 if size.rows >= _MIN_ROWS_WITH_TWO_KEY_ROWS else 1


def plan(size: Size, key_rows: int) -> Layout:
    """Divide a screen of which the keys want `key_rows`; the card has at least one row."""
    margin, columns = text_columns(size)
    wanted = {"keys": key_rows, "status": 1, "header": 1, "progress": 1, "gap": 1}
    spare = max(0, size.rows - _MIN_CARD_ROWS)
    rows: dict[str, int] = {}
    for part, count in wanted.items():
        rows[part] = min(count, spare)
        spare -= rows[part]
    card = max(1, size.rows - sum(rows.values()))
    return Layout(margin=margin, columns=columns, card=card, **rows)
