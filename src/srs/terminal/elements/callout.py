"""Callouts: quotes that begin with `[!note]`, a title on that line, and a text below."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from rich.text import Text

from srs.terminal.elements.words import CALLOUT_HEAD

_TITLE = "callout_title"
_FIRST_TOKENS = 4  # the quote, its paragraph, the text, the paragraph's end


def callout_plugin(parser: MarkdownIt) -> None:
    """Tell callouts from quotes once the blocks are known, before their text is parsed."""
    parser.core.ruler.before("inline", "callout", _callouts)


def callout_title(node: SyntaxTreeNode, title: Text) -> Text:
    """The line that a callout begins with: its kind in words, then what the author wrote."""
    kind = str(node.meta["kind"]).capitalize()
    parts = (f"{kind}: ", title) if title.plain else (kind, title)
    return Text.assemble(*parts, style="srs.heading")


def _callouts(state: StateCore) -> None:
    tokens: list[Token] = []
    rest = iter(range(len(state.tokens)))
    for at in rest:
        head = _head(state.tokens[at : at + _FIRST_TOKENS])
        if head is None:
            tokens.append(state.tokens[at])
            continue
        quote, opening, text, closing = state.tokens[at : at + _FIRST_TOKENS]
        tokens += [quote, *_title(head, text)]
        text.content = text.content[head.end() :]
        tokens += [opening, text, closing] if text.content.strip() else []
        for _ in range(_FIRST_TOKENS - 1):
            next(rest)
    state.tokens = tokens


def _head(tokens: list[Token]) -> re.Match[str] | None:
    kinds = [token.type for token in tokens]
    if kinds != ["blockquote_open", "paragraph_open", "inline", "paragraph_close"]:
        return None
    return CALLOUT_HEAD.match(tokens[2].content)


def _title(head: re.Match[str], text: Token) -> list[Token]:
    level = text.level
    opening = Token(f"{_TITLE}_open", "", 1, level=level - 1, meta={"kind": head["kind"].strip()})
    inline = Token("inline", "", 0, level=level, content=head["title"], map=text.map, children=[])
    return [opening, inline, Token(f"{_TITLE}_close", "", -1, level=level - 1)]
