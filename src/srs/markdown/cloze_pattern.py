"""The pattern language of deletions, `==[123;;]answer[;;hint]==`, and its search in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from srs.pieces import Span

ANSWER, HINT, LABEL = "answer", "hint", "label"
OVERLAPPING, NUMBERED, SIMPLE = "overlapping", "numbered", "simple"

_BRACKETS = re.compile(r"\[((?:\\[\[\]]|[^\[\]])*)\]")
_DIGITS = re.compile(r"[0-9]+")
CHARACTER = "[^\n\r\u2028\u2029]"  # of a line, as the plugin has lines


class _Field(NamedTuple):
    """As few characters as the steps that follow allow, at least one."""

    name: str


class _Label(NamedTuple):
    """A number, or the letters of an overlapping deletion."""

    one: re.Pattern[str]
    run: re.Pattern[str]


class _Optional(NamedTuple):
    """The next steps, so many, are taken together or not at all; rather taken."""

    steps: int


_LABELS = {
    OVERLAPPING: _Label(re.compile("[ash]"), re.compile("[ash]{1,999}")),
    NUMBERED: _Label(re.compile("[0-9]"), re.compile("[0-9]{1,999}")),
}

# A step that is a text stands for itself.
_Step = str | _Field | _Label | _Optional


class Found(NamedTuple):
    """A deletion in a line: its place with marks, and the places of its named parts."""

    span: Span
    parts: dict[str, Span]


class Form:
    """One way to write a deletion; it finds what the regular expression of its steps would find."""

    def __init__(self, steps: tuple[_Step, ...]) -> None:
        self.steps = steps
        self._begins = [
            re.compile("|".join(sorted(self.begins_with(index)))) for index in range(len(steps) + 1)
        ]
        self._marks = _marks(steps)
        self._optional, self._quick = _quick(steps)

    def may_match(self, text: str) -> bool:
        """Whether a text has all marks that cannot be left out; quick."""
        for mark in self._marks:  # noqa: SIM110 - a generator would cost more than all of this
            if mark not in text:
                return False
        return True

    def quick_search(self, text: str) -> re.Pattern[str] | None:
        """Give an expression that finds the same in a text, in linear time, None if there is none.

        That is where nothing optional is in the text, and one mark stands before and after.
        """
        for mark in self._optional:
            if mark in text:
                return None
        return self._quick

    def find(self, line: str) -> Iterator[Found]:
        """Yield the deletions of a line from left to right, in time linear in its length."""
        search = _Search(self.steps, self._begins, line)
        at = 0
        limit = line.rfind(self._marks[-1])
        while (start := self._begins[0].search(line, at)) and start.start() < limit:
            at = start.start() + 1
            parts: dict[str, Span] = {}
            end = search.end(0, start.start(), parts)
            if end is not None:
                yield Found(Span(start.start(), end), parts)
                at = end

    def begins_with(self, index: int) -> set[str]:
        """Expressions for what the steps from `index` on begin with; empty where that is open."""
        if index == len(self.steps):
            return {""}
        step = self.steps[index]
        if isinstance(step, str):
            return {re.escape(step) + rest for rest in self.begins_with(index + 1)}
        if isinstance(step, _Optional):
            return self.begins_with(index + 1) | self.begins_with(index + 1 + step.steps)
        return {step.one.pattern} if isinstance(step, _Label) else {""}

    def fields(self) -> Iterator[tuple[str, int]]:
        """Yield the name of each field and the index of the step after it."""
        for index, step in enumerate(self.steps):
            if isinstance(step, _Field):
                yield step.name, index + 1


def _marks(steps: tuple[_Step, ...]) -> tuple[str, ...]:
    """The marks that cannot be left out, in order."""
    marks, optional = [], 0
    for step in steps:
        if isinstance(step, str) and step and not optional:
            marks.append(step)
        optional = step.steps if isinstance(step, _Optional) else max(optional - 1, 0)
    return tuple(marks) or ("",)


def _quick(steps: tuple[_Step, ...]) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """The marks of what is optional, and an expression for texts that have none of them."""
    optional: list[str] = []
    needed: list[_Step] = []
    index = 0
    while index < len(steps):
        step = steps[index]
        index += 1
        if isinstance(step, _Optional):
            marks = [each for each in steps[index : index + step.steps] if isinstance(each, str)]
            optional.append(max(marks, key=len, default=""))
            index += step.steps
        elif step:
            needed.append(step)
    begin, end = needed[0], needed[-1]
    if len(needed) != 3 or not isinstance(needed[1], _Field) or begin != end:
        return (), None
    mark = re.escape(str(begin))
    return tuple(optional), re.compile(f"{mark}{CHARACTER}+?{mark}")


class _Search:
    """A backtracking search in one line that tries nothing twice.

    What a field allows depends only on where it starts. A field that finds its end ends the whole
    deletion, and one that finds none at some place finds none at any later place; `_lost` keeps
    the first such place of each field.
    """

    def __init__(self, steps: tuple[_Step, ...], begins: list[re.Pattern[str]], line: str) -> None:
        self._steps = steps
        self._begins = begins
        self._line = line
        self._lost: dict[int, int] = {}

    def end(self, index: int, at: int, parts: dict[str, Span]) -> int | None:
        """Where the steps from `index` on end if they start at `at`; fills `parts` then."""
        if index == len(self._steps):
            return at
        step = self._steps[index]
        if isinstance(step, str):
            if not self._line.startswith(step, at):
                return None
            return self.end(index + 1, at + len(step), parts)
        if isinstance(step, _Field):
            return self._field_end(index, at, parts, step.name)
        if isinstance(step, _Optional):
            end = self.end(index + 1, at, parts)
            return self.end(index + 1 + step.steps, at, parts) if end is None else end
        return self._label_end(index, at, parts, step)

    def _label_end(self, index: int, at: int, parts: dict[str, Span], label: _Label) -> int | None:
        match = label.run.match(self._line, at)
        for close in range(match.end() if match else at, at, -1):
            end = self.end(index + 1, close, parts)
            if end is not None:
                parts[LABEL] = Span(at, close)
                return end
        return None

    def _field_end(self, index: int, at: int, parts: dict[str, Span], name: str) -> int | None:
        if at >= self._lost.get(index, at + 1):
            return None
        begin = self._begins[index + 1]
        next_mark = begin.search(self._line, at + 1)
        while next_mark:
            close = next_mark.start()
            end = self.end(index + 1, close, parts)
            if end is not None:
                parts[name] = Span(at, close)
                return end
            next_mark = begin.search(self._line, close + 1)
        self._lost[index] = at
        return None


class Pattern(NamedTuple):
    """A pattern's forms by style, and a mark without which no form of it is in a text."""

    mark: str
    forms: dict[str, Form]


