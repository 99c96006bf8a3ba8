"""What is wrong with a deck, one module per group of rules; this is the table of them all."""

from __future__ import annotations

from srs.lint import comments, duplicates, files, nearly, notes, schedules, unread

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
        ),
        key=lambda rule: rule.code,
    )
}
