"""The kinds of cards: a new one is one module here and one line in the table."""

from __future__ import annotations

from srs.markdown.card_kinds import (
    cloze,
    multi_basic,
    multi_reversed,
    single_basic,
    single_reversed,
)

KINDS = {
    kind.name: kind
    for kind in (
        multi_basic.KIND,
        multi_reversed.KIND,
        single_basic.KIND,
        single_reversed.KIND,
        cloze.KIND,
    )
}
