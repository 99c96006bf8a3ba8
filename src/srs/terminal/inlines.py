"""Show what stands inside a paragraph: emphasis, code, links, images, breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from markdown_it.tree import SyntaxTreeNode
from rich.style import Style
from rich.text import Text

from srs.terminal.elements.footnote import footnote_mark
from srs.terminal.elements.formula import formula_text
from srs.terminal.elements.picture import picture_of, picture_words
from srs.terminal.elements.words import without_comments

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLOCK_ID = re.compile(r"(?:^|(?<!\s)\s+)\^[A-Za-z0-9-]+$")
_LINK_SCHEMES = ("http://", "https://", "mailto:")


def inline_text(node: SyntaxTreeNode | None) -> Text:
    """Give the text of an inline node, line breaks as written, without its block id."""
    return text_of(node.children if node else ())


def text_of(nodes: Iterable[SyntaxTreeNode]) -> Text:
    """Give the text of the last nodes of an inline node, without the block id at its end."""
    text = _joined(nodes)
    block_id = _BLOCK_ID.search(text.plain)
    if block_id:
        text.right_crop(len(text.plain) - block_id.start())
    return text


def _joined(nodes: Iterable[SyntaxTreeNode]) -> Text:
    text = Text()
    for node in nodes:
        text.append_text(_INLINES.get(node.type, _verbatim)(node))
    return text


def _verbatim(node: SyntaxTreeNode) -> Text:
    return Text(node.content)


def _line_break(_node: SyntaxTreeNode) -> Text:
    return Text("\n")


def _styled(style: str) -> Callable[[SyntaxTreeNode], Text]:
    def show(node: SyntaxTreeNode) -> Text:
        text = _joined(node.children)
        text.stylize(style)
        return text

    return show


def _code(node: SyntaxTreeNode) -> Text:
    return Text(node.content, style="srs.code")


def _wiki_link(node: SyntaxTreeNode) -> Text:
    return Text(node.content, style="srs.link")


def _embed(node: SyntaxTreeNode) -> Text:
    picture = picture_of(node)
    return Text(picture_words(node, picture) if picture else node.content, style="srs.dim")


def _formula(node: SyntaxTreeNode) -> Text:
    return Text(formula_text(node.content))


def _nothing(_node: SyntaxTreeNode) -> Text:
    return Text()


def _link(node: SyntaxTreeNode) -> Text:
    text = _joined(node.children)
    target = str(node.attrs.get("href", ""))
    text.stylize("srs.link")
    if target.lower().startswith(_LINK_SCHEMES) and target.isascii():
        text.stylize(Style(link=target))
    return text


def _html(node: SyntaxTreeNode) -> Text:
    if _LINE_BREAK.fullmatch(node.content):
        return Text("\n")
    return Text(without_comments(node.content), style="srs.dim")


_INLINES: Final[dict[str, Callable[[SyntaxTreeNode], Text]]] = {
    "softbreak": _line_break,
    "hardbreak": _line_break,
    "em": _styled("srs.em"),
    "strong": _styled("srs.strong"),
    "s": _styled("srs.s"),
    "mark": _styled("srs.mark"),
    "code_inline": _code,
    "wiki_link": _wiki_link,
    "embed": _embed,
    "comment": _nothing,
    "footnote_anchor": _nothing,
    "footnote_ref": footnote_mark,
    "formula": _formula,
    "link": _link,
    "image": _embed,
    "html_inline": _html,
}
