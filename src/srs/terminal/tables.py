"""Show a Markdown table: as columns where they fit, else row by row."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from srs.terminal.canvas import Canvas
from srs.terminal.inlines import inline_text

_GAP_COLUMNS = 3
_MAX_LINES = 3  # of a row in which every column is as tall


def table_lines(node: SyntaxTreeNode, canvas: Canvas) -> list[Text]:
    """Draw a table; its first row is the heading."""
    rows = [row.children for part in node.children for row in part.children]
    widths = _widths(rows, canvas.columns - _GAP_COLUMNS * (len(rows[0]) - 1))
    return _in_columns(rows, widths, canvas) if widths else _row_by_row(rows, canvas)


def _widths(rows: list[list[SyntaxTreeNode]], room: int) -> list[int]:
    """How wide each column is to be; none if words would have to be broken, or rows grow tall."""
    columns = [[_cell_text(cell) for cell in column] for column in zip(*rows, strict=True)]
    natural = [max(_longest_line(cell) for cell in column) for column in columns]
    widths = [max(map(_longest_word, column)) for column in columns]
    if sum(widths) > room or sum(natural) > _MAX_LINES * room:
        return []
    for _ in range(min(room, sum(natural)) - sum(widths)):
        lines = [full / width for full, width in zip(natural, widths, strict=True)]
        widths[lines.index(max(lines))] += 1
    return widths


def _longest_line(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split("\n"))) or 1


def _longest_word(cell: Text) -> int:
    return max((cell_len(word) for word in cell.plain.split()), default=0) or 1


def _in_columns(rows: list[list[SyntaxTreeNode]], widths: list[int], canvas: Canvas) -> list[Text]:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, border_style="srs.dim")
    for cell, width in zip(rows[0], widths, strict=True):
        heading = _cell_text(cell)
        heading.stylize("srs.heading")
        table.add_column(heading, justify=_justify(cell), overflow="fold", width=width)
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
