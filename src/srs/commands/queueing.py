"""Which cards of the gathered decks a review asks, and why it may ask none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from itertools import chain
from typing import NamedTuple

from srs.collection.gather import Gathered
from srs.collection.outline import Outline, read_outline
from srs.commands.choice import Choice
from srs.commands.shelf import Buried
from srs.history.names import note_digest
from srs.moment import Moment
from srs.scheduling.day import StudyDays, study_days
from srs.scheduling.lines import CardLine, due_day, is_fsrs, was_answered
from srs.scheduling.load import Load
from srs.session.queue import Candidate, Item
from srs.stats.sums import Sums


class Sifted(NamedTuple):
    """The cards that may be asked, and how many were left out, for grading would overwrite them."""

    candidates: list[Candidate]
    foreign: int


def load_of(gathered: Gathered, moment: Moment) -> Load:
    """How many cards are due on each study day."""
    days_of = study_days(moment, gathered.settings.day_starts_at)
    parts = (sums for branch in gathered.branches for _, sums in branch.parts)
    days = Counter(chain.from_iterable(sums.due_days(days_of) for sums in parts))
    return {date.fromordinal(day): count for day, count in days.items()}


# A note's number, what is kept of each of its cards, the name of its deck part by part.
_Lines = tuple[int, Sequence[CardLine], tuple[str, ...]]


class Sifter:
    """Goes through the outlines of decks for one choice of cards, on one study day."""

    def __init__(
        self,
        gathered: Gathered,
        choice: Choice,
        moment: Moment,
        *,
        everything: bool,
        only: Iterable[int] | None = None,
    ) -> None:
        """`only` are the decks to go through, all of them without."""
        self.gathered, self.choice, self.everything = gathered, choice, everything
        self.only = range(len(gathered.counted)) if only is None else only
        self.days: StudyDays = study_days(moment, gathered.settings.day_starts_at)
        self.today = moment.today.toordinal()

    def sift(self, *, overwrites: bool) -> Sifted:
        """Give the cards that count today; with `everything` all of them."""
        found: list[Candidate] = []
        foreign = 0
        for index, outline in self.outlines():
            may_be_foreign = outline.algorithm == "sm2" and not overwrites
            for number, lines, names in self.notes(index, outline):
                for card, line in enumerate(lines):
                    if may_be_foreign and is_fsrs(line):
                        foreign += 1
                    elif self.counts(due := due_day(line, self.days), line, len(lines)):
                        found.append(Candidate(Item(index, number, card), line, due, names))
        return Sifted(found, foreign)

    def counts(self, due: int | None, line: CardLine, siblings: int) -> bool:
        """Whether a card is new or due, or was answered today, which may bury its siblings."""
        if due is None or due <= self.today or self.everything:
            return True
        return siblings > 1 and was_answered(line, due, self.today)

    def outlines(self) -> Iterator[tuple[int, Outline]]:
        """The decks that have cards that count."""
        for index in self.only:
            deck = self.gathered.counted[index]
            if self.everything or any(self.has_any(sums) for _, sums in deck.parts):
                yield index, read_outline(deck)

    def has_any(self, sums: Sums) -> bool:
        """Whether any of these cards is new or due, or of FSRS, which may be foreign."""
        return bool(sums.new or sums.stamps) or (bool(sums.days) and sums.days[0] <= self.today)

    def notes(self, index: int, outline: Outline) -> Iterator[_Lines]:
        """The notes of a deck that are chosen."""
        parts: dict[tuple[str, ...], tuple[str, ...] | None] = {}
        for number, lines in enumerate(outline.notes):
            names = outline.names(number)
            if names not in parts:
                parts[names] = self.choice.first_parts(names)
            chosen = parts[names]
            if chosen is not None and (self.choice.tag is None or self.has_tag(index, number)):
                yield number, lines, chosen

    def has_tag(self, index: int, number: int) -> bool:
        """Whether a note has the tag that was asked for."""
        deck = self.gathered.decks[index]
        return self.choice.has_tag(deck.tags(deck.parsed.notes[number]))


def nothing(sifter: Sifter, *, overwrites: bool, has_limits: bool) -> str:
    """Say why nothing is asked; `sifter` must go through everything."""
    sifted = sifter.sift(overwrites=overwrites)
    days = [candidate.due for candidate in sifted.candidates]
    if not days and not sifted.foreign:
        return "There are no cards here. A card is a front, a line -?- and a back; see the README."
    coming = [day for day in days if day is not None and day > sifter.today]
    if len(coming) < len(days):
        if has_limits:
            return "Nothing to ask within the limits that were set."
        return (
            "Nothing to ask: of each note that is due, a card was answered today (see --no-bury)."
        )
    if not coming:
        return "Nothing else is due."
    return f"Nothing is due. The next card is due {_when(min(coming), sifter.today)}."


def _when(day: int, today: int) -> str:
    ahead, shown = day - today, date.fromordinal(day)
    return f"tomorrow, {shown}" if ahead == 1 else f"in {ahead} days, on {shown}"


def without_buried(
    gathered: Gathered, candidates: Iterable[Candidate], buried: Set[Buried]
) -> list[Candidate]:
    """Leave out the cards that were buried today; the decks that they are in are loaded."""
    decks = {deck for deck, _, _ in buried}
    kept = []
    for each in candidates:
        file = gathered.counted[each.item.deck].place.file
        if file in decks:
            deck = gathered.decks[each.item.deck]
            note = deck.parsed.notes[each.item.note]
            digest = note_digest(note.kind, deck.parsed.sides(note))
            if (file, digest, each.item.card) in buried:
                continue
        kept.append(each)
    return kept
