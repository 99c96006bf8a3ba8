"""Tags (`#like/this`) in a line of a deck."""

from __future__ import annotations

import re
from functools import cache

from srs.markdown.code_spans import code_spans
from srs.text import BLANKS

_NO_TAG = BLANKS + "\u2000-\u206f\u2e00-\u2e7f" + re.escape("'!\"#$%&()*+,.:;<=>?@^`{|}~[]\\")
_HIDDEN = re.compile(r"<!--.*?-->|%%.*?%%|\[\[.*?\]\]|\]\([^)]*\)")
_ONLY_DIGITS = re.compile(r"[\d/]+$", re.A)


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[{BLANKS}]))#([^{_NO_TAG}]+)")


@cache
def leading() -> re.Pattern[str]:
    """What a tag with the blanks around it looks like, where a text begins with one."""
    return re.compile(rf"[{BLANKS}]*#([^{BLANKS}#]+)[{BLANKS}]*")


def tags_in(line: str) -> tuple[str, ...]:
    """The tags of a line, without `#`; none from inline code, comments and links."""
    if "#" not in line:
        return ()
    spans = [*code_spans(line), *(match.span() for match in _HIDDEN.finditer(line))]
    return tuple(
        match[1]
        for match in _tag().finditer(line)
        if not _ONLY_DIGITS.match(match[1])
        and not any(start <= match.start() < end for start, end in spans)
    )


def begins_with_tag(line: str) -> bool:
    """Whether a line may begin with a tag that names the deck of its note."""
    return leading().match(line) is not None
