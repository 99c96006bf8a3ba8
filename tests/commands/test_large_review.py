"""A review of many decks asks what one of loaded decks asks, and loads only what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srs.collection import gather as gathering
from srs.collection import survey as surveying
from srs.collection.config import Cache
from srs.collection.deck import Deck, load_deck
from srs.collection.gather import Gathered
from srs.commands import review
from srs.commands.choice import Choice
from srs.commands.context import Context
from srs.commands.known_queue import KnownQueue
from srs.commands.live_review import LiveReview
from srs.commands.queueing import load_of
from srs.commands.review import Modes, ReviewOptions, open_review, queue_of
from srs.errors import SrsError
from srs.model import Rating

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card

SCHEDULES = (
    "",
    "!2025-12-13,1,230",
    "!2025-12-14,0,230",
    "!2025-12-17,3,248",
    "!2025-12-14,3,248!2000-01-01,1,250",
    "!2026-12-14,300,248!2025-12-14,9,250",
    "!fsrs,2025-12-14T10:10:00.000Z,0,3.1,5.2,1,1,0,1,2025-12-14T10:00:00.000Z",
    "!fsrs,2025-12-10T10:00:00.000Z,3,3.1,5.2,2,1,0,0,2025-12-07T10:00:00.000Z"
    "!fsrs,2025-12-14T22:00:00.000Z,0,3.1,5.2,1,1,0,1,2025-12-12T10:00:00.000Z",
    "!fsrs,2025-12-10T10:00:00.000Z,3,3.1,5.2,2,1,0,0,2025-12-07T10:00:00.000Z",
)
SIBLING_IN_A_STEP = SCHEDULES[7]


@pytest.fixture(autouse=True)
def _few_decks_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (gathering, surveying):
        monkeypatch.setattr(module, "MANY_DECKS", 0)


ALL, PLAIN = Choice(), Modes()
PATHS = ("d/0.md", "d/1/b.md", "d/1-a.md", "d/2.md")  # a folder's deck between others


def options(choice: Choice = ALL, modes: Modes = PLAIN) -> ReviewOptions:
    return ReviewOptions(choice, modes, lambda _: None, lambda: 0.0)


def both(context: Context, settings_options: dict[str, object]) -> list[Gathered]:
    return [context.gather(settings_options, whole=whole) for whole in (True, False)]


def lay(desk: Desk, decks: list[list[tuple[bool, str]]], *, tags: bool = False) -> None:
    """Write decks of cards, two-sided or not, with schedules."""
    for number, notes in enumerate(decks):
        text = "".join(
            (reversed_card if is_reversed else card)(f"front {index}", schedule)
            for index, (is_reversed, schedule) in enumerate(notes)
        )
        desk.write(PATHS[number], f"#t/{number % 2} #t/2\n\n{text}" if tags else text)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    decks=st.lists(
        st.lists(st.tuples(st.booleans(), st.sampled_from(SCHEDULES)), max_size=4), max_size=4
    ),
    tags=st.booleans(),
    given_options=st.fixed_dictionaries(
        {
            "review.order": st.sampled_from(["due", "new", "file", "overdue"]),
            "review.bury": st.booleans(),
            "algorithm": st.sampled_from(["sm2", "fsrs"]),
            "review.new": st.sampled_from([None, None, 1]),
            "review.limit": st.sampled_from([None, None, 2]),
            "review.new_per_day": st.sampled_from([None, None, 1]),
        }
    ),
    chosen=st.builds(
        options,
        st.builds(Choice, st.none() | st.sampled_from(["d/0", "t/1"])),
        st.builds(Modes, cram=st.booleans(), convert=st.booleans()),
    ),
)
def test_the_queue_is_that_of_loaded_decks(
    tmp_path_factory: pytest.TempPathFactory,
    decks: list[list[tuple[bool, str]]],
    tags: bool,
    given_options: dict[str, object],
    chosen: ReviewOptions,
) -> None:
    desk = Desk(tmp_path_factory.mktemp("decks"))
    lay(desk, decks, tags=tags)
    if tags:
        given_options = given_options | {"decks.by": "tags", "decks.tags": ["#t"]}
    context = desk.context()
    whole, lazy = both(context, given_options)
    assert whole.names == lazy.names
    queue = queue_of(context, whole, chosen)
    assert list(queue_of(context, lazy, chosen).items()) == list(queue.items())
    moment = context.moment(whole.settings)
    assert load_of(whole, moment) == load_of(lazy, moment)
    assert review._nothing(context, whole, chosen) == review._nothing(context, lazy, chosen)
    queues = [(each, queue_of(context, each, chosen)) for each in (whole, lazy)]
    sessions = [open_review(context, *each, chosen) for each in queues]
    assert sessions[0].question == sessions[1].question
    assert sessions[0].counts == sessions[1].counts
    assert sessions[0].position == sessions[1].position


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    decks=st.lists(
        st.lists(st.tuples(st.booleans(), st.sampled_from(SCHEDULES)), max_size=3), max_size=4
    ),
    given_options=st.fixed_dictionaries(
        {
            "review.order": st.sampled_from(["due", "new", "file"]),
            "review.bury": st.booleans(),
            "review.limit": st.sampled_from([None, None, None, 2]),
            "algorithm": st.sampled_from(["sm2", "fsrs"]),
        }
    ),
    steps=st.lists(st.sampled_from(["skip", "again", "easy", "undo", "bury", "edit"]), max_size=6),
)
def test_a_queue_without_looking_into_decks_is_that_of_loaded_ones(
    tmp_path_factory: pytest.TempPathFactory,
    decks: list[list[tuple[bool, str]]],
    given_options: dict[str, object],
    steps: list[str],
) -> None:
    sessions = []
    for whole in (True, False):
        desk = Desk(tmp_path_factory.mktemp("decks"))
        lay(desk, decks)
        context = desk.context()
        gathered = context.gather(given_options, whole=whole)
        queue = queue_of(context, gathered, options())
        live = open_review(context, gathered, queue, options())
        seen: list[object] = [list(queue.items()), live.counts]
        for step in steps:
            said = take(live, step) if live.question is not None or step == "undo" else ""
            seen.append((said, live.counts, live.position, live.question))
        sessions.append(seen)
    assert sessions[0] == sessions[1]


def take(live: LiveReview, step: str) -> str:
    """Do something in a session; gives what cannot be done."""
    try:
        if step in ("again", "easy"):
            live.grade(Rating.AGAIN if step == "again" else Rating.EASY, 0)
        elif step == "edit":
            path, _ = live.place()
            path.write_bytes(path.read_bytes().replace(b"front 0", b"other"))
            live.reload()
        else:
            {"skip": live.skip, "undo": live.undo, "bury": live.bury}[step]()
    except SrsError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("order", ["due", "new", "file"])
@pytest.mark.parametrize("schedule", ["!2025-12-13,3,248", "!2000-01-01,1,250!2025-12-13,3,248"])
def test_of_a_due_and_a_new_sibling_the_order_chooses(
    desk: Desk, order: str, schedule: str
) -> None:
    desk.write("a.md", card("new") + reversed_card("front", schedule) + card("due", SCHEDULES[1]))
    context = desk.context()
    given_options: dict[str, object] = {"review.order": order}
    found = both(context, given_options)
    whole, lazy = (queue_of(context, gathered, options()) for gathered in found)
    assert isinstance(lazy, KnownQueue)
    assert list(lazy.items()) == list(whole.items())


def test_a_sibling_in_a_step_that_is_not_asked_does_not_come_later(desk: Desk) -> None:
    desk.write("a.md", reversed_card("front", SIBLING_IN_A_STEP))
    context = desk.context()
    given_options: dict[str, object] = {"algorithm": "fsrs"}
    for gathered in both(context, given_options):
        live = open_review(context, gathered, queue_of(context, gathered, options()), options())
        assert (live.position, live.counts.learning) == ((0, 1), 0)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The decks that were loaded, in order."""
    found: list[str] = []

    def noted(*arguments: object) -> Deck:
        deck = load_deck(*arguments)  # type: ignore[arg-type]
        found.append(deck.shown)
        return deck

    monkeypatch.setattr(gathering, "load_deck", noted)
    return found


