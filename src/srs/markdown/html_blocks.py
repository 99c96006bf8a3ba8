"""The seven kinds of HTML blocks of CommonMark (section 4.6): where one begins, where it ends."""

from __future__ import annotations

import re
from functools import cache

_TAGS_6 = (
    "address article aside base basefont blockquote body caption center col colgroup dd details "
    "dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option "
    "p param search section summary table tbody td tfoot th thead title tr track ul"
)
_ATTRIBUTE = (
    r"""\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""  # with its value
)


@cache
def _starts() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return (
        (1, re.compile(r"<(?:script|pre|style|textarea)(?=\s|>|$)", re.I)),
        (2, re.compile(r"<!--")),
        (3, re.compile(r"<\?")),
        (5, re.compile(r"<!\[CDATA\[")),
        (4, re.compile(r"<![A-Za-z]")),
        (6, re.compile(rf"</?(?:{'|'.join(_TAGS_6.split())})(?=\s|/?>|$)", re.I)),
        (7, re.compile(rf"(?:<[A-Za-z][\w-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][\w-]*\s*>)\s*$")),
    )


@cache
def _ends() -> dict[int, re.Pattern[str]]:
    return {
        1: re.compile(r"</(?:script|pre|style|textarea)>", re.I),
        2: re.compile(r"-->"),
        3: re.compile(r"\?>"),
        4: re.compile(r">"),
        5: re.compile(r"\]\]>"),
    }


def html_start(text: str, *, interrupts: bool) -> int:
    """The kind (1 to 7) of the HTML block that `text` begins, 0 for none.

    `interrupts`: the line would otherwise go on with a paragraph; kind 7 cannot interrupt one.
    """
    for kind, pattern in _starts():
        if pattern.match(text):
            return 0 if kind == 7 and interrupts else kind
    return 0


def html_end(kind: int, text: str) -> bool:
    """Whether a block of `kind` ends on this line; kinds 6 and 7 end at a blank line instead."""
    end = _ends().get(kind)
    return end is not None and end.search(text) is not None
