"""Front and back on one line: one card."""

from __future__ import annotations

from srs.markdown.card_kinds.kind import one_way

KIND = one_way("single_basic", False, lambda syntax: syntax.single_basic)
