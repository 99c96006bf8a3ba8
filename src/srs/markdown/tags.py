"""Tags (`#like/this`) in a line of a deck."""

from __future__ import annotations

import re

from srs.markdown.code_spans import code_spans
from srs.text import BLANKS

_NO_TAG = BLANKS + "\u2000-\u206f\u2e00-\u2e7f" + re.escape("'!\"#$%&()*+,.:;<=>?@^`{|}~[]\\")
_TAG = re.compile(rf"(?:^|(?<=[{BLANKS}]))#([^{_NO_TAG}]+)")
LEADING = re.compile(rf"[{BLANKS}]*#([^{BLANKS}#]+)[{BLANKS}]*")
_HIDDEN = re.compile(r"<!--.*?-->|%%.*?%%|\[\[.*?\]\]|\]\([^)]*\)")
_ONLY_DIGITS = re.compile(r"[\d/]+$", re.A)


def tags_in(line: str) -> tuple[str, ...]:
    """The tags of a line, without `#`; none from inline code, comments and links."""
    if "#" not in line:
        return ()
    spans = [*code_spans(line), *(match.span() for match in _HIDDEN.finditer(line))]
    return tuple(
        match[1]
        for match in _TAG.finditer(line)
        if not _ONLY_DIGITS.match(match[1])
        and not any(start <= match.start() < end for start, end in spans)
    )


def begins_with_tag(line: str) -> bool:
    """Whether a line may begin with a tag that names the deck of its note."""
    return LEADING.match(line) is not None
