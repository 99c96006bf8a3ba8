"""Footnotes: a number in the text, and what it refers to below the side."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode
from rich.text import Text


def footnote_mark(node: SyntaxTreeNode) -> Text:
    """The number of a footnote as it stands in the text: `[1]`."""
    return Text(f"[{_number(node)}]", style="srs.link")


def footnote_label(node: SyntaxTreeNode) -> str:
    """The number before a footnote: `[1] `."""
    return f"[{_number(node)}] "


def _number(node: SyntaxTreeNode) -> int:
    return int(node.meta["id"]) + 1
