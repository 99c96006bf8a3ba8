"""Burying a card until tomorrow, and suspending a note with a tag."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.commands import cards, due, log, review, stats, undo
from srs.commands.cards import CardsOptions
from srs.commands.choice import Choice
from srs.commands.live_review import LiveReview
from srs.commands.log import LogOptions
from srs.commands.review import Modes, ReviewOptions, open_review, queue_of
from srs.commands.stats import StatsOptions
from srs.errors import SrsError
from srs.markdown.parser import parse
from srs.markdown.suspending import is_suspended, resuming_edit, suspending_edit
from srs.markdown.syntax import SyntaxSettings
from srs.model import Rating
from srs.text import Source, apply_edits
from tests.markdown.deck_strategies import decks

if TYPE_CHECKING:
    from tests.commands.desk import Desk, begun, card, reversed_card
else:
    from desk import Desk, begun, card, reversed_card

LATE = "!2025-12-13,1,230"


def fronts(desk: Desk) -> list[str]:
    """What a session would ask now."""
    options = ReviewOptions(Choice(), Modes(dry_run=True), lambda _: None, lambda: 0.0)
    assert review.run(desk.context(), {}, options) == 0
    return [line.split("  ")[-1].strip() for line in desk.lines]


def front(live: LiveReview) -> str:
    return live.question.front if live.question else ""


def test_a_buried_card_is_asked_tomorrow(desk: Desk) -> None:
    desk.write("a.md", card("one", LATE) + card("two") + card("three"))
    text = desk.read("a.md")
    live = begun(desk)
    assert live.bury() == "Buried until tomorrow."
    assert (front(live), live.left) == ("two", 2)
    assert desk.read("a.md") == text
    assert fronts(desk) == ["two", "three"]
    desk.now += timedelta(days=1)
    assert fronts(desk) == ["one", "two", "three"]


def test_burying_is_taken_back(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    live = begun(desk)
    live.bury()
    live.grade(Rating.EASY, 0)
    live.undo()
    assert live.undo() == "Bury was taken back."
    assert (front(live), live.left) == ("one", 2)
    assert fronts(desk) == ["one", "two"]


def test_burying_is_no_answer(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    live = begun(desk)
    live.bury()
    assert live.summary().answered == 0
    stats.run(desk.context(as_json=True), StatsOptions(full=True))
    assert desk.document["full"]["answers"] == 0
    assert desk.document["full"]["streaks"]["current_days"] == 0


def test_one_of_two_equal_decks_is_buried(desk: Desk) -> None:
    for name in "ab":
        desk.write(f"{name}.md", card("same"))
    begun(desk).bury()
    options = ReviewOptions(Choice(), Modes(dry_run=True), lambda _: None, lambda: 0.0)
    review.run(desk.context(), {}, options)
    assert [line.split(":")[0] for line in desk.lines] == ["b.md"]


def test_cram_asks_what_is_buried_and_writes_nothing(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    begun(desk).bury()
    context = desk.context()
    options = ReviewOptions(Choice(), Modes(cram=True), lambda _: None, lambda: 0.0)
    gathered = context.gather({}, whole=True)
    live = open_review(context, gathered, queue_of(context, gathered, options), options)
    assert (front(live), live.left) == ("one", 2)
    live.bury()
    assert live.left == 1
    with pytest.raises(SrsError, match="practice"):
        live.suspend()


def test_a_suspended_note_is_out_of_everything(desk: Desk) -> None:
    desk.write("a.md", reversed_card("one", LATE) + card("two", LATE))
    before = desk.read("a.md")
    live = begun(desk)
    said = live.suspend()
    assert said == "Suspended with the tag #suspended; take that away to have it asked again."
    assert (front(live), live.left) == ("two", 1)
    assert desk.read("a.md") == before.replace("one\n", "one #suspended\n", 1)
    assert fronts(desk) == ["two"]
    due.run(desk.context(as_json=True), "json")
    assert (desk.document["due"], desk.document["new"]) == (1, 0)
    stats.run(desk.context(as_json=True), StatsOptions())
    assert desk.document["total"]["total"] == 1
    options = CardsOptions(due=True, new=True, choice=Choice(), search=None)
    cards.run(desk.context(), options)
    assert len(desk.lines) == 1
    cards.run(desk.context(), replace(options, due=False, new=False))
    assert [line.split()[1] for line in desk.lines] == ["suspended", "suspended", "review"]
    assert live.undo() == "Suspend was taken back."
    assert desk.read("a.md") == before
    assert (front(live), live.left) == ("one", 2)


def test_grades_and_suspension_are_undone_in_turn(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    before = desk.read("a.md")
    live = begun(desk)
    live.grade(Rating.GOOD, 0)
    live.suspend()
    assert "two #suspended" in desk.read("a.md")
    live.undo()
    live.undo()
    assert desk.read("a.md") == before


def test_a_tag_that_would_not_be_read_is_refused(desk: Desk) -> None:
    text = "```sh\nls\n```\n-?-\nlists files\n"
    desk.write("a.md", text)
    live = begun(desk)
    with pytest.raises(SrsError, match="would not be read there as a tag"):
        live.suspend()
    assert desk.read("a.md") == text
    assert live.question is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n-?-\nb\n", "a #suspended\n-?-\nb\n"),
        ("a  \nmore\n-?-\nb\n", "a #suspended  \nmore\n-?-\nb\n"),
        ("a ^id\n-?-\nb\n", None),
        ("- a\n-?-\nb\n", "- a #suspended\n-?-\nb\n"),
        ("a::b ^id\n", "a #suspended::b ^id\n"),
        ("a::b <!--SR:!2025-12-13,1,230-->\n", "a #suspended::b <!--SR:!2025-12-13,1,230-->\n"),
        ("a ==b== c ^id\n", "a ==b== c #suspended ^id\n"),
        ("a\r\n-?-\r\nb\r\n", "a #suspended\r\n-?-\r\nb\r\n"),
    ],
)
def test_where_the_tag_goes(text: str, expected: str | None) -> None:
    syntax = SyntaxSettings(single_basic="::", cloze_patterns=("==[123;;]answer[;;hint]==",))
    parsed = parse(Source("a.md", text), syntax)
    edit = suspending_edit(parsed, parsed.notes[0])
    if expected is None:
        assert edit is None or "#suspended" in apply_edits(text, [edit])
        return
    assert edit is not None
    assert apply_edits(text, [edit]) == expected


@given(text=decks(), which=st.integers(0, 5))
def test_a_suspension_changes_one_tag_and_is_taken_back_to_the_byte(text: str, which: int) -> None:
    parsed = parse(Source("a.md", text), SyntaxSettings())
    if which >= len(parsed.notes):
        return
    note = parsed.notes[which]
    edit = suspending_edit(parsed, note)
    if edit is None:
        return
    changed = apply_edits(text, [edit])
    assert len(changed) == len(text) + len(" #suspended")
    new = parse(Source("a.md", changed), SyntaxSettings())
    assert [is_suspended(each) for each in new.notes].count(True) == 1 + sum(
        is_suspended(each) for each in parsed.notes
    )
    back = resuming_edit(new, new.notes[which])
    assert back is not None
    assert apply_edits(changed, [back]) == text


def test_tags_of_a_note_and_of_a_file_suspend(desk: Desk) -> None:
    desk.write("a.md", "---\ntags: [suspended]\n---\n" + card("one"))
    desk.write("b.md", card("two #suspended") + card("three"))
    assert fronts(desk) == ["three"]


def forgotten(desk: Desk, times: int) -> list[str]:
    """Forget a card that was learned, so many times; what was said each time."""
    said = []
    for _ in range(times):
        desk.write("a.md", card("one", "!2025-12-13,3,130"))
        said.append(begun(desk).grade(Rating.AGAIN, 0))
    return said


def test_a_leech_is_told_of_after_8_lapses_then_every_4(desk: Desk) -> None:
    said = forgotten(desk, 16)
    assert [number for number, words in enumerate(said, 1) if "leech" in words] == [8, 12, 16]
    assert said[7] == (
        "Again. It comes back in this session. "
        "A leech: forgotten 8 times. Reword it, or take it back and suspend it."
    )


def test_again_on_a_card_being_learned_is_no_lapse(desk: Desk) -> None:
    desk.write("a.md", card("one", "!2025-12-14,0,130"))
    live = begun(desk)
    assert not any("leech" in live.grade(Rating.AGAIN, 0) for _ in range(20))


def test_a_leech_is_suspended_if_that_is_set(desk: Desk) -> None:
    desk.environment = {"SRS_REVIEW_LEECH_LAPSES": "2", "SRS_REVIEW_LEECH_SUSPEND": "yes"}
    forgotten(desk, 1)
    desk.write("a.md", card("one", "!2025-12-13,3,130"))
    live = begun(desk)
    assert live.grade(Rating.AGAIN, 0) == "Again. A leech: forgotten 2 times, and suspended."
    assert live.question is None
    assert desk.read("a.md").startswith("one #suspended\n")
    assert live.undo() == "Suspend was taken back."
    assert live.undo() == "Again was taken back."
    assert desk.read("a.md") == card("one", "!2025-12-13,3,130")


def test_leeches_can_be_left_alone(desk: Desk) -> None:
    desk.environment = {"SRS_REVIEW_LEECH_LAPSES": "none"}
    assert not any("leech" in words for words in forgotten(desk, 9))


def test_the_log_says_what_was_done_and_that_schedules_stay(desk: Desk) -> None:
    desk.write("a.md", card("one", LATE) + card("two", LATE))
    live = begun(desk)
    live.bury()
    live.suspend()
    live.undo()
    assert log.run(desk.context(as_json=True), LogOptions(20, False)) == 0
    entries = desk.document["reviews"]
    kinds = [(each["kind"], each["before"], each["after"]) for each in entries]
    segment = LATE.removeprefix("!")
    assert kinds == [(kind, segment, segment) for kind in ("bury", "suspend", "undo")]
    assert log.run(desk.context(), LogOptions(20, True)) == 0
    with pytest.raises(SrsError, match="no grade"):
        undo.run(desk.context(), 1)


def test_leeches_are_marked_among_the_hardest_cards(desk: Desk) -> None:
    forgotten(desk, 7)
    stats.run(desk.context(as_json=True), StatsOptions(full=True))
    assert [each["leech"] for each in desk.document["full"]["hardest"]] == [False]
    forgotten(desk, 1)
    stats.run(desk.context(as_json=True), StatsOptions(full=True))
    assert [each["leech"] for each in desk.document["full"]["hardest"]] == [True]
    stats.run(desk.context(), StatsOptions(full=True))
    assert any("a leech, 8 lapses in 8 answers" in line for line in desk.lines)
    stats.run(desk.context(), StatsOptions(html=desk.folder / "page.html"))
    assert "8, a leech" in desk.read("page.html")


def test_a_leech_that_cannot_be_suspended_is_graded_and_the_session_goes_on(desk: Desk) -> None:
    desk.environment = {"SRS_REVIEW_LEECH_LAPSES": "1", "SRS_REVIEW_LEECH_SUSPEND": "yes"}
    fence = "```sh\nls\n```\n-?-\nlists files\n"
    desk.write("a.md", f"{fence}<!--SR:{LATE}-->\n\n" + card("two", LATE))
    live = begun(desk)
    said = live.grade(Rating.AGAIN, 0)
    assert said.startswith(
        "Again. It comes back in this session. A leech: forgotten 1 times. a.md:1"
    )
    assert (front(live), live.left) == ("two", 2)
    assert desk.read("a.md").startswith(f"{fence}<!--SR:!2025-12-14,0,210-->")
    assert live.undo() == "Again was taken back."
