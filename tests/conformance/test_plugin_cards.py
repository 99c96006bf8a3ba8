"""The cards that the plugin finds in a file, with their decks and schedules, are found here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from srs.collection.deck import Deck
from srs.commands.card_json import card_object
from srs.model import Card, FsrsSchedule
from srs.moment import Moment
from tests.conformance.plugin_cases import (
    Case,
    Tally,
    Vault,
    moment_of,
    strict_cases,
    without_markup,
)

_FSRS_NAMES = {"learning_steps": "step"}


def test_cards_are_those_of_the_plugin(vault: Vault) -> None:
    tally = Tally()
    for case in strict_cases("parse_curated", "parse_random"):
        vault.fill(case)
        expected, found = list(plugin_cards(case)), list(our_cards(vault, case))
        tally.add(case, expected != found and first_difference(expected, found))
    tally.check("cards", "Cards of a file")


def first_difference(expected: list[Any], found: list[Any]) -> object:
    pairs = zip(expected, found, strict=False)
    return next((pair for pair in pairs if pair[0] != pair[1]), (len(expected), len(found)))


def plugin_cards(case: Case) -> Iterator[dict[str, Any]]:
    """What the plugin knows of each card, by our names."""
    for index, question in enumerate(case["expected"]["questions"]):
        for number, card in enumerate(question["cards"]):
            schedule = card["schedule"]
            yield {
                "note": index,
                "card": number,
                "kind": question["type"],
                "decks": question["topic_paths"],
                "block_id": question["block_id"],
                "context": question["context"],
                "front": without_markup(card["front"]).strip(),
                "back": without_markup(card["back"]).strip(),
                "end_line": None if ends_by_marker(case) else question["last_line"] + 1,
                "schedule": schedule and plugin_schedule(schedule),
                "is_due": schedule and schedule["is_due"],
            }


def ends_by_marker(case: Case) -> bool:
    """Whether blank lines above a marker count as the note's, which they do not here."""
    return bool(case["settings"].get("multilineCardEndMarker"))


def plugin_schedule(schedule: dict[str, Any]) -> dict[str, Any]:
    fields = {_FSRS_NAMES.get(name, name): value for name, value in schedule.items()}
    fields["algorithm"] = fields.pop("kind")
    del fields["is_due"]
    if fields["algorithm"] == "fsrs":
        del fields["ease"]
    return fields


def our_cards(vault: Vault, case: Case) -> Iterator[dict[str, Any]]:
    """The same of each card here."""
    context = vault.context(moment_of(case["now"]))
    collection = context.load()
    moment = context.moment(collection.settings)
    for deck, note, card in collection.cards:
        known = card_object(deck, note, card)
        names = "note card kind decks block_id context end_line schedule".split()
        fields = {name: known[name] for name in names}
        fields |= {side: str(known[side]).strip() for side in ("front", "back")}
        fields["is_due"] = is_due(deck, card, moment)
        if ends_by_marker(case):
            fields["end_line"] = None
        yield fields


def is_due(deck: Deck, card: Card, moment: Moment) -> bool | None:
    """Whether a card is due, of FSRS cards by the minute, as the plugin has it."""
    if isinstance(card.schedule, FsrsSchedule):
        return card.schedule.due <= moment.now
    day = deck.due_day(card, moment)
    return None if day is None else day <= moment.today
