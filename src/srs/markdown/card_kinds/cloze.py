"""A text with hidden parts: one card per number, or per deletion."""

from __future__ import annotations

from srs.markdown.card_kinds.kind import CardKind, Content, clean
from srs.markdown.syntax import SyntaxSettings
from srs.pieces import Sides


def count(content: Content, syntax: SyntaxSettings) -> int:
    from srs.markdown.cloze import clozes

    return clozes(syntax.cloze_patterns).count(clean(content.before))


def sides(content: Content, syntax: SyntaxSettings) -> tuple[Sides, ...]:
    from srs.markdown.cloze import clozes

    return clozes(syntax.cloze_patterns).sides(clean(content.before))


KIND = CardKind("cloze", False, lambda _syntax: "", count, sides)
