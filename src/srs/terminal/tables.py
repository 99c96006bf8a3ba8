"""Show a Markdown table: as columns where they fit, else row by row."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode
from rich.box import SIMPLE_HEAD
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from srs.terminal.canvas import Canvas
from srs.terminal.inlines import inline_text

_MIN_COLUMN_COLUMNS = 8


def table_lines(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    """Draw a table; its first row is the heading."""
    rows = [row.children for part in node.children for row in part.children]
    if len(rows[0]) * _MIN_COLUMN_COLUMNS > canvas.columns:
        return _row_by_row(rows, canvas)
    return _in_columns(rows, canvas)


def _in_columns(rows: list[list[SyntaxTreeNode]], canvas: Canvas) -> list[Text]:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, border_style="srs.dim")
    for cell in rows[0]:
        heading = _cell_text(cell)
        heading.stylize("srs.heading")
        table.add_column(heading, justify=_justify(cell), overflow="fold")
    for row in rows[1:]:
        table.add_row(*map(_cell_text, row))
    options = canvas.console.options.update(width=canvas.columns, height=None)
    drawn = canvas.console.render_lines(table, options, pad=False)
    return [Text.assemble(*((part.text, part.style or "") for part in line)) for line in drawn]


def _row_by_row(rows: list[list[SyntaxTreeNode]], canvas: Canvas) -> list[Text]:
    lines: list[Text] = []
    for row in rows[1:]:
        lines += [Text()] if lines else []
        for heading, cell in zip(rows[0], row, strict=False):
            name = Text.assemble(_cell_text(heading), ": ", style="srs.heading")
            lines += canvas.wrapped(Text.assemble(name, _cell_text(cell)))
    return lines


def _cell_text(cell: SyntaxTreeNode) -> Text:
    return inline_text(cell.children[0] if cell.children else None)


def _justify(cell: SyntaxTreeNode) -> JustifyMethod:
    style = str(cell.attrs.get("style", ""))
    if style.endswith("right"):
        return "right"
    return "center" if style.endswith("center") else "left"
