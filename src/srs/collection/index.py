"""The index: counts kept in a file of the cache, which may be lost or broken at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from srs.collection.kept import Entry, Stored, Whole

FILE = "index.sqlite"
_APPLICATION = 0x73727369
_VERSION = 6
_PATIENCE_SECONDS = 0.2
_SCHEMA = f"""
    PRAGMA synchronous = OFF;
    PRAGMA page_size = 8192;
    BEGIN IMMEDIATE;
    PRAGMA application_id = {_APPLICATION};
    PRAGMA user_version = {_VERSION};
    CREATE TABLE IF NOT EXISTS stamps (id INTEGER PRIMARY KEY AUTOINCREMENT, stamp BLOB UNIQUE);
    CREATE TABLE IF NOT EXISTS decks
        (place BLOB PRIMARY KEY, stamp INTEGER, state BLOB, deck BLOB, crc INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS wholes
        (root BLOB PRIMARY KEY, stamp INTEGER, states BLOB, counts BLOB, crc INTEGER);
    COMMIT;
"""
_NO_FAULTS = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_AUTH),
)
_STAMP = "SELECT id FROM stamps WHERE stamp = ?"
_DECK = "SELECT state, deck, crc FROM decks WHERE stamp = ? AND place = ?"
_DECKS = """
    SELECT place, state, deck, crc FROM decks WHERE stamp = ? AND place > ? AND place < ?
"""
_WHOLE = "SELECT states, counts, crc FROM wholes WHERE stamp = ? AND root = ?"
_PUT = "INSERT OR REPLACE INTO decks VALUES (?, ?, ?, ?, ?)"
_PUT_WHOLE = "INSERT OR REPLACE INTO wholes VALUES (?, ?, ?, ?, ?)"


class Index:
    """The counts of decks in one file; what it holds is used only if its sums are right.

    `stamp` stands for all that the counts depend on besides the files. No method raises: without
    a file that can be read there is nothing, and what cannot be kept is not kept.
    """

    def __init__(self, file: Path, stamp: bytes) -> None:
        self._file, self._stamp, self._seed = file, stamp, crc32(stamp)
        self._connection: sqlite3.Connection | None = None
        self._number: int | None = None  # of the stamp in the file, if that has it

    def whole(self, root: str, *, each_deck: bool) -> Whole | None:
        """Give what is kept of a folder and all below it, whatever became of their files since."""
        key = _key_of(root, each_deck=each_deck)
        found = self._one(_WHOLE, key)
        return Whole(root, each_deck, *found) if found else None

    def deck(self, folder: str, name: str) -> Stored | None:
        """Give what is kept of the deck in a file, whatever became of it since."""
        found = self._one(_DECK, _place(folder, name))
        return Stored(*found) if found else None

    def decks(self, folder: str) -> dict[str, Stored]:
        """Give what is kept of the decks in a folder by the names of their files."""
        found: dict[str, Stored] = {}

        def read(connection: sqlite3.Connection) -> None:
            values = (self._number, *_places_in(folder))
            for place, state, deck, crc in connection.execute(_DECKS, values):
                if crc == self._crc(place, state, deck):
                    _, _, name = place.rpartition(b"\0")
                    found[os.fsdecode(name)] = Stored(state, deck)

        self._try(read)
        return found

    def keep(
        self,
        entries: Iterable[Entry],
        whole: Whole | None = None,
        *,
        folders_gone: Iterable[str] = (),
        files_gone: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Keep what was counted of some decks and of all, and forget what is gone.

        All at once or not at all; or the file is broken then, which its sums tell.
        """

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("BEGIN IMMEDIATE")
            stamp = self._number_of_stamp(connection)
            if whole is not None:
                key = _key_of(whole.root, each_deck=whole.each_deck)
                crc = self._crc(key, *whole[2:])
                connection.execute(_PUT_WHOLE, (key, stamp, *whole[2:], crc))
            connection.executemany(_PUT, (self._values(stamp, entry) for entry in entries))
            places = ((_place(*each),) for each in files_gone)
            connection.executemany("DELETE FROM decks WHERE place = ?", places)
            for folder in folders_gone:
                query = "DELETE FROM decks WHERE place > ? AND place < ?"
                connection.execute(query, _places_in(folder))
                keys = [(_key_of(folder, each_deck=each_deck),) for each_deck in (False, True)]
                connection.executemany("DELETE FROM wholes WHERE root = ?", keys)
            connection.execute("COMMIT")

        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._try(write, create=True)
        self.close()

    def _number_of_stamp(self, connection: sqlite3.Connection) -> int:
        """Give the number of our stamp; if it is new, those of others may be done with."""
        query = "INSERT OR IGNORE INTO stamps (stamp) VALUES (?)"
        is_new = connection.execute(query, (self._stamp,)).rowcount > 0
        ((number,),) = connection.execute(_STAMP, (self._stamp,))
        if is_new:
            query = "DELETE FROM stamps WHERE id != ? AND id NOT IN (SELECT stamp FROM decks)"
            connection.execute(query, (number,))
            connection.execute("DELETE FROM wholes WHERE stamp NOT IN (SELECT id FROM stamps)")
        return int(number)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _values(self, stamp: int, entry: Entry) -> tuple[object, ...]:
        place = _place(entry.folder, entry.name)
        return (place, stamp, *entry.stored, self._crc(place, *entry.stored))

    def _crc(self, *pieces: bytes) -> int:
        """A sum over a place and what is kept of it, so that nothing broken or mixed up counts."""
        total = self._seed
        for piece in pieces:
            total = crc32(piece, crc32(len(piece).to_bytes(8, "little"), total))
        return total

    def _one(self, query: str, key: bytes) -> Sequence[bytes] | None:
        """Give what a query finds in one row, if the sum that comes last is right."""
        found: list[Sequence[bytes]] = []

        def read(connection: sqlite3.Connection) -> None:
            for *pieces, crc in connection.execute(query, (self._number, key)):
                if crc == self._crc(key, *pieces):
                    found.append(pieces)

        self._try(read)
        return found[0] if found else None

    def _try(self, work: Callable[[sqlite3.Connection], None], *, create: bool = False) -> None:
        """Work with the file, once more with a new one if it is broken or foreign."""
        for _ in range(2 if create else 1):
            try:
                connection = self._open(create)
                if connection is not None:
                    work(connection)
                return
            except sqlite3.Error as error:
                if _is_no_fault_of_the_file(error):
                    self.close()
                    return
                self._throw_away()
            except (TypeError, ValueError):  # another kind of value than was kept
                self._throw_away()

    def _open(self, create: bool) -> sqlite3.Connection | None:
        """Connect, None if there is no file; raises sqlite3.Error for one that is foreign."""
        if self._connection is not None:
            return self._connection
        if not (create or self._file.is_file()):
            return None
        connection = self._connection = sqlite3.connect(
            self._file, timeout=_PATIENCE_SECONDS, isolation_level=None
        )
        marks = [
            connection.execute(query).fetchone()[0]
            for query in ("PRAGMA application_id", "PRAGMA user_version")
        ]
        if marks == [_APPLICATION, _VERSION]:
            found = connection.execute(_STAMP, (self._stamp,)).fetchone()
            self._number = found[0] if found else None
            return connection
        ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
        if marks != [0, 0] or tables:
            raise sqlite3.DatabaseError("no index of this version")
        if create:
            connection.executescript(_SCHEMA)
            return connection
        return None

    def _throw_away(self) -> None:
        self.close()
        for ending in ("", "-journal"):
            with suppress(OSError):
                Path(f"{self._file}{ending}").unlink()


def _place(folder: str, name: str) -> bytes:
    """What a deck is known by: its folder and the name of its file."""
    return os.fsencode(folder) + b"\0" + os.fsencode(name)


def _places_in(folder: str) -> tuple[bytes, bytes]:
    """What stands before and after the places of all decks in a folder."""
    return os.fsencode(folder) + b"\0", os.fsencode(folder) + b"\1"


def _key_of(root: str, *, each_deck: bool) -> bytes:
    """What the counts of a whole collection are known by: with those of single decks or without."""
    return os.fsencode(root) + (b"\0decks" if each_deck else b"")


def _is_no_fault_of_the_file(error: sqlite3.Error) -> bool:
    """Whether something keeps us from the file that says nothing of what it holds."""
    return getattr(error, "sqlite_errorcode", -1) & 0xFF in _NO_FAULTS
