"""Two sides on one line: two cards, one each way."""

from __future__ import annotations

from srs.markdown.card_kinds.kind import both_ways

KIND = both_ways("single_reversed", False, lambda syntax: syntax.single_reversed)
