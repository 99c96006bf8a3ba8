"""Rules for what goes wrong when the Obsidian plugin writes a grade."""

from __future__ import annotations

from collections.abc import Iterator

from srs.lint.plugin_reading import PluginNote
from srs.lint.plugin_view import PluginView
from srs.lint.plugin_writing import comment_line, damage
from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.model import Note
from srs.text import BLANKS


def unseen_schedule(deck: CheckedDeck) -> Iterator[Finding]:
    for view, note, theirs in _read_alike(deck):
        if note.comment is None:
            continue
        line = deck.source.line_of(note.comment.span.start)
        read = comment_line(view, theirs)
        if line not in theirs.lines:
            yield Finding(
                note.comment.span,
                "Obsidian would not see this schedule, and add a second one at the next grade. "
                f"{_where(deck, note)}.",
            )
        elif read != line and read is not None:
            yield Finding(
                note.comment.span,
                f"Obsidian would not see this schedule, but what stands in line {read + 1}. Begin "
                "that with anything but `<!--SR:`.",
            )


def _where(deck: CheckedDeck, note: Note) -> str:
    if note.kind.startswith("single"):
        return "Put it on the line below the card, at the start of the line"
    return "Put it on the line below the card's last one"


def damaged(deck: CheckedDeck) -> Iterator[Finding]:
    text = deck.source.text
    notes = list(_read_alike(deck))
    if notes and "\r" in text:
        yield Finding(
            deck.source.line_span(deck.source.line_of(text.index("\r"))),
            "Grading in Obsidian would change the end of every line: it writes LF for CRLF. Let an "
            "editor save the file with LF.",
        )
    for view, note, theirs in notes:
        for sentence in damage(view, note, theirs):
            yield Finding(deck.first_line(note), f"Grading in Obsidian would do harm: {sentence}")


def not_found_again(deck: CheckedDeck) -> Iterator[Finding]:
    lines = [line.rstrip(BLANKS) for line in deck.source.lines]
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for _, note, theirs in _read_alike(deck):
        wanted = "\n".join(line.rstrip(BLANKS) for line in theirs.text.split("\n"))
        at = text.find(wanted)
        if at < 0:
            yield Finding(
                deck.first_line(note),
                "Obsidian would not find this card again, and lose its grade. Let no comment "
                "begin a line of the card, and close code with as many marks as open it.",
            )
        elif at < starts[theirs.lines[0]]:
            earlier = text.count("\n", 0, at) + 1
            yield Finding(
                deck.first_line(note),
                f"Obsidian would write the grade of this card to line {earlier}, where the same "
                "text stands. Change one of the two.",
            )


def _read_alike(deck: CheckedDeck) -> Iterator[tuple[PluginView, Note, PluginNote]]:
    """The notes that the plugin reads as we do."""
    if view := deck.plugin_view:
        for index, theirs in view.same.items():
            yield view, deck.parsed.notes[index], theirs


RULES = (
    Rule(
        code="SRS405",
        name="schedule-unseen-in-obsidian",
        summary="Obsidian would not see the schedule of a card.",
        explanation="To the plugin a comment is a card's if it stands in the run of lines of the "
        "card; a card of one line has it at the end of that line, or at the very start of the "
        "next. Elsewhere, as after the blank line that some formatters put in, the card counts as "
        "new, and the next grade adds a second comment.",
        bad="Capital of Chile\n-?-\nSantiago\n\n<!--SR:!2025-12-14,2,248-->\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-14,2,248-->\n",
        check=unseen_schedule,
    ),
    Rule(
        code="SRS406",
        name="damaged-by-obsidian",
        summary="Grading a card in Obsidian would do harm to the file.",
        explanation="When it writes a grade, the plugin makes LF of every CRLF, strips the blanks "
        "at the ends of the card's lines (and hard breaks with them), moves or deletes what "
        "follows a comment on its line, and writes the comment at the start of a line, which ends "
        "a list, quote or table that goes on below. A comment in the midst of a card leaves a "
        "blank line, which ends the card.",
        bad="- Capital of Chile\n  -?-\n  Santiago\n\n- Chile lies in South America.\n",
        good="Capital of Chile\n-?-\nSantiago\n\n- Chile lies in South America.\n",
        check=damaged,
    ),
    Rule(
        code="SRS407",
        name="not-found-by-obsidian",
        summary="Obsidian would write the grade of a card to another place, or lose it.",
        explanation="The plugin finds a card again by searching for its text. Of two equal cards "
        "it changes the first, and where a card's text is the beginning of an earlier one, or "
        "stands in prose above, it writes there, even within a line. If it read the card with "
        "lines left out, it does not find it, and the grade is lost.",
        bad="Capitals\n-?-\nSantiago and Lima\n\nCapitals\n-?-\nSantiago\n",
        good="Capitals\n-?-\nSantiago and Lima\n\nCapital\n-?-\nSantiago\n",
        check=not_found_again,
    ),
)
