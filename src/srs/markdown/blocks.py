"""The lines of a Markdown file: which are blank, code, comment or heading, and what holds them."""

from __future__ import annotations

import re
from enum import IntEnum

from srs.markdown.containers import Container
from srs.markdown.front import front_matter_end
from srs.markdown.html_blocks import html_end, html_start
from srs.markdown.rules import RuleFinder
from srs.markdown.tables import begins_table
from srs.text import BLANKS, BOM

MAX_DEPTH = 100


class Kind(IntEnum):
    """What a line is."""

    TEXT = 0
    BLANK = 1
    FENCE_OPEN = 2
    CODE = 3
    FENCE_CLOSE = 4
    INDENTED = 5
    COMMENT = 6  # of an HTML comment that begins its line, the scheduling comment apart
    SCHEDULE = 7  # of a scheduling comment that begins its line
    HEADING = 8
    UNDERLINE = 9
    RULE = 10
    HTML = 11
    FRONT_MATTER = 12


FENCED = frozenset({Kind.FENCE_OPEN, Kind.CODE, Kind.FENCE_CLOSE})


class Blocks:
    """The lines of a text, the kind of each, and the containers of those that stand in some.

    A container is (ident, marker, indent): `ident` is shared by the items of one list.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.kinds = lines, bytearray(len(lines))
        self.containers: dict[int, tuple[tuple[int, str, int], ...]] = {}
        self.item_starts: set[int] = set()  # lines that begin a quote or list item
        self.front_matter_end = 0  # the first line after the front matter
        self.unclosed_fence: int | None = None
        self.unclosed_comment: int | None = None


_ORDINARY_EXCEPT = frozenset(BLANKS + " \t`~#<>-*+_=|:0123456789")
_BLANKS = re.compile(r" *")
_CONTAINER_MARKS = frozenset(">-*+0123456789")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_MARKER = re.compile(r"([*+-]|(\d{1,9})([.)]))(?= |$)")


class _Leaf(IntEnum):
    NONE = 0
    PARAGRAPH = 1
    FENCE = 2
    HTML = 3
    TABLE = 4


_TEXT_LEAVES = (_Leaf.PARAGRAPH, _Leaf.TABLE)


def scan(lines: list[str]) -> Blocks:
    """Tell what each line is."""
    scanner = _Scanner(lines)
    scanner.run()
    return scanner.blocks


class _Scanner:
    def __init__(self, lines: list[str]) -> None:
        self.blocks = Blocks(lines)
        self.open: list[Container] = []
        self.leaf = _Leaf.NONE
        self.leaf_line = 0
        self.fence = ""
        self.html_kind = 0
        self.html_line_kind = Kind.HTML
        self.idents = 0
        self.rules = RuleFinder()

    def run(self) -> None:
        blocks = self.blocks
        lines, kinds = blocks.lines, blocks.kinds
        begin = blocks.front_matter_end = front_matter_end(lines)
        kinds[:begin] = bytes([Kind.FRONT_MATTER]) * begin
        for number in range(begin, len(lines)):
            line = lines[number] if number else lines[0].removeprefix(BOM)
            if not self.open and (kind := self.short_way(line)) is not None:
                kinds[number] = kind
                continue
            kinds[number] = self.step(line.expandtabs(4) if "\t" in line else line, number)
            if self.open:
                blocks.containers[number] = tuple((c.ident, c.marker, c.indent) for c in self.open)
        self.finish()

    def short_way(self, line: str) -> Kind | None:
        """The kind of a line in no container if its first characters tell it, as mostly they do."""
        if self.leaf >= _Leaf.FENCE:
            return Kind.CODE if self.leaf == _Leaf.FENCE and self.fence[0] not in line else None
        if not line:
            self.leaf = _Leaf.NONE
            return Kind.BLANK
        first = line[0]
        if first in "-*+":  # as `-?-` and `*like this*`: no marker, rule or underline
            first = line[1:2] or first
        if first not in _ORDINARY_EXCEPT:
            self.leaf = _Leaf.PARAGRAPH
            return Kind.TEXT
        if line.startswith("<!--SR:") and "-->" in line:
            self.leaf = _Leaf.NONE
            return Kind.SCHEDULE
        return None

    def finish(self) -> None:
        if self.leaf == _Leaf.FENCE:
            self.blocks.unclosed_fence = self.leaf_line
        if self.leaf == _Leaf.HTML and self.html_line_kind != Kind.HTML:
            self.blocks.unclosed_comment = self.leaf_line

    def step(self, line: str, number: int) -> Kind:
        """Classify one line (tabs expanded) and move on."""
        matched, at = self.match_containers(line)
        rest = line[at:]
        if matched == len(self.open):
            if self.leaf == _Leaf.FENCE:
                return self.in_fence(rest)
            if self.leaf == _Leaf.HTML and (self.html_kind < 6 or rest.strip(" ")):
                return self.in_html(rest)
        elif self.leaf > _Leaf.PARAGRAPH:
            self.leaf = _Leaf.NONE
        if not rest.strip(" "):
            del self.open[matched:]
            self.leaf = _Leaf.NONE
            return Kind.BLANK
        return self.begin(line, at, matched, number)

    def match_containers(self, line: str) -> tuple[int, int]:
        """How many open containers the line continues, and where their content begins in it."""
        at = 0
        for depth, container in enumerate(self.open):
            indent = _indent(line, at)
            blank = at + indent == len(line)
            if container.is_quote:
                if blank or indent > 3 or line[at + indent] != ">":
                    return depth, at
                at += indent + 1
                at += line[at : at + 1] == " "
            elif blank:
                if container.empty:
                    return depth, at
                at += min(indent, container.indent)
            elif indent < container.indent:
                return depth, at
            else:
                at += container.indent
        return len(self.open), at

    def in_fence(self, rest: str) -> Kind:
        bare = rest.strip(" ")
        closes = bare[:1] == self.fence[0] and not bare.strip(self.fence[0])
        if closes and len(bare) >= len(self.fence) and _indent(rest, 0) < 4:
            self.leaf = _Leaf.NONE
            return Kind.FENCE_CLOSE
        return Kind.CODE

    def in_html(self, rest: str) -> Kind:
        if html_end(self.html_kind, rest):
            self.leaf = _Leaf.NONE
        return self.html_line_kind

    def begin(self, line: str, at: int, matched: int, number: int) -> Kind:
        """Open the containers and the leaf that begin on this line, or go on with a paragraph."""
        paragraph = self.leaf == _Leaf.PARAGRAPH
        same = matched == len(self.open)  # nothing was left or opened on this line so far
        left = None if same else self.open[matched]
        while True:
            indent = _indent(line, at)
            if indent >= 4 and at + indent < len(line):
                if paragraph:
                    return Kind.TEXT
                self.leave(matched)
                self.leaf = _Leaf.NONE
                return Kind.INDENTED
            width = self.opens_container(line, at, paragraph and same, left)
            if not width:
                break
            container = self.pushed
            self.leave(matched)
            self.open.append(container)
            self.blocks.item_starts.add(number)
            matched, at = len(self.open), at + width
            paragraph, same, left, self.leaf = False, False, None, _Leaf.NONE
            if at + _indent(line, at) >= len(line):
                return Kind.TEXT
        rest = line[at + indent :]
        kind = self.leaf_start(rest, number, paragraph, same)
        if kind is None:
            if not paragraph or same:
                self.leave(matched)
            if self.leaf != _Leaf.TABLE:
                table = paragraph and same and begins_table(self.blocks.lines[number - 1], rest)
                self.leaf = _Leaf.TABLE if table else _Leaf.PARAGRAPH
            # what is blank only to people is a paragraph's text to Markdown
            return Kind.TEXT if rest.strip(BLANKS) else Kind.BLANK
        self.leave(matched)
        return kind

    def leave(self, matched: int) -> None:
        """Close the containers that the line does not continue; what is left is not empty now."""
        del self.open[matched:]
        for container in self.open:
            container.empty = False

    def opens_container(self, line: str, at: int, interrupts: bool, left: Container | None) -> int:
        """The columns of a quote's or list item's marker at `at`; 0 if there is none."""
        indent = _indent(line, at)
        begin = at + indent  # a line may be long, and hold many markers: nothing is copied here
        if len(self.open) >= MAX_DEPTH or line[begin : begin + 1] not in _CONTAINER_MARKS:
            return 0
        if line[begin] == ">":
            self.idents += 1
            self.pushed = Container(self.idents, ">")
            return indent + 1 + (line[begin + 1 : begin + 2] == " ")
        marker = _MARKER.match(line, begin)
        if not marker or self.rules.is_rule(line, begin):
            return 0
        if interrupts and _UNDERLINE.match(line, begin):
            return 0
        size = marker.end() - begin
        gap = _indent(line, marker.end())
        blank = marker.end() + gap == len(line)
        if interrupts and (blank or (marker[2] and int(marker[2]) != 1)):
            return 0
        if blank or gap > 4:
            gap = 1
        bullet = marker[3] or marker[1]
        continues = left is not None and left.marker == bullet
        self.idents += 1
        ident = left.ident if left is not None and continues else self.idents
        self.pushed = Container(ident, bullet, indent + size + gap, empty=blank)
        return indent + size + gap

    def leaf_start(self, rest: str, number: int, paragraph: bool, same: bool) -> Kind | None:
        """The kind of the leaf that `rest` begins; None for a paragraph's text."""
        first = rest[:1]
        if first in "`~" and first and (fence := _FENCE.match(rest)):
            self.leaf, self.leaf_line = _Leaf.FENCE, number
            self.fence = fence[1] or fence[2]
            return Kind.FENCE_OPEN
        if first == "#" and _HEADING.match(rest):
            self.leaf = _Leaf.NONE
            return Kind.HEADING
        if first == "<" and (kind := html_start(rest, interrupts=self.leaf in _TEXT_LEAVES)):
            return self.html(kind, rest, number)
        if paragraph and same and _UNDERLINE.match(rest):
            self.leaf = _Leaf.NONE
            return Kind.UNDERLINE
        if first in "*-_" and first and self.rules.is_rule(rest, 0):
            self.leaf = _Leaf.NONE
            return Kind.RULE
        return None

    def html(self, kind: int, rest: str, number: int) -> Kind:
        self.html_kind = kind
        self.html_line_kind = Kind.HTML
        if kind == 2:
            schedules = rest.startswith("<!--SR:")
            self.html_line_kind = Kind.SCHEDULE if schedules else Kind.COMMENT
        self.leaf = _Leaf.NONE if html_end(kind, rest) else _Leaf.HTML
        self.leaf_line = number
        return self.html_line_kind


def _indent(line: str, at: int) -> int:
    """The number of blanks from `at`."""
    match = _BLANKS.match(line, at)
    return match.end() - at if match else 0
