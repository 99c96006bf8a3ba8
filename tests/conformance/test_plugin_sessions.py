"""Whole sessions: the same cards in the same order, the same decks, the same files afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from srs.commands import review, stats
from srs.commands.choice import Choice
from srs.commands.context import Context
from srs.commands.live_review import LiveReview
from srs.commands.review import Modes, ReviewOptions
from srs.commands.stats import StatsOptions
from srs.model import Rating
from tests.conformance.plugin_cases import Case, Tally, Vault, cases, moment_of
from tests.conformance.test_plugin_grades import like

Place = tuple[str, int, int]
RATINGS = {rating.label: rating for rating in Rating}


def test_sessions_are_those_of_the_plugin(vault: Vault) -> None:
    tally = Tally()
    for case in cases("queue"):
        vault.fill(case)
        session = Session(case, vault)
        problems = [*tree_problems(case, vault), *session.play()]
        tally.add(case, problems, at_another_place=session.has_moved_comments)
    tally.check("sessions", "Sessions")


def tree_problems(case: Case, vault: Vault) -> Iterator[str]:
    """Compare the deck tree before the first answer."""
    context = vault.context(moment_of(case["now"]))
    stats.run(context, StatsOptions())
    document = written(context)
    found = {row["deck"]: row for row in document["decks"]} | {"": document["total"]}
    for row in case["expected"]["decks"]:
        known = found.pop(row["deck"], {})
        ours = {name: row["deck"] if name == "deck" else known.get(name) for name in row}
        if case.get("mode") == "cram":  # there every card with a schedule counts as due
            ours["due"] = known["total"] - known["new"]
        if ours != row:
            yield f"{ours} instead of {row}"
    if found:
        yield f"there are no decks {sorted(found)}"


def written(context: Context) -> dict[str, Any]:
    """The JSON document on stdout."""
    context.stdout.seek(0)
    document: dict[str, Any] = json.load(context.stdout)
    return document


class Session:
    """One session, each card answered as it was in the plugin's.

    Two things are different on purpose. A card that is not through comes back; it gets the next of
    the answers that it had in the plugin's session, and without any more it is passed over.
    Skipped notes come last, instead of not at all, and are passed over, too.
    """

    def __init__(self, case: Case, vault: Vault) -> None:
        self.case, self.vault = case, vault
        self.now = moment_of(case["now"])
        self.answers: dict[Place, list[str]] = {}
        for card in case["expected"]["order"]:
            self.answers.setdefault(place_of(card), []).append(card["response"])
        self.shown: dict[Place, tuple[str, bool]] = {}
        self.skipped: set[tuple[str, int]] = set()
        self.has_moved_comments = False

    def play(self) -> Iterator[str]:
        """Answer all cards; say what differs from the plugin's session."""
        live = self.begin()
        passed: set[Place] = set()
        while (question := live.question) and (place := self.places(live)[0]) not in passed:
            self.shown.setdefault(place, (question.deck, question.schedule is None))
            rating = self.rating(place)
            if rating:
                live.grade(rating, 0)
                self.now += timedelta(seconds=self.case.get("step_seconds", 0))
                passed.clear()
            else:
                live.skip()
                passed.add(place)
        yield from self.problems([place for place in self.places(live) if not self.gone(place)])

    def begin(self) -> LiveReview:
        """Begin a session in the vault as it is now."""
        context = self.vault.context(self.now)._replace(clock=lambda: self.now)
        modes = Modes(cram=self.case.get("mode") == "cram", convert=True)
        options = ReviewOptions(Choice(self.case.get("deck")), modes, list.clear, lambda: 0)
        gathered = context.gather({}, whole=True)
        queue = review.queue_of(context, gathered, options)
        return review.open_review(context, gathered, queue, options)

    def places(self, live: LiveReview) -> list[Place]:
        """The cards that are still to be asked."""
        items = live._progress.queue
        return [(live._decks[item.deck].shown, item.note, item.card) for item in items]

    def gone(self, place: Place) -> bool:
        """Whether the plugin asks a card no more, since its note was skipped."""
        return place[:2] in self.skipped

    def rating(self, place: Place) -> Rating | None:
        """The next answer to a card; None to pass it over."""
        waiting = self.answers.get(place)
        response = waiting.pop(0) if waiting else None
        if response == "Skip":
            self.skipped.add(place[:2])
        return RATINGS.get(response or "")

    def problems(self, left: list[Place]) -> Iterator[str]:
        expected = self.case["expected"]
        shown: dict[Place, tuple[str, bool]] = {}
        for card in expected["order"]:
            shown.setdefault(place_of(card), (card["deck"], card["new"]))
        if list(self.shown.items()) != list(shown.items()):
            yield f"shown {self.shown} instead of {shown}"
        if len(left) != sum(expected["remaining"].values()):
            yield f"{left} are left instead of {expected['remaining']}"
        for file in expected["files_after"]:
            after = self.vault.read(file["path"])
            likeness = like(self.case, after, [file["text"]])
            self.has_moved_comments |= likeness == "moved"
            if not likeness:
                yield f"{after!r} instead of {file['text']!r}"
        for note in expected["buried"]:
            siblings = [place for place in self.places(self.begin()) if place not in self.shown]
            if tuple(note.values()) in [place[:2] for place in siblings]:
                yield f"a card beside one that was answered is asked on the same day: {note}"


def place_of(card: dict[str, Any]) -> Place:
    """Where a card of a case is."""
    return card["path"], card["question"], card["card"]
