"""Show the blocks of a side as lines: paragraphs, lists, quotes, code, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from markdown_it.tree import SyntaxTreeNode
from rich.text import Text

from srs.terminal.canvas import Canvas
from srs.terminal.elements.callout import callout_title
from srs.terminal.elements.footnote import footnote_label
from srs.terminal.elements.formula import unicode_formula
from srs.terminal.elements.words import without_comments
from srs.terminal.inlines import inline_text, text_of
from srs.terminal.markdown import parse

_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
_MAX_HIGHLIGHTED_CHARACTERS = 50_000
_FOOTNOTE_RULE_COLUMNS = 20


def side_lines(markdown: str, canvas: Canvas) -> list[Text]:
    """Give a side's lines, none wider than the canvas; untrusted text comes out harmless."""
    tree = parse(markdown)
    if canvas.pictures:
        canvas.pictures.annotate(tree)
    lines = _stacked(tree.children, canvas)
    for line in lines:
        line.truncate(canvas.columns)
    return lines


def _stacked(nodes: Iterable[SyntaxTreeNode], canvas: Canvas, *, tight: bool = False) -> list[Text]:
    """Draw blocks below each other, a blank line between two unless they stand tight."""
    lines: list[Text] = []
    for node in nodes:
        block = _BLOCKS.get(node.type, _paragraph)(node, canvas)
        if block and lines and not tight:
            lines.append(Text())
        lines += block
    return lines


def _paragraph(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    """Draw a paragraph; pictures stand between its lines, and words for those that cannot."""
    lines: list[Text] = []
    words: list[SyntaxTreeNode] = []
    for child in node.children[0].children if node.children else ():
        drawn = canvas.pictures.lines(child, canvas.columns) if canvas.pictures else []
        if not drawn:
            words.append(child)
            continue
        lines += [*_words(words, canvas), *drawn]
        words = []
    return [*lines, *_words(words, canvas)]


def _words(nodes: list[SyntaxTreeNode], canvas: Canvas) -> list[Text]:
    text = text_of(nodes)
    text = text[1:] if text.plain.startswith("\n") else text
    text.remove_suffix("\n")
    return canvas.wrapped(text) if text.plain.strip() else []


def _heading(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    text = inline_text(node.children[0])
    text.stylize("srs.heading")
    return canvas.wrapped(text)


def _code(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    code = node.content.removesuffix("\n")
    words = node.info.split()
    return canvas.wrapped_code(_highlighted(code, words[0] if words else "", canvas.code_theme))


def _highlighted(code: str, language: str, theme: str | None) -> Text:
    if not language or theme is None or len(code) > _MAX_HIGHLIGHTED_CHARACTERS:
        return Text(code)
    from rich.syntax import Syntax

    syntax = Syntax("", language.strip("{}."), theme=theme, background_color="default")
    text = syntax.highlight(code)
    text.rstrip()
    return Text(text.plain, spans=text.spans)


def _math(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    source = node.content.strip()
    return canvas.wrapped(Text(unicode_formula(source) or f"$$\n{source}\n$$"))


def _quote(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    """Draw a quote with a bar beside it; a callout's title stands tight above its text."""
    title = [child for child in node.children[:1] if child.type == "callout_title"]
    body = node.children[len(title) :]
    bar = Text("▌ ", style="srs.dim")
    return canvas.inset(bar, bar, lambda inner: _stacked(title, inner) + _stacked(body, inner))


def _callout_title(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    return canvas.wrapped(callout_title(node, inline_text(node.children[0])))


def _footnotes(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    lines = [Text("─" * min(canvas.columns, _FOOTNOTE_RULE_COLUMNS), style="srs.dim")]
    for footnote in node.children:
        lines += _footnote(footnote, canvas)
    return lines


def _footnote(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    label = Text(footnote_label(node), style="srs.dim")
    return canvas.inset(label, Text(" " * len(label)), lambda inner: _stacked(node.children, inner))


def _bullets(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    return _items(node, canvas, ["• "] * len(node.children))


def _numbers(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    first = int(node.attrs.get("start", 1))
    last = f"{first + len(node.children) - 1}. "
    numbers = range(first, first + len(node.children))
    return _items(node, canvas, [f"{number}. ".rjust(len(last)) for number in numbers])


def _items(node: SyntaxTreeNode, canvas: Canvas, marks: list[str]) -> list[Text]:
    tight = all(
        child.hidden for item in node.children for child in item.children if _is_paragraph(child)
    )
    lines: list[Text] = []
    for mark, item in zip(marks, node.children, strict=True):
        if lines and not tight:
            lines.append(Text())
        lines += _item(item, canvas, mark, tight)
    return lines


def _item(item: SyntaxTreeNode, canvas: Canvas, mark: str, tight: bool) -> list[Text]:
    task = _TASKS.get(inline_text(item.children[0].children[0]).plain[:4]) if _is_text(item) else ""

    def body(inner: Canvas) -> list[Text]:
        lines = _stacked(item.children, inner, tight=tight) or [Text()]
        return [lines[0][4:], *lines[1:]] if task else lines

    first = Text(mark[:-2] + task if task else mark, style="srs.dim")
    return canvas.inset(first, Text(" " * len(mark)), body)


def _is_text(item: SyntaxTreeNode) -> bool:
    return bool(item.children) and _is_paragraph(item.children[0])


def _is_paragraph(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph"


def _html(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    text = Text(without_comments(node.content).strip(), style="srs.dim")
    return canvas.wrapped(text) if text.plain else []


def _table(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    from srs.terminal.tables import table_lines

    return table_lines(node, canvas)


def _nothing(_node: SyntaxTreeNode, _canvas: Canvas) -> list[Text]:
    return []


def _rule(_node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    return [Text("─" * canvas.columns, style="srs.dim")]


_BLOCKS: Final[dict[str, Callable[[SyntaxTreeNode, Canvas], list[Text]]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "blockquote": _quote,
    "bullet_list": _bullets,
    "ordered_list": _numbers,
    "html_block": _html,
    "callout_title": _callout_title,
    "footnote_block": _footnotes,
    "footnote_anchor": _nothing,
    "hr": _rule,
    "table": _table,
}