def begun(desk: Desk) -> LiveReview:
    context = desk.context()
    gathered = context.gather({}, whole=False)
    return open_review(context, gathered, queue_of(context, gathered, options()), options())


def test_only_the_deck_of_the_question_is_loaded(desk: Desk, loaded: list[str]) -> None:
    for name in "abc":
        desk.write(f"{name}.md", card(name) + card("later", "!2026-12-14,300,248"))
    live = begun(desk)
    assert loaded == ["a.md"]
    live.grade(Rating.EASY, 0)
    assert loaded == ["a.md", "b.md"]
    assert "<!--SR:!2025-12-18,4,270-->" in desk.read("a.md")
    live.undo()
    assert desk.read("a.md") == card("a") + card("later", "!2026-12-14,300,248")
    assert (live.counts.new, live.counts.due) == (3, 0)


def test_cards_that_changed_since_they_were_counted_are_not_asked(desk: Desk) -> None:
    for name in "abc":
        desk.write(f"{name}.md", card("one") + card("two"))
    live = begun(desk)
    desk.write("b.md", card("one", "!2026-12-14,300,248") + card("two"))
    desk.write("c.md", "nothing any more\n")
    asked = []
    while live.question is not None:
        asked.append((live.question.path, live.question.front))
        live.grade(Rating.EASY, 0)
    assert asked == [("a.md", "one"), ("a.md", "two"), ("b.md", "two")]
    assert desk.read("b.md").startswith(card("one", "!2026-12-14,300,248"))
    assert not live.problems


