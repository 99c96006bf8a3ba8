"""The counts of many decks: from the index where that is sure, else from the files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from srs.collection.counted import Branch, Counted, branches_of
from srs.collection.find import DeckPath
from srs.collection.kept import (
    Entry,
    Kept,
    Row,
    State,
    entry_of,
    pack_states,
    read_branches,
    read_decks,
)
from srs.errors import SrsError
from srs.files import Status

if TYPE_CHECKING:
    from srs.collection.index import Index

_SETTLED_AFTER_NS = 2_000_000_000  # the coarsest times of files in use

Count = Callable[[DeckPath], tuple[Counted, Status]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted: by branch, and by deck if that was wanted; sentences for what was not."""

    branches: list[Branch]
    decks: list[Counted]
    problems: list[str]


def count_all(places: Iterable[DeckPath], count: Count) -> Counts:
    """Read all decks. One that cannot be read is a problem."""
    decks, problems = [], []
    for place in places:
        try:
            counted, _ = count(place)
        except SrsError as error:
            problems.append(str(error))
            continue
        if place.named or counted.is_chosen:
            decks.append(counted._replace(is_chosen=True))
    return Counts(branches_of(decks), decks, problems)


def count_changed(
    places: Sequence[DeckPath], count: Count, index: Index, now_ns: int, *, each_deck: bool
) -> Counts:
    """Read the decks that the index does not know as they are, and keep in it what was counted.

    `now_ns` is the time since 1970 when this begins. Decks are given only if `each_deck`.
    """
    work = _Work(count, index, now_ns, each_deck)
    folders, others = _by_folder(places)
    rows = index.rows(os.path.commonpath(folders)) if folders else {}
    for folder, members in folders.items():
        work.take(folder, members, rows.pop(folder, None))
    alone = count_all(others, count)
    if work.entries:
        index.keep(work.entries, [folder for folder in rows if not Path(folder).is_dir()])
    index.close()
    decks = work.decks + alone.decks
    if each_deck:
        order = {place.shown: number for number, place in enumerate(places)}
        decks.sort(key=lambda deck: order[deck.shown])
    return Counts(work.branches + alone.branches, decks, work.problems + alone.problems)


class _Member(NamedTuple):
    """A deck in its folder: its file's name and state, as they are kept and compared."""

    place: DeckPath
    state: State


def _by_folder(places: Iterable[DeckPath]) -> tuple[dict[str, list[_Member]], list[DeckPath]]:
    """Put the decks with their files' states by folder; those apart that the index is not for."""
    folders: dict[str, list[_Member]] = {}
    others = []
    for place in places:
        file = place[0]
        try:
            if place.named:
                raise OSError
            status = os.stat(file)  # noqa: PTH116 - in half the time of Path.stat
        except OSError:
            others.append(place)
            continue
        cut = file.rindex(os.sep)
        state = (  # as `status_of` gives it, but there are many
            file[cut + 1 :],
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_ino,
            status.st_dev,
        )
        folders.setdefault(file[:cut], []).append(_Member(place, state))
    return folders, others


class _Work:
    """What was counted until now, and what is to be kept of it."""

    def __init__(self, count: Count, index: Index, now_ns: int, each_deck: bool) -> None:
        self.count, self.index, self.each_deck = count, index, each_deck
        self.settled_ns = now_ns - _SETTLED_AFTER_NS
        self.branches: list[Branch] = []
        self.decks: list[Counted] = []
        self.problems: list[str] = []
        self.entries: list[Entry] = []
        self.settled: set[State] = set()

    def take(self, folder: str, members: list[_Member], row: Row | None) -> None:
        """Count the decks of a folder; those that are in the index as they are, from there."""
        kept: dict[object, Kept] = {}
        if row is not None:
            is_same = pack_states(member.state for member in members) == row.statuses
            if is_same and not self.each_deck:
                self.branches += read_branches(row.branches, members[0].place.shown)
                return
            kept = read_decks(row.statuses, self.index.decks(folder, row))
        decks = []
        lasting: list[tuple[State, Counted]] = []
        for member in members:
            known = kept.get(member.state)
            counted = known.at(member.place) if known else self.read(member)
            if counted is not None:
                decks.append(counted)
                if known or member.state in self.settled:
                    lasting.append((member.state, counted))
        self.branches += branches_of(decks)
        if self.each_deck:
            self.decks += (deck for deck in decks if deck.is_chosen)
        if not row or len(lasting) != len(kept) or not all(state in kept for state, _ in lasting):
            self.entries.append(entry_of(folder, lasting))

    def read(self, member: _Member) -> Counted | None:
        """Read a deck. Where it cannot be read, that is a problem.

        It may be kept if it is as it was listed, and a change from now on would show in its times,
        however coarse these are.
        """
        try:
            counted, status = self.count(member.place)
        except SrsError as error:
            self.problems.append(str(error))
            return None
        is_old = max(status.modified_ns, status.changed_ns) < self.settled_ns
        if is_old and member.state[1:] == status:
            self.settled.add(member.state)
        return counted
