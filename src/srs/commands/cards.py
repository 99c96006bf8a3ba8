"""`srs cards`: list cards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.load import is_wanted
from srs.collection.spread import spread
from srs.commands.card_json import card_object, due_text, state_of
from srs.commands.choice import Choice
from srs.commands.context import Context
from srs.errors import SrsError
from srs.model import Card, Note
from srs.moment import Moment
from srs.settings.layers import Layers
from srs.terminal.words import counted

_TOGETHER = 1000
_LONG_WORK = 200
_BEGIN = '{"version": 1, "cards": ['


@dataclass(frozen=True, slots=True)
class CardsOptions:
    """Which cards to list; `due` and `new` together list both."""

    due: bool
    new: bool
    choice: Choice
    search: str | None


def run(context: Context, options: CardsOptions) -> int:
    """List cards in the order of files and lines, one per line or as JSON.

    Decks are loaded and let go some at a time; of all that is in them only lines are kept.
    """
    at = context.places()
    listing = _Listing(context, at.layers, options)
    names: set[str] = set()
    tags: set[str] = set()
    decks, cards, problems = 0, 0, at.problems
    for some in _batches(at.found.decks):
        is_long = len(some) >= _LONG_WORK
        results: Iterable[Any] = (spread if is_long else map)(listing.of, some)
        for found in results:
            own_problems, own_names, own_tags, own_cards = found
            problems += own_problems
            if own_cards is None:
                continue
            names.update(own_names)
            tags.update(own_tags)
            listing.write(own_cards, is_first=not cards)
            decks, cards = decks + 1, cards + len(own_cards)
    options.choice.check(names, tags)
    listing.end(cards)
    context.tell_of(problems, at.found.skipped, at.layers.settings, decks=decks)
    if not context.as_json:
        context.tell(counted(cards, "card"))
    return 1 if problems else 0


def _batches(places: Sequence[DeckPath]) -> Iterator[Sequence[DeckPath]]:
    return (places[at : at + _TOGETHER] for at in range(0, len(places), _TOGETHER))


class _Listing:
    """Lists the cards of decks, as lines or as objects of one JSON document."""

    def __init__(self, context: Context, layers: Layers, options: CardsOptions) -> None:
        self.context, self.layers, self.options = context, layers, options
        self.moment = context.moment(layers.settings)

    def of(self, place: DeckPath) -> tuple[object, ...]:
        """Give why a deck cannot be read, its names and tags, what is to be written of its cards.

        The last is None for a file that is no deck, or cannot be read.
        """
        try:
            deck = load_deck(place, self.layers, self.context.cwd)
        except SrsError as error:
            return [str(error)], (), (), None
        if not is_wanted(place, deck):
            return [], (), (), None
        chosen = (each for each in deck.cards if _is_wanted(deck, *each, self.options, self.moment))
        tags = tuple(deck.all_tags) if self.options.choice.tag is not None else ()
        return [], deck.all_names, tags, [self.text(deck, *each) for each in chosen]

    def text(self, deck: Deck, note: Note, card: Card) -> str:
        """What is to be written of one card."""
        if not self.context.as_json:
            return _line(deck, note, card)
        return json.dumps(card_object(deck, note, card))

    def write(self, cards: list[str], *, is_first: bool) -> None:
        """Write the cards of a deck."""
        if not cards:
            return
        if self.context.as_json:
            self.context.write_part((_BEGIN if is_first else ", ") + ", ".join(cards))
        else:
            self.context.write("\n".join(cards))

    def end(self, cards: int) -> None:
        """Write what comes after all cards."""
        if self.context.as_json:
            self.context.write_part("]}\n" if cards else f"{_BEGIN}]}}\n")


def _is_wanted(deck: Deck, note: Note, card: Card, options: CardsOptions, moment: Moment) -> bool:
    if options.due or options.new:
        due = deck.due_day(card, moment)
        if deck.is_suspended(note):
            return False
        if not (options.new if due is None else options.due and due <= moment.today):
            return False
    if not options.choice.takes(deck, note):
        return False
    if options.search is None:
        return True
    sides = deck.parsed.sides(note)[card.number]
    return options.search.casefold() in f"{sides.front}\n{sides.back}".casefold()


def _line(deck: Deck, note: Note, card: Card) -> str:
    front = deck.parsed.sides(note)[card.number].front.partition("\n")[0]
    when = due_text(card.schedule) or "-"
    state = "suspended" if deck.is_suspended(note) else state_of(card.schedule)
    return f"{deck.shown}:{note.first_line + 1}  {state:10}  {when:10}  {front}"
