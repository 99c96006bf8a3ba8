"""How the Obsidian plugin reads a file: line by line, by rules that are not those of Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from srs.markdown.card_kinds import KINDS
from srs.markdown.cloze import Clozes
from srs.markdown.front import front_matter_end
from srs.markdown.plain_segments import OPENING
from srs.markdown.syntax import SyntaxSettings
from srs.text import BLANKS

_CALLOUT = re.compile(r"> ?\[!sr\|card-metadata\]")


@dataclass(frozen=True, slots=True)
class PluginNote:
    """A note as the plugin finds it, and the text by which it finds it again when it writes.

    `lines` (from 0) are those that it takes, `last` is the line before the one that ends it.
    """

    kind: str
    lines: tuple[int, ...]
    last: int
    text: str


@dataclass(slots=True)
class PluginReading:
    """What the plugin makes of a file.

    `code` are the lines that it takes for code; `swallowed` those that it passes over, each with
    the line of the comment that makes it do so.
    """

    notes: list[PluginNote] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    swallowed: dict[int, int] = field(default_factory=dict)


def read_as_plugin(lines: list[str], syntax: SyntaxSettings) -> PluginReading:
    """Read the lines of a file as the plugin does that has these separators and patterns."""
    reader = _Reader(lines, syntax)
    at = front_matter_end(lines) if lines[0] == "---" else 0
    while at < len(lines):
        at = reader.take(at)
    reader.end(len(lines) - 1)
    return reader.reading


class _Reader:
    """The text that is being collected, the lines that it has, and its kind as far as known."""

    def __init__(self, lines: list[str], syntax: SyntaxSettings) -> None:
        self.lines = lines
        chosen = [(kind.separator(syntax), kind) for kind in KINDS.values()]
        chosen = sorted((pair for pair in chosen if pair[0]), key=lambda pair: -len(pair[0]))
        self.inside = [(text, kind.name) for text, kind in chosen if not kind.own_line]
        self.own_line = {text: kind.name for text, kind in reversed(chosen) if kind.own_line}
        self.clozes = Clozes(syntax.cloze_patterns)
        self.end_marker = syntax.end_marker
        self.reading = PluginReading()
        self.forget()

    def forget(self) -> None:
        self.kind, self.text = "", ""
        self.taken: list[int] = []

    def take(self, at: int) -> int:
        """Read the line `at`, and perhaps some below it; the next line to read."""
        line = self.lines[at]
        bare = line.strip(BLANKS)
        if line.startswith("<!--") and not line.startswith(OPENING):
            return self.pass_over(at)
        if self.ends(bare):
            self.end(at - 1)
            return at + 1
        if kind := self.single_on(line):
            return self.single(kind, at)
        self.collect(at, line.rstrip(BLANKS))
        if bare in self.own_line:
            if len(self.text) > 1:
                self.kind = self.own_line[bare]
        elif line.startswith(("```", "~~~")):
            return self.fence(at)
        elif not self.kind and self.clozes.matches(line):
            self.kind = "cloze"
        return at + 1

    def pass_over(self, at: int) -> int:
        """Leave out a comment with the line below it; all that follows if it has more lines."""
        closed = "-->" in self.lines[at]
        end = min(at + 2, len(self.lines)) if closed else len(self.lines)
        self.reading.swallowed |= dict.fromkeys(range(at, end), at)
        return end

    def ends(self, bare: str) -> bool:
        if self.end_marker and bare == self.end_marker:
            return True
        return not bare and not (self.end_marker and self.kind)

    def end(self, last: int) -> None:
        if self.kind:
            text = self.text.rstrip(BLANKS)
            self.reading.notes.append(PluginNote(self.kind, tuple(self.taken), last, text))
        self.forget()

    def single_on(self, line: str) -> str:
        for separator, kind in self.inside:
            before, found, after = line.partition(separator)
            if found and not (before.count("`") % 2 and after.count("`") % 2):
                return kind
        return ""

    def single(self, kind: str, at: int) -> int:
        """Make a card of one line and its comment; what was collected above is lost."""
        end = at + 1 + self.lines_of_comment(at + 1)
        text = "\n".join(self.lines[at:end])
        self.reading.notes.append(PluginNote(kind, tuple(range(at, end)), end - 1, text))
        self.forget()
        return end

    def lines_of_comment(self, at: int) -> int:
        first, second = [*self.lines[at : at + 2], "", ""][:2]
        if first.startswith(OPENING):
            return 1
        callout = _CALLOUT.match(first) and second.startswith(">") and OPENING in second
        return 2 if callout else 0

    def fence(self, at: int) -> int:
        """Take code up to a line with the same marks, of which only the marks are kept."""
        line = self.lines[at]
        marks = line[: len(line) - len(line.lstrip(line[0]))]
        end = at + 1
        while end < len(self.lines) and not self.lines[end].startswith(marks):
            self.collect(end, self.lines[end])
            end += 1
        self.reading.code.update(range(at, min(end + 1, len(self.lines))))
        self.text += f"\n{marks}"
        if end < len(self.lines):
            self.taken.append(end)
        return end + 1

    def collect(self, at: int, line: str) -> None:
        self.text = f"{self.text}\n{line}" if self.text else line
        self.taken.append(at)
