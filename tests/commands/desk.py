"""A desk to run commands at: a folder with decks, a clock that stands still, streams kept."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from srs.collection.config import Surroundings
from srs.commands.choice import Choice
from srs.commands.context import Context
from srs.commands.live_review import LiveReview
from srs.commands.review import Modes, ReviewOptions, open_review, queue_of

NOW = datetime(2025, 12, 14, 10, tzinfo=UTC)


@dataclass
class Desk:
    """Makes contexts in a folder, and keeps what the last command wrote."""

    folder: Path
    now: datetime = NOW
    environment: dict[str, str] = field(default_factory=dict)
    ids: int = 0
    stdout: io.StringIO = field(default_factory=io.StringIO)
    stderr: io.StringIO = field(default_factory=io.StringIO)

    def write(self, name: str, text: str) -> Path:
        """Write a deck, or a configuration, byte for byte."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    def read(self, name: str) -> str:
        """The text of a deck as it is on disk."""
        return (self.folder / name).read_bytes().decode("utf-8")

    def context(self, *paths: str, typed: str | TextIO = "", as_json: bool = False) -> Context:
        """What a command is handed, with streams that are empty."""
        self.stdout, self.stderr = io.StringIO(), io.StringIO()
        return Context(
            surroundings=Surroundings(self.folder, self.environment, user_data=self.user_data),
            clock=lambda: self.now,
            stdin=io.StringIO(typed) if isinstance(typed, str) else typed,
            stdout=self.stdout,
            stderr=self.stderr,
            paths=tuple(map(Path, paths)),
            as_json=as_json,
            new_id=self.new_id,
        )

    def user_data(self) -> Path:
        """The folder of the user's own data; hidden, so that it is searched for no decks."""
        return self.folder / ".data"

    def new_id(self) -> str:
        """Another name each time."""
        self.ids += 1
        return f"id{self.ids:04}"

    @property
    def lines(self) -> list[str]:
        """What the last command wrote to stdout."""
        return self.stdout.getvalue().splitlines()

    @property
    def said(self) -> list[str]:
        """What the last command said on stderr."""
        return self.stderr.getvalue().splitlines()

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        (line,) = self.lines
        document = json.loads(line)
        assert document.pop("version") == 1
        return document


def card(front: str, schedule: str = "") -> str:
    """A card, with its scheduling comment where there is one."""
    comment = f"<!--SR:{schedule}-->\n" if schedule else ""
    return f"{front}\n-?-\nThe answer to {front}\n{comment}\n"


def reversed_card(front: str, schedule: str = "") -> str:
    """A note of two cards, each way."""
    return card(front, schedule).replace("-?-", "-??-")


def begun(desk: Desk) -> LiveReview:
    """A session over everything that is due, driven by calls."""
    options = ReviewOptions(Choice(), Modes(), lambda _: None, lambda: 0.0)
    context = desk.context()
    gathered = context.gather({}, whole=True)
    return open_review(context, gathered, queue_of(context, gathered, options), options)
