"""Comments between `%%` and `%%`, which are not shown."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from srs.terminal.elements.words import PERCENT_COMMENT

_MARK = "%%"
_MAX_LINES = 200


def comment_plugin(parser: MarkdownIt) -> None:
    """Leave comments out, within a line and over whole lines."""
    parser.inline.ruler.before("escape", "comment", _inline)
    parser.block.ruler.before("fence", "comment", _block, {"alt": ["paragraph", "blockquote"]})


def _inline(state: StateInline, silent: bool) -> bool:
    match = PERCENT_COMMENT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("comment", "", 0)
    state.pos = match.end()
    return True


def _block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """A line `%%`, all up to the next one."""
    if state.is_code_block(first) or _line(state, first) != _MARK:
        return False
    for line in range(first + 1, min(end, first + _MAX_LINES)):
        if _line(state, line) == _MARK and state.sCount[line] >= state.blkIndent:
            if not silent:
                state.line = line + 1
            return True
    return False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