def read_pattern(text: str) -> Pattern:
    """Read a pattern. Raises ValueError, in one sentence, for one that cannot be meant."""
    pieces = list(_pieces(text))
    names = [name for name, _ in pieces if name]
    if names.count(ANSWER) != 1:
        raise ValueError(f"{text!r} must say {ANSWER!r} once, outside brackets.")
    if len(set(names)) < len(names):
        raise ValueError(f"{text!r} may have one [{HINT}] and one [123] at most.")
    if re.search(r"[\n\r\u2028\u2029]", text):
        raise ValueError(f"{text!r} may not have a line break.")
    styles = [SIMPLE, NUMBERED, OVERLAPPING] if LABEL in names else [SIMPLE]
    forms = {style: _form(pieces, _LABELS.get(style)) for style in styles}
    for form in forms.values():
        _check_marks(text, form)
    mark = next(literal for name, (literal, _) in pieces if not name and literal)
    return Pattern(mark, forms)


def _check_marks(text: str, form: Form) -> None:
    if "" in form.begins_with(0):
        raise ValueError(f"{text!r} must begin with a mark, as in '=={ANSWER}=='.")
    for name, after in form.fields():
        if "" in form.begins_with(after):
            raise ValueError(f"{text!r} needs a mark after {name!r}, as in '=={ANSWER}=='.")


def _pieces(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield names with the marks before and after them; plain marks have no name."""
    at = 0
    for match in _BRACKETS.finditer(text):
        inside = re.sub(r"\\([\[\]])", r"\1", match[1])
        digits = _DIGITS.search(inside)
        name, word = (LABEL, digits[0]) if digits else (HINT, HINT)
        if word in inside:
            yield from _outside(text[at : match.start()])
            before, _, after = inside.partition(word)
            yield name, (before, after)
            at = match.end()
    yield from _outside(text[at:])


def _outside(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    first, *others = text.split(ANSWER)
    yield "", (first, "")
    for other in others:
        yield ANSWER, ("", "")
        yield "", (other, "")


def _form(pieces: list[tuple[str, tuple[str, str]]], label: _Label | None) -> Form:
    steps: list[_Step] = []
    for name, (before, after) in pieces:
        if name == HINT:
            steps += (_Optional(3), before, _Field(HINT), after)
        elif name == ANSWER:
            steps.append(_Field(ANSWER))
        elif not name:
            steps.append(before)
        elif label:
            steps += (before, label, after)
    return Form(tuple(steps))
