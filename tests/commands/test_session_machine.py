"""Whatever happens in a session, in whichever order: no grade is lost, nothing else is changed."""

from __future__ import annotations

import re
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from srs.commands import log, undo
from srs.commands.log import LogOptions
from srs.errors import NoteChangedError, SrsError
from srs.markdown.parser import parse
from srs.markdown.sr_comment import format_schedule
from srs.markdown.syntax import SyntaxSettings
from srs.model import Rating
from srs.text import Source

if TYPE_CHECKING:
    from tests.commands.desk import Desk, begun, card, reversed_card
else:
    from desk import Desk, begun, card, reversed_card

_COMMENT = re.compile(r"<!--SR:[^>]*-->(?:\r\n|\n)")
_TEXT = (
    card("one")
    + card("two", "!2025-12-10,4,250")
    + reversed_card("three")
    + card("four", "!2025-12-14,0,130")
    + reversed_card("five", "!2025-12-12,3,230!2025-12-13,9.5,250")
)
_FRONTS = ("one", "two", "three", "four", "five")
_Schedules = dict[tuple[str, int], str | None]


class Session(RuleBasedStateMachine):
    """A session on one deck, another program that edits it, and `srs undo` from outside.

    `text` is the deck as its writer knows it, without comments; `schedules` what each card must
    have; `given` what each grade so far found, the last one at the end, and its bytes if no one
    else has changed the file since.
    """

    @initialize(line_end=st.sampled_from(["\n", "\r\n"]))
    def begin(self, line_end: str) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk(self.folder)
        self.line_end = line_end
        text = _TEXT.replace("\n", line_end)
        self.desk.write("a.md", text)
        self.text = _COMMENT.sub("", text)
        self.schedules = self.found()
        self.given: list[tuple[tuple[str, int], str | None, bytes | None]] = []
        self.in_session = 0
        self.edits = 0
        self.review = begun(self.desk)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @property
    def path(self) -> Path:
        return self.folder / "a.md"

    def found(self) -> _Schedules:
        """The schedule of each card, by the last word of the front and the card's index."""
        parsed = parse(Source("a.md", self.path.read_bytes().decode()), SyntaxSettings())
        return {
            (parsed.sides(note)[0].front.split()[-1], each.number): (
                format_schedule(each.schedule) if each.schedule else None
            )
            for note in parsed.notes
            for each in note.cards
        }

    def asked(self) -> tuple[str, int]:
        """The card that is asked now."""
        question = self.review.question
        assert question is not None
        turned = question.front.startswith("The answer to ")
        return question.front.split()[-1], int(turned)

    @precondition(lambda self: self.review.question is not None)
    @rule(rating=st.sampled_from(Rating))
    def grade(self, rating: Rating) -> None:
        self.desk.now += timedelta(minutes=1)
        before, card_asked = self.path.read_bytes(), self.asked()
        question = self.review.question
        assert question is not None
        expected = format_schedule(question.outcomes[rating])
        try:
            self.review.grade(rating, 1000)
        except NoteChangedError:
            assert self.path.read_bytes() == before  # it is asked again as it reads now
            return
        self.given.append((card_asked, self.schedules[card_asked], before))
        self.in_session += 1
        self.schedules[card_asked] = expected

    @precondition(lambda self: self.in_session)
    @rule()
    def undo_in_session(self) -> None:
        self.desk.now += timedelta(minutes=1)
        try:
            self.review.undo()
        except SrsError:
            assert self.edits
            self.in_session = 0
            self.review = begun(self.desk)
            return
        self.in_session -= 1
        self.taken_back()

    @precondition(lambda self: self.given)
    @rule()
    def undo_from_outside(self) -> None:
        """`srs undo` ends the session: what it undoes there is not known."""
        self.desk.now += timedelta(minutes=1)
        undo.run(self.desk.context(), 1)
        self.taken_back()
        self.in_session = 0
        self.review = begun(self.desk)

    def taken_back(self) -> None:
        undone, schedule, before = self.given.pop()
        self.schedules[undone] = schedule
        if before is not None:
            assert self.path.read_bytes() == before

    @precondition(lambda self: self.review.question is not None)
    @rule()
    def skip(self) -> None:
        self.review.skip()

    @precondition(lambda self: self.review.question is not None)
    @rule()
    def reload(self) -> None:
        self.review.reload()

    @rule()
    def leave_and_begin_again(self) -> None:
        self.in_session = 0
        self.review = begun(self.desk)

    @rule(at_end=st.booleans())
    def somebody_adds_prose(self, at_end: bool) -> None:
        self.edits += 1
        line = f"Prose {self.edits}.{self.line_end}{self.line_end}"
        self.change(lambda text: text + line if at_end else line + text)

    @rule(front=st.sampled_from(_FRONTS))
    def somebody_rewords_a_front(self, front: str) -> None:
        self.edits += 1
        pattern = re.compile(rf"^(.*\b)?{front}(?=\r?\n-\?)", re.MULTILINE)
        self.change(lambda text: pattern.sub(f"Reworded {self.edits}: {front}", text))

    def change(self, edit: object) -> None:
        """Edit the file as another program does, and the text that its writer knows."""
        assert callable(edit)
        self.path.write_bytes(edit(self.path.read_bytes().decode()).encode())
        self.text = edit(self.text)
        self.given = [(card_given, schedule, None) for card_given, schedule, _ in self.given]

    @invariant()
    def only_comments_differ_from_what_was_written(self) -> None:
        assert _COMMENT.sub("", self.path.read_bytes().decode()) == self.text

    @invariant()
    def every_card_has_its_schedule(self) -> None:
        assert self.found() == self.schedules

    @invariant()
    def nothing_is_left_beside(self) -> None:
        assert [path.name for path in self.folder.iterdir() if path.name != ".data"] == ["a.md"]

    @invariant()
    def every_schedule_follows_from_the_log(self) -> None:
        assert log.run(self.desk.context(), LogOptions(None, True)) == 0


def test_any_session() -> None:
    run_state_machine_as_test(
        Session, settings=settings(settings.default, max_examples=40, stateful_step_count=25)
    )