@pytest.mark.parametrize("text", ["nothing any more\n", card("one", "!2026-12-14,300,248")])
def test_an_index_that_is_renewed_meanwhile(desk: Desk, tmp_path: Path, text: str) -> None:
    for name in ("a.md", "b/b.md", "c.md"):
        desk.write(name, card("one") + card("two"))
    context = desk.context()
    cache = Cache(lambda: tmp_path / "the cache", lambda: 1 << 62)
    context = context._replace(surroundings=context.surroundings._replace(cache=cache))
    for _ in range(2):
        gathered = context.gather({}, whole=False)
    queue = queue_of(context, gathered, options())
    assert isinstance(queue, KnownQueue)
    live = open_review(context, gathered, queue, options())
    desk.write("b/b.md", text)
    context.survey(each_deck=False)
    asked = []
    while live.question is not None:
        asked.append(live.question.path)
        live.grade(Rating.EASY, 0)
    assert asked == ["a.md", "a.md", "c.md", "c.md"]
    assert not live.problems


def test_a_deck_that_cannot_be_read_any_more_is_said(desk: Desk) -> None:
    for name in "abc":
        desk.write(f"{name}.md", card(name) + card("two"))
    live = begun(desk)
    (desk.folder / "b.md").unlink()
    asked = []
    while live.question is not None:
        asked.append(live.question.path)
        live.grade(Rating.EASY, 0)
    assert asked == ["a.md", "a.md", "c.md", "c.md"]
    assert live.problems == ["b.md: cannot be read: it does not exist."]
    assert live.left == 0


def test_a_tag_is_looked_for_in_loaded_decks(desk: Desk) -> None:
    desk.write("a.md", card("one #web/css") + card("two"))
    chosen = options(Choice(tag="web"), Modes(dry_run=True))
    assert review.run(desk.context(), {}, chosen) == 0
    assert [line.split("  ")[-1].strip() for line in desk.lines] == ["one #web/css"]


def test_with_an_index_the_session_is_the_same(desk: Desk, tmp_path: Path) -> None:
    for name in "abc":
        desk.write(f"{name}.md", card(name) + card("due", SCHEDULES[1]))
    cache = tmp_path / "the cache"
    lines = []
    for _ in range(2):
        context = desk.context()
        around = context.surroundings._replace(cache=Cache(lambda: cache, lambda: 1 << 62))
        chosen = options(modes=Modes(dry_run=True))
        assert review.run(context._replace(surroundings=around), {}, chosen) == 0
        lines.append(desk.lines)
    assert lines[0] == lines[1]
    assert len(lines[0]) == 6
