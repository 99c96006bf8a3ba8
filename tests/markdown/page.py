"""The page that a deck's Markdown makes, without its scheduling comments."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from srs.markdown.blocks import Blocks, Kind
from srs.markdown.front import front_matter_end
from srs.text import BOM, Source

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 300}).enable("table")
_COMMENT = re.compile(r"\s*<!--SR:(?:(?!<!--SR:|</(?:p|li|ul|ol|blockquote)>).)*?-->", re.S)


def is_disputed(blocks: Blocks) -> bool:
    """Whether CommonMark's own parser and markdown-it-py may see different blocks.

    Text indented like code goes on with the paragraph of a list or quote above for the one, for
    the other it may be code; `>` after four blanks goes on with a quote for the other only.
    """
    for number, line in enumerate(blocks.lines):
        bare = re.sub(r"^(?: {0,3}>)+", "", line)
        indent = len(bare.expandtabs(4)) - len(bare.expandtabs(4).lstrip(" "))
        holders = blocks.containers.get(number, ())
        outside = bare == line and any(marker == ">" for _, marker, _ in holders)
        inner = 0 if outside else sum(indent for _, _, indent in holders)
        if blocks.kinds[number] == Kind.INDENTED and line.lstrip(" \t").startswith(">"):
            return True
        if blocks.kinds[number] == Kind.TEXT and indent >= 4 and not 0 <= indent - inner < 4:
            return True
    return False


def page(text: str) -> str:
    """Render a deck; blanks before tags, which no one sees, are left out."""
    source = Source("deck.md", text.removeprefix(BOM))
    begin = front_matter_end(source.lines)
    html = _MARKDOWN.render("\n".join(source.lines[begin:]))
    return re.sub(r"\s+(?=<|$)", "", _COMMENT.sub("", html)).strip()
