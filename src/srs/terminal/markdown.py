"""Parse a side's Markdown for showing: own rules added, then every token cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from srs.terminal.elements.callout import callout_plugin
from srs.terminal.elements.comment import comment_plugin
from srs.terminal.elements.embed import wiki_link_plugin
from srs.terminal.elements.formula import formula_plugin
from srs.terminal.safe import clean

# Names like `__init__` are meant as they are written, not as bold text; and the gap of a cloze is
# no link, whatever follows it.
_LITERAL = re.compile(
    r"(?<![A-Za-z0-9_])__[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*__(?![A-Za-z0-9_])|\[\.\.\.\]"
)
_MAX_NESTING = 60
_MAX_CHARACTERS = 50_000


def parse(markdown: str) -> SyntaxTreeNode:
    """Give the tree of a side; what is too long or too deep to be parsed is one block of code."""
    if len(markdown) > _MAX_CHARACTERS:
        return _as_source(markdown)
    try:
        tokens = _parser().parse(markdown)
    except RecursionError:
        return _as_source(markdown)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        return _as_source(markdown)
    _clean_tokens(tokens)
    return SyntaxTreeNode(tokens)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False)
    # It takes the text's last character for the one before a formula at the beginning.
    parser.disable("math_inline")
    parser.use(footnote_plugin)
    for plugin in (callout_plugin, comment_plugin, formula_plugin, wiki_link_plugin):
        parser.use(plugin)
    parser.inline.ruler.before("emphasis", "mark", _mark)
    parser.inline.ruler.before("emphasis", "literal", _literal)
    return parser


def _as_source(markdown: str) -> SyntaxTreeNode:
    return SyntaxTreeNode([Token("code_block", "code", 0, content=clean(markdown))])


def _clean_tokens(tokens: Iterable[Token]) -> None:
    """Clean after parsing, for entities are decoded while parsing."""
    for token in tokens:
        token.content = clean(token.content)
        token.info = clean(token.info)
        token.attrs = {
            name: clean(value) if isinstance(value, str) else value
            for name, value in token.attrs.items()
        }
        token.meta = {
            name: clean(value) if isinstance(value, str) else value
            for name, value in token.meta.items()
        }
        _clean_tokens(token.children or ())


def _mark(state: StateInline, silent: bool) -> bool:
    """`==highlighted==`."""
    if not state.src.startswith("==", state.pos):
        return False
    begin = state.pos + 2
    end = state.src.find("==", begin, state.posMax)
    if end <= begin or state.src[begin].isspace() or state.src[end - 1].isspace():
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        rest, state.posMax, state.pos = state.posMax, end, begin
        state.md.inline.tokenize(state)
        state.posMax = rest
        state.push("mark_close", "mark", -1)
    state.pos = end + 2
    return True


def _literal(state: StateInline, silent: bool) -> bool:
    """What looks like Markdown and is not meant so."""
    match = _LITERAL.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match.group()
    state.pos = match.end()
    return True
