"""The write of a grade, with each system call failing in turn, and killed at each in turn."""

from __future__ import annotations

import errno
import os
import sys
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path

import pytest

from srs.errors import SrsError
from srs.files import read_file
from srs.history.runs import Run
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import Rating, ReviewKind, Sm2Schedule
from srs.scheduling.constants import FsrsSettings, Sm2Settings
from srs.storage.ledger import Given, Ledger, Shelf
from srs.storage.locks import lock_in
from srs.storage.log import LogPlace, read_logs
from srs.storage.open_deck import OpenDeck
from srs.storage.traces import clean_up
from srs.text import Source
from tests.storage.faults import failing, faults, killed

OLD = "one\n-?-\n1\n\ntwo\n-?-\n2\n<!--SR:!2025-12-10,4,250-->\n"
NEW = OLD.replace("1\n\n", "1\n<!--SR:!2026-01-02,1,250-->\n\n", 1)
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
GIVEN = Given(
    ReviewKind.REVIEW, NOW, Run("sm2", time(4), Sm2Settings(), FsrsSettings()), Rating.GOOD
)
SCHEDULE = Sm2Schedule(date(2026, 1, 2), 1, 250)
MOST_CALLS = 200


class Place:
    """A deck, and a user's own folder."""

    def __init__(self, root: Path) -> None:
        self.deck = root / "decks" / "deck.md"
        self.own = root / "own"
        self.deck.parent.mkdir(parents=True)
        self.own.mkdir()
        self.deck.write_text(OLD, newline="")
        self.warnings: list[str] = []

    def opened(self) -> OpenDeck:
        got = read_file(self.deck, "deck.md")
        return OpenDeck(
            self.deck, got, parse(Source("deck.md", got.data.decode()), SyntaxSettings())
        )

    def ledger(self) -> Ledger:
        ids = (f"id{number}" for number in count())
        place = LogPlace(self.own / "log")
        return Ledger(
            Shelf(self.own, place, lambda: next(ids), lock_in(self.own)), self.warnings.append
        )

    @property
    def text(self) -> str:
        return self.deck.read_bytes().decode()

    @property
    def beside(self) -> list[str]:
        return [path.name for path in self.deck.parent.iterdir()]

    def logged(self) -> list[ReviewKind]:
        read = read_logs([LogPlace(self.own / "log")])
        assert read.problems == []
        return [review.kind for review in read.reviews]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_any_call_that_fails_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, number: int
) -> None:
    seen = set()
    for at in range(1, MOST_CALLS):
        place = Place(tmp_path / str(at))
        opened, ledger = place.opened(), place.ledger()
        refused = ""
        with faults(at, failing(number)) as state:
            try:
                ledger.give(opened, (0, 0), SCHEDULE, GIVEN)
            except SrsError as error:
                refused = str(error)
        assert place.text == (OLD if refused else NEW), (state.hit, at, refused)
        assert place.beside == ["deck.md"], (state.hit, at)
        kinds = [ReviewKind.PENDING] if refused else [ReviewKind.REVIEW]
        assert place.logged() == kinds or (place.logged() == [] and place.warnings), (state.hit, at)
        seen.add(state.hit)
        if not state.hit:
            break
    assert {"", "open", "write", "fsync", "fstat", "stat"} <= seen


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("links", [1, 2])
def test_killed_at_any_call_the_file_is_the_old_one_or_the_new_one(
    tmp_path: Path, links: int
) -> None:
    left = 0
    for at in range(1, MOST_CALLS):
        place = Place(tmp_path / str(at))
        if links == 2:
            (tmp_path / str(at) / "other.md").hardlink_to(place.deck)
        child = os.fork()
        if child == 0:
            with faults(at, killed):
                place.ledger().give(place.opened(), (0, 0), SCHEDULE, GIVEN)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert place.text in (OLD, NEW), at
        left += place.beside != ["deck.md"]
        clean_up(place.own)
        assert place.text in (OLD, NEW), at
        assert place.deck.stat().st_nlink == links
        assert place.beside == ["deck.md"], at
        kinds = place.logged()
        assert kinds in ([], [ReviewKind.REVIEW])
        assert not kinds or place.text == NEW
        if os.waitstatus_to_exitcode(status) == 0:
            assert (place.text, kinds) == (NEW, [ReviewKind.REVIEW])
            break
        again = place.opened()
        place.ledger().give(again, (1, 0), SCHEDULE, GIVEN)
        assert place.logged()[-1] is ReviewKind.REVIEW
    assert at > 20
    assert left <= at / 5 * links
