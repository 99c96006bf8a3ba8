"""What is wrong with a deck, one module per group of rules; this is the table of them all."""

from __future__ import annotations

from srs.lint import (
    comments,
    duplicates,
    files,
    nearly,
    notes,
    obsidian_cards,
    obsidian_grades,
    schedules,
    unread,
)

_OBSIDIAN = (*obsidian_cards.RULES, *obsidian_grades.RULES)

RULES = {
    rule.code: rule
    for rule in sorted(
        (
            *comments.RULES,
            *unread.RULES,
            *schedules.RULES,
            *notes.RULES,
            *nearly.RULES,
            *duplicates.RULES,
            *files.RULES,
            *_OBSIDIAN,
        ),
        key=lambda rule: rule.code,
    )
}

# The rules that are applied only where they are asked for.
OBSIDIAN = frozenset(rule.code for rule in _OBSIDIAN)
