"""Rules for cards that are asked twice, in a deck and across decks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.model import Problem
from srs.pieces import Span

# Shorter questions may lean on the headings above them: "Time to look up a key".
_STANDS_ALONE_CHARACTERS = 40
ACROSS = "SRS208"


@dataclass(frozen=True, slots=True)
class CardKey:
    """What a note asks, and where it stands; two notes with the same `asks` are the same."""

    asks: tuple[str, ...]
    path: str
    line: int
    span: Span


def card_keys(deck: CheckedDeck) -> Iterator[CardKey]:
    """What each note of a deck asks; notes without a front or a back are left out."""
    for note, sides in deck.sides:
        if sides and sides[0].front and sides[0].back:
            front, back = sides[0].front, sides[0].back
            headings = () if len(front) >= _STANDS_ALONE_CHARACTERS else note.context
            span = deck.first_line(note)
            line = deck.source.place(span.start)[0]
            yield CardKey((front, back, *headings), deck.source.path, line, span)


def across_decks(keys: Iterable[CardKey]) -> Iterator[Problem]:
    """The notes that stand in an earlier deck as well; `keys` are those of all decks, in order."""
    first: dict[tuple[str, ...], CardKey] = {}
    for key in keys:
        earlier = first.setdefault(key.asks, key)
        if earlier.path != key.path:
            message = f"The same card stands in {earlier.path}:{earlier.line}. Keep one of the two."
            yield Problem(key.path, key.line, 1, ACROSS, message, key.span)


def equal(deck: CheckedDeck) -> Iterator[Finding]:
    first: dict[tuple[str, ...], CardKey] = {}
    for key in card_keys(deck):
        earlier = first.setdefault(key.asks, key)
        if earlier is not key:
            yield Finding(
                key.span, f"The same card stands in line {earlier.line}. Keep one of the two."
            )


def same_front(deck: CheckedDeck) -> Iterator[Finding]:
    first: dict[tuple[str, ...], tuple[str, int]] = {}
    for note, sides in deck.sides:
        if not sides or not sides[0].front or not sides[0].back:
            continue
        span = deck.first_line(note)
        line = deck.source.place(span.start)[0]
        back, earlier = first.setdefault((sides[0].front, *note.context), (sides[0].back, line))
        if back != sides[0].back:
            yield Finding(
                span,
                f"The card in line {earlier} asks the same, with another answer. Say in the "
                "questions which answer is meant.",
            )


RULES = (
    Rule(
        code="SRS206",
        name="equal-cards",
        summary="A card stands twice in a deck.",
        explanation="Both sides are equal. The headings above belong to a question that is shorter "
        f'than {_STANDS_ALONE_CHARACTERS} characters: "Time to look up a key" asks something '
        "else under every heading.",
        bad="Capital of Chile\n-?-\nSantiago\n\nCapital of Peru\n-?-\nLima\n\n"
        "Capital of Chile\n-?-\nSantiago\n",
        good="Capital of Chile\n-?-\nSantiago\n\nCapital of Peru\n-?-\nLima\n",
        check=equal,
    ),
    Rule(
        code="SRS207",
        name="same-front",
        summary="Two cards of a deck ask the same, with different answers.",
        explanation="Whoever is asked cannot know which answer is wanted. Questions under "
        "different headings differ, and so do the second sides of cards that are asked each way: "
        "two words may have one translation.",
        bad="City in Chile\n-?-\nSantiago\n\nCity in Chile\n-?-\nValparaíso\n",
        good="Capital of Chile\n-?-\nSantiago\n\nLargest harbour of Chile\n-?-\nValparaíso\n",
        check=same_front,
    ),
    Rule(
        code=ACROSS,
        name="equal-in-decks",
        summary="A card stands in two decks.",
        explanation="As in SRS206, over all decks that are checked together. A sign of a deck that "
        "was copied, by hand or by a program that keeps folders in step.",
        bad="Capital of Chile\n-?-\nSantiago\n",
        good="Capital of Chile\n-?-\nSantiago\n",
    ),
)
