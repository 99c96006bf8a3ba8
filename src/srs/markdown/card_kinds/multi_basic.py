"""Front lines, a separator line, back lines: one card."""

from __future__ import annotations

from srs.markdown.card_kinds.kind import one_way

KIND = one_way("multi_basic", True, lambda syntax: syntax.multi_basic)
