"""What must hold for any bytes at all, as a deck and as a scheduling comment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from srs.collection.front_matter import read_front_matter
from srs.errors import SaveError, SourceError
from srs.markdown.parser import Parsed, parse
from srs.markdown.sr_comment import format_schedule, read_comment
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.writing import schedule_edits
from srs.model import Note, Schedule, Sm2Schedule
from srs.text import Source, apply_edits, decode, encode
from tests.hostile.hostile_decks import DECKS

GRADED = Sm2Schedule(date(2026, 1, 2), 34, 256)
SYNTAX = SyntaxSettings(
    multi_basic="?",
    multi_reversed="??",
    single_basic="::",
    single_reversed=":::",
    cloze_patterns=("==[123;;]answer[;;hint]==", "{{[123;;]answer[;;hint]}}"),
    leading_tag=True,
)


def comment(data: bytes) -> None:
    """A comment of any bytes is read, its parts lie in it, and its schedules survive writing."""
    text = f"<!--SR:{data.decode('utf-8', 'surrogateescape')}-->"
    found = read_comment(text, 0)
    assert found is not None
    after = 0
    for segment in found.segments:
        assert after < segment.span.start < segment.span.end <= found.span.end <= len(text)
        after = segment.span.end
        if segment.schedule is not None:
            assert segment.problem is None
            written = format_schedule(segment.schedule)  # what is below a millisecond is cut
            again = read_comment(f"<!--SR:!{written}-->", 0)
            assert again is not None
            assert [_written(part.schedule) for part in again.segments] == [written]


def _written(schedule: Schedule | None) -> str:
    return format_schedule(schedule) if schedule else ""


def deck(data: bytes) -> None:
    """A deck of any bytes is read; grading a card changes its schedule and no other one."""
    try:
        text = decode(data, "deck.md")
    except SourceError:
        return
    assert encode(text) == data
    parsed = parse(Source("deck.md", text), SYNTAX)
    read_front_matter(parsed.front_matter, strict=True)
    after = 0
    for note in parsed.notes:
        assert after <= note.span.start <= note.span.end <= len(text)
        after = note.span.end
        assert len(parsed.sides(note)) == len(note.cards)
    if parsed.notes:
        _grade(parsed, parsed.notes[len(data) % len(parsed.notes)])


def _grade(parsed: Parsed, note: Note) -> None:
    try:
        edits = schedule_edits(parsed, note, {0: GRADED})
    except SaveError:
        return
    again = parse(Source("deck.md", apply_edits(parsed.source.text, edits)), SYNTAX)
    wanted = [[card.schedule for card in other.cards] for other in parsed.notes]
    wanted[note.number][0] = GRADED
    assert [[card.schedule for card in other.cards] for other in again.notes] == wanted


TARGETS: dict[str, Callable[[bytes], None]] = {"comment": comment, "deck": deck}


def seeds(target: str) -> Iterator[bytes]:
    """What the fuzzer begins with."""
    for make in DECKS.values():
        text = make(300)
        if target == "deck":
            yield encode(text)
        else:
            yield encode(text.rpartition("<!--SR:")[2].removesuffix("-->\n"))
    yield b"!2025-12-14,2.5,248!fsrs,2026-06-14T10:00:00.000Z,3,3.12,5.2,2,1,0,0,-"
    if target == "deck":
        for file in sorted((Path(__file__).parents[1] / "data" / "markdown").glob("*.md")):
            yield file.read_bytes()[:4000]
