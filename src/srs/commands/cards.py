"""`srs cards`: list cards."""

from __future__ import annotations

from dataclasses import dataclass

from srs.collection.deck import Deck
from srs.commands.card_json import card_object, due_text, state_of
from srs.commands.choice import Choice
from srs.commands.context import Context
from srs.model import Card, Note
from srs.moment import Moment
from srs.terminal.words import counted


@dataclass(frozen=True, slots=True)
class CardsOptions:
    """Which cards to list; `due` and `new` together list both."""

    due: bool
    new: bool
    choice: Choice
    search: str | None


def run(context: Context, options: CardsOptions) -> int:
    """List cards in the order of files and lines, one per line or as JSON."""
    collection = context.load()
    names = {name for deck in collection.decks for name in deck.all_names}
    options.choice.check(names, collection.decks)
    moment = context.moment(collection.settings)
    found = [each for each in collection.cards if _is_wanted(*each, options, moment)]
    if context.as_json:
        context.write_json({"cards": [card_object(*each) for each in found]})
    else:
        for each in found:
            context.write(_line(*each))
        context.tell(counted(len(found), "card"))
    return 1 if collection.problems else 0


def _is_wanted(deck: Deck, note: Note, card: Card, options: CardsOptions, moment: Moment) -> bool:
    if options.due or options.new:
        due = deck.due_day(card, moment)
        if deck.is_suspended(note):
            return False
        if not (options.new if due is None else options.due and due <= moment.today):
            return False
    if not options.choice.takes(deck, note):
        return False
    sides = deck.parsed.sides(note)[card.index]
    text = f"{sides.front}\n{sides.back}".casefold()
    return options.search is None or options.search.casefold() in text


def _line(deck: Deck, note: Note, card: Card) -> str:
    front = deck.parsed.sides(note)[card.index].front.partition("\n")[0]
    when = due_text(card.schedule) or "-"
    state = "suspended" if deck.is_suspended(note) else state_of(card.schedule)
    return f"{deck.shown}:{note.first_line + 1}  {state:10}  {when:10}  {front}"
