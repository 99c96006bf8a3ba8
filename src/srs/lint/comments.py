"""Rules for scheduling comments: whether each is read, and by which note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from srs.lint.removal import whole_line
from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.markdown.plain_segments import CLOSING, OPENING
from srs.markdown.sr_comment import UNREVIEWED
from srs.model import Segment, SrComment
from srs.pieces import Edit, Span

_NEARLY = re.compile(
    r"<!--(?!SR:)[ \t]*SR[ \t]*:?[ \t]*!?[ \t]*(?:fsrs,|\d{4}-\d\d?-\d\d?,)[^\r\n]*?(?:-->|$)",
    re.IGNORECASE | re.MULTILINE | re.ASCII,
)
_LONGEST_QUOTE = 100


def broken(deck: CheckedDeck) -> Iterator[Finding]:
    """Parts that cannot be read, and comments that only look like scheduling comments."""
    for note in deck.parsed.notes:
        for segment in note.comment.segments if note.comment else ():
            if segment.problem:
                yield Finding(
                    segment.span,
                    f"This part of the scheduling comment cannot be read: "
                    f"{_short(segment.problem)}. The card counts as new; correct the part.",
                )
    for match in _NEARLY.finditer(deck.source.text):
        if not deck.is_code(match.start()):
            yield Finding(
                Span(*match.span()),
                "This is nearly a scheduling comment, and is not read. Begin it with `<!--SR:!`.",
            )


def surplus_parts(deck: CheckedDeck) -> Iterator[Finding]:
    for note in deck.parsed.notes:
        if note.comment and len(note.comment.segments) > len(note.cards) > 0:
            more = note.comment.segments[len(note.cards) :]
            cards, parts = _counted(len(note.cards), "card"), len(note.comment.segments)
            yield Finding(
                Span(more[0].span.start, more[-1].span.end),
                f"The scheduling comment has {parts} parts for {cards}; the last "
                f"{_counted(len(more), 'part')} count for nothing. Delete what belongs to no card.",
                _without(deck, note.comment, more),
            )


def orphans(deck: CheckedDeck) -> Iterator[Finding]:
    for found in deck.parsed.orphans:
        if found.comment.segments:
            spare = _says_nothing(deck, found.comment)
            yield Finding(
                found.comment.span,
                "This scheduling comment belongs to no note. Move it under its note, or delete it.",
                whole_line(deck, found.comment.span) if spare else None,
            )


def second_comments(deck: CheckedDeck) -> Iterator[Finding]:
    notes = deck.parsed.notes
    firsts = [note.first_line for note in notes]
    for found in deck.parsed.surplus:
        note = notes[bisect_right(firsts, found.first) - 1]
        if not found.comment.segments or note.comment is None:
            continue
        line = deck.source.place(note.comment.span.start)[0]
        same = deck.text_at(found.comment.span) == deck.text_at(note.comment.span)
        spare = same or _says_nothing(deck, found.comment)
        yield Finding(
            found.comment.span,
            f"The note has a scheduling comment already, in line {line}; this one is not read. "
            "Keep the right one of the two.",
            whole_line(deck, found.comment.span) if spare else None,
        )


def empty(deck: CheckedDeck) -> Iterator[Finding]:
    for comment in deck.comments:
        if not comment.segments:
            yield Finding(
                comment.span,
                "This scheduling comment is empty. Delete it.",
                whole_line(deck, comment.span),
            )


def _says_nothing(deck: CheckedDeck, comment: SrComment) -> bool:
    """Whether a comment says that no card was reviewed, and nothing else."""
    parts = f"!{UNREVIEWED}" * len(comment.segments)
    return deck.text_at(comment.span) == OPENING + parts + CLOSING


def _without(deck: CheckedDeck, comment: SrComment, more: tuple[Segment, ...]) -> Edit | None:
    """The edit that takes parts off the end, if all that they say is that nothing was reviewed."""
    kept = comment.segments[-len(more) - 1]
    text = deck.source.text
    start, end = kept.span.end, comment.span.end - len(CLOSING)
    if text[start:end] != f"!{UNREVIEWED}" * len(more):
        return None
    return Edit(Span(start, end), "")


def _short(problem: str) -> str:
    return problem if len(problem) <= _LONGEST_QUOTE else problem[: _LONGEST_QUOTE - 1] + "…"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


RULES = (
    Rule(
        code="SRS101",
        name="broken-comment",
        summary="A part of a scheduling comment cannot be read.",
        explanation="A part is a due date, an interval in days and an ease in per cent, as in "
        "`!2025-12-14,2,248`. A part that says something else is kept as it is, and its card "
        "counts as new until it is graded: then the part is written over. A comment that begins "
        "with anything but `<!--SR:`, such as `<!-- SR:`, is not read at all.",
        bad="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-13-14,2,248-->\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248-->\n",
        check=broken,
    ),
    Rule(
        code="SRS103",
        name="surplus-parts",
        summary="A scheduling comment has more parts than its note has cards.",
        explanation="The parts stand for the cards in order; those beyond the last card count "
        "for nothing. This happens when `-??-` becomes `-?-`, or a hidden part of a text is taken "
        "away, and then the parts that are left may stand for the wrong cards.\n\n"
        "`--fix` deletes the parts if all that they say is that a card was not reviewed "
        "(`2000-01-01,1,250`).",
        bad="fast-forward\n-?-\nA merge that only moves a name\n"
        "<!--SR:!2025-12-14,2,248!2026-01-03,9,230-->\n",
        good="fast-forward\n-??-\nA merge that only moves a name\n"
        "<!--SR:!2025-12-14,2,248!2026-01-03,9,230-->\n",
        check=surplus_parts,
    ),
    Rule(
        code="SRS104",
        name="stray-comment",
        summary="A scheduling comment belongs to no note.",
        explanation="A comment counts if it stands under its note, at the end of the note's last "
        "line, or directly above the note. Elsewhere it is the schedule of a card that was moved "
        "or deleted, or of a kind of card that is not turned on (see `preset` in the settings).\n\n"
        "`--fix` deletes such a comment if all that it says is that a card was not reviewed.",
        bad="Capital of Chile\n-?-\nSantiago\n\nChile lies in South America.\n\n"
        "<!--SR:!2025-12-14,2,248-->\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248-->\n\n"
        "Chile lies in South America.\n",
        check=orphans,
    ),
    Rule(
        code="SRS105",
        name="second-comment",
        summary="A note has more than one scheduling comment.",
        explanation="Only the first comment of a note is read and written; a second one is mostly "
        "left by a merge or by copying.\n\n"
        "`--fix` deletes a later comment that is equal to the first, or whose parts only say that "
        "a card was not reviewed.",
        bad="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248-->\n"
        "<!--SR:!2025-12-20,6,248-->\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-20,6,248-->\n",
        check=second_comments,
    ),
    Rule(
        code="SRS108",
        name="empty-comment",
        summary="A scheduling comment has no parts.",
        explanation="It says nothing of any card. `--fix` deletes it if it has a line of its own.",
        bad="Capital of Chile\n-?-\nSantiago\n<!--SR:-->\n",
        good="Capital of Chile\n-?-\nSantiago\n",
        check=empty,
    ),
)
