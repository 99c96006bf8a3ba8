"""The rows around a card: where it is from, in little room too."""

from __future__ import annotations

import pytest

from srs.session.view import Counts
from srs.terminal.furniture import header
from tests.terminal.fake_review import question


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        (80, "vault › languages › Verbs › Irregular"),
        (64, "… › languages › Verbs › Irregular"),
        (50, "… › Verbs › Irregular"),
        (40, "… › Irregu…"),
        (34, ""),
    ],
)
def test_place_is_shortened_from_the_outside(columns: int, place: str) -> None:
    asked = question("one", "two")._replace(deck="vault/languages", context=("Verbs", "Irregular"))
    row = header(asked, Counts(12, 0, 3), True, columns)
    assert row.plain.removesuffix("12 new · 0 learning · 3 due").strip() == place
    assert row.cell_len <= columns
