"""What stands around a card: header, status, progress, keys."""

from __future__ import annotations

from rich.text import Text

from srs.model import Rating
from srs.session.view import Counts, Question
from srs.terminal.bindings import Preset, rating_keys
from srs.terminal.canvas import Canvas
from srs.terminal.place import crumbs
from srs.terminal.safe import clean_line
from srs.terminal.words import short_interval

_MIN_PLACE_COLUMNS = 8
_WIDE_GAP = 5
_NARROW_GAP = 2
_CLOCK_COLUMNS = 5
_NOT_SAVED = "practice, nothing is saved"


def header(question: Question, counts: Counts, writes: bool, columns: int) -> Text:
    """Where the card is from at the left, what is left to do at the right."""
    right = f"{counts.new} new · {counts.learning} learning · {counts.due} due"
    if not writes:
        right = _NOT_SAVED
    if len(right) > columns:
        right = f"{counts.new + counts.learning + counts.due} left"
    room = columns - len(right) - _NARROW_GAP
    left = _place(crumbs(question), room if room >= _MIN_PLACE_COLUMNS else 0)
    return _spread(left, Text(right), columns, "srs.dim")


def _place(names: list[str], columns: int) -> Text:
    """Deck and headings; where they do not fit, the outermost ones are left out first."""
    if not columns:
        return Text()
    place = Text(" › ".join(names))
    while place.cell_len > columns and len(names) > 1:
        names = names[1:]
        place = Text("… › " + " › ".join(names))
    place.truncate(columns, overflow="ellipsis")
    return place


def status(message: str, failed: bool, below: int, canvas: Canvas) -> list[Text]:
    """What was done last, in as many rows as it needs; the last says how much is hidden below."""
    more = f"↓ {below} more line{'' if below == 1 else 's'}" if below else ""
    if len(more) > canvas.columns // 2:
        more = f"↓ {below}"
    said = Text(clean_line(message), style="srs.warning" if failed else "srs.dim")
    *rows, last = canvas.wrapped(said)
    last.rstrip()
    if last.cell_len + len(more) >= canvas.columns and more:
        rows, last = [*rows, last], Text()
    return [*rows, _spread(last, Text(more, style="srs.accent"), canvas.columns, "")]


def progress(finished: int, total: int, columns: int, seconds: float | None = None) -> Text:
    """A bar with the number of the card: `━━━━╸────  3 of 8`, and the time on it: `0:12`."""
    time = "" if seconds is None else f"  {_clock(seconds):>{_CLOCK_COLUMNS}}"
    label = f"{time}  {min(finished + 1, total)} of {total}"
    room = columns - len(label)
    if room < _MIN_PLACE_COLUMNS:
        return _spread(Text(), Text(label.strip()), columns, "srs.dim")
    full, half = divmod(2 * room * finished // max(1, total), 2)
    done = "━" * full + "╸" * half
    rest = "─" * (room - len(done))
    return Text.assemble((done, "srs.accent"), (rest, "srs.dim"), (label, "srs.dim"))


def _clock(seconds: float) -> str:
    """Minutes and seconds; an hour is as much as is told, so that nothing moves."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else "1 h +"


def question_keys(columns: int) -> list[Text]:
    """The keys while the answer is hidden, as many as fit; how to leave and to learn more first."""
    rows = [
        ["Space", "  show answer      ", "e", " edit   ", "s", " skip   ", "u", " undo   "],
        ["Space", "  show answer   ", "u", " undo   "],
        ["Space", "  show answer   "],
        ["Space", " answer "],
        ["Space "],
    ]
    for row in rows:
        line = _keyed([*row, "?", " keys   ", "q", " quit"])
        if line.cell_len <= columns:
            return [line]
    return [_keyed(["Space ", "? ", "q"])]


def typing_keys(columns: int) -> list[Text]:
    """What can be done while an answer is typed, as much of it as fits."""
    wide = _keyed(["Enter", " show answer   ", "Esc", " anew   ", "Ctrl-C", " quit"])
    narrow = _keyed(["Enter", " answer  ", "Ctrl-C", " quit"])
    return [wide if wide.cell_len <= columns else narrow]


def rating_key_rows(
    question: Question, preset: Preset, writes: bool, columns: int, max_rows: int
) -> list[Text]:
    """The four answers, each with the interval that it would give; in one or two rows."""
    pairs = [
        (key, rating.label, _interval(question, rating) if writes else "")
        for rating, key in rating_keys(preset).items()
    ]
    items = [_rating_item(*pair) for pair in pairs]
    short = [_rating_item(key, "", interval) for key, _, interval in pairs]
    for some, gap, rows in ((items, _WIDE_GAP, 1), (items, _NARROW_GAP, 1), (items, _WIDE_GAP, 2)):
        lines = _in_rows(some, gap, rows)
        if rows <= max_rows and all(line.cell_len <= columns for line in lines):
            return lines
    bare = [_rating_item(key, "", "") for key, _, _ in pairs]
    lines = _in_rows(short, 1, 1)
    return lines if lines[0].cell_len <= columns else _in_rows(bare, 1, 1)


def page_keys() -> list[Text]:
    """The keys of a page that hides the card."""
    return [_keyed(["Esc", " back"])]


def link_keys(count: int, typed: str) -> list[Text]:
    """The keys of the page on which one of several links is chosen by its number."""
    parts = [f"{typed}_" if typed else f"1-{count}", " open   "]
    return [_keyed([*parts, *(["Enter", " that   "] if typed else []), "Esc", " back"])]


def _interval(question: Question, rating: Rating) -> str:
    return short_interval(question.outcomes[rating], question.moment)


def _rating_item(key: str, label: str, interval: str) -> Text:
    item = _keyed([key, f" {label}" if label else ""])
    return item.append(f"{'  ' if label else ' '}{interval}" if interval else "", style="srs.dim")


def _in_rows(items: list[Text], gap: int, rows: int) -> list[Text]:
    """Lay items out in rows of as many each, one below the other in columns."""
    per_row = len(items) // rows
    widths = [max(item.cell_len for item in items[at::per_row]) for at in range(per_row)]
    lines = []
    for begin in range(0, len(items), per_row):
        line = Text()
        for item, width in zip(items[begin : begin + per_row], widths, strict=True):
            line.append_text(item).append(" " * (width - item.cell_len + gap))
        line.rstrip()
        lines.append(line)
    return lines


def _keyed(parts: list[str]) -> Text:
    """Keys and what they do in turn; keys are bold, the rest is dim."""
    line = Text()
    for at, part in enumerate(parts):
        line.append(part, style="srs.dim" if at % 2 else "srs.key")
    return line


def _spread(left: Text, right: Text, columns: int, style: str) -> Text:
    gap = " " * max(0, columns - left.cell_len - right.cell_len)
    return Text.assemble(left, gap, right, style=style)
