"""A rule explained in Markdown, for `--explain` and for the documentation."""

from __future__ import annotations

import re
from textwrap import fill

from srs.lint.rule import Rule

_BYTE = re.compile("[\udc80-\udcff]")
_RETURN = "\u240d"
_CODE = re.compile("`[^`]*`")
_COLUMNS = 100


def explanation(rule: Rule) -> str:
    """A heading, what the rule is for, a deck that breaks it and one that does not.

    In the example a byte that is not UTF-8 is written `\\xNN`, and a carriage return as its mark.
    """
    twice = " in two files" if rule.check is None else ""
    return (
        f"## {rule.code} {rule.name}\n\n{_wrapped(f'{rule.summary} {rule.explanation}')}\n\n"
        f"Reported{twice}:\n\n{_block('text', rule.bad)}\n"
        f"Right:\n\n{_block('markdown', rule.good)}"
    )


def _wrapped(text: str) -> str:
    """Break paragraphs into lines, but never within inline code."""
    kept = _CODE.sub(lambda match: match.group().replace(" ", "\0"), text)
    paragraphs = [
        fill(paragraph, _COLUMNS, break_long_words=False, break_on_hyphens=False)
        for paragraph in kept.split("\n\n")
    ]
    return "\n\n".join(paragraphs).replace("\0", " ")


def _block(language: str, deck: str) -> str:
    shown = _BYTE.sub(lambda match: f"\\x{ord(match.group()) - 0xDC00:02X}", deck)
    return f"````{language}\n{shown.replace(chr(13), _RETURN)}````\n"
