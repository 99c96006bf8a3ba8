"""Lines, a separator line, lines: two cards, one each way."""

from __future__ import annotations

from srs.markdown.card_kinds.kind import both_ways

KIND = both_ways("multi_reversed", True, lambda syntax: syntax.multi_reversed)
