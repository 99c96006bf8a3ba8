"""What every command is handed from outside: place, time, streams, and how to say things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from srs.collection.config import (
    Cache,
    Surroundings,
    user_cache_folder,
    user_config_file,
    user_data_folder,
)
from srs.collection.wanted import Wanted
from srs.errors import SrsError
from srs.files import why
from srs.moment import Moment
from srs.scheduling.day import moment
from srs.settings import Settings
from srs.storage.marks import has_marks
from srs.terminal.safe import printable, say

if TYPE_CHECKING:
    from srs.collection.gather import Gathered
    from srs.collection.load import Collection
    from srs.collection.survey import Survey
    from srs.collection.wanted import Places
    from srs.terminal.options import ColorChoice


def surroundings(
    cwd: Path, environment: Mapping[str, str], now_ns: Callable[[], int] | None
) -> Surroundings:
    """Where a run takes place, with the user's own folders where this platform keeps them.

    `now_ns` is the machine's own clock (ns since 1970), without which no cache is used.
    """
    cache = Cache(user_cache_folder, now_ns) if now_ns else None
    return Surroundings(cwd, environment, user_config_file(), user_data_folder, cache)


def unwritten(error: OSError) -> SrsError:
    """Say why the output cannot be written."""
    return SrsError(f"the output cannot be written: {why(error)}.")


def complain(stream: TextIO, sentence: str) -> None:
    """Say an error as every command says it."""
    say(stream, f"srs: {sentence}")


class Context(NamedTuple):
    """The surroundings of one run.

    `clock` gives the present moment, in the user's zone, `new_id` a name that nothing else has.
    """

    surroundings: Surroundings
    clock: Callable[[], datetime]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    paths: tuple[Path, ...] = ()
    config_file: Path | None = None
    color: ColorChoice = "auto"
    as_json: bool = False
    new_id: Callable[[], str] = str

    @property
    def cwd(self) -> Path:
        """The current folder, absolute."""
        return self.surroundings.cwd

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that the program was started with."""
        return self.surroundings.environment

    def moment(self, settings: Settings) -> Moment:
        """The present moment and its study day."""
        return moment(self.clock(), settings.day_starts_at)

    def load(
        self, options: Mapping[str, object] | None = None, *, strict: bool = False
    ) -> Collection:
        """Load what the command was given; say what could not be read, and what was passed over."""
        from srs.collection.load import load

        wanted = Wanted(self.paths, self.config_file, tuple((options or {}).items()), strict)
        collection = load(wanted, self.surroundings)
        self._tell_of(collection, len(collection.decks))
        return collection

    def gather(self, options: Mapping[str, object], *, whole: bool) -> Gathered:
        """Find the decks of a review, and say the same as `load`."""
        from srs.collection.gather import gather

        wanted = Wanted(self.paths, self.config_file, tuple(options.items()))
        found = gather(wanted, self.surroundings, whole=whole)
        self._tell_of(found, len(found.decks))
        return found

    def survey(self, *, each_deck: bool) -> Survey:
        """Count the cards of what the command was given, and say the same as `load`."""
        from srs.collection.survey import survey

        wanted = Wanted(self.paths, self.config_file)
        found = survey(wanted, self.surroundings, each_deck=each_deck)
        self._tell_of(found, found.number)
        return found

    def places(self) -> Places:
        """Find the decks of what the command was given."""
        from srs.collection.wanted import places

        return places(Wanted(self.paths, self.config_file), self.surroundings)

    def _tell_of(self, found: Collection | Survey | Gathered, decks: int) -> None:
        self.tell_of(found.problems, found.skipped, found.settings, decks=decks)

    def tell_of(
        self,
        problems: Sequence[str],
        skipped: Iterable[tuple[str, str]],
        settings: Settings,
        *,
        decks: int,
    ) -> None:
        """Say what could not be read or was passed over, what waits, or that there are no decks."""
        for problem in problems:
            self.tell(f"srs: {problem}")
        for path, reason in skipped:
            self.tell(f"srs: {path}: passed over: {reason}")
        self.remind(settings)
        if not decks and not problems:
            self.tell(f"srs: no decks found here; {_what_is_a_deck(settings)}.")

    def remind(self, settings: Settings) -> None:
        """Say that grades wait, if any do; remove what a killed program left."""
        user_data = self.surroundings.user_data
        if user_data is None or not has_marks(user_data()):
            return
        from srs.commands.log_places import clean_up_after_others, waiting
        from srs.terminal.words import counted

        clean_up_after_others(self.surroundings)
        if found := waiting(self.surroundings, settings):
            wait = "waits" if len(found) == 1 else "wait"
            grades = counted(len(found), "grade")
            self.tell(f"srs: {grades} could not be written, and {wait}; see `srs doctor`.")

    def tell(self, sentence: str) -> None:
        """Say something to the person, on stderr."""
        say(self.stderr, sentence)

    def write(self, text: str) -> None:
        """Write a line of data to stdout, all text in it made harmless."""
        self._put(printable(text, self.stdout.encoding))

    def write_painted(self, text: str) -> None:
        """Write a line with colour codes of our own; the text in it must be clean."""
        known = self.stdout.encoding or "utf-8"
        self._put(text.encode(known, "replace").decode(known))

    def write_json(self, document: Mapping[str, object]) -> None:
        """Write one JSON document with its version to stdout, in ASCII, and flush it."""
        self.write_json_line({"version": 1, **document})

    def write_json_line(self, fields: Mapping[str, object]) -> None:
        """Write one of many JSON objects to stdout, in ASCII, and flush it."""
        import json

        self._put(json.dumps(fields))

    def _put(self, line: str) -> None:
        self.write_part(line + "\n")

    def write_part(self, text: str) -> None:
        """Write a part of a line, ASCII or clean, at once. Raises SrsError if it cannot."""
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise unwritten(error) from error


def _what_is_a_deck(settings: Settings) -> str:
    """What a collection takes, for those in whose folders nothing was found."""
    if settings.decks.by == "tags":
        return f"a deck is a Markdown file (.md) with a tag of {', '.join(settings.decks.tags)}"
    return "a deck is a Markdown file (.md)"
