"""`srs add`: append a card to a deck, from arguments or from an editor."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from srs.collection.config import load_layers
from srs.collection.deck import load_deck
from srs.collection.deck_paths import DeckPath
from srs.commands.context import Context
from srs.errors import SaveError, SourceError, SrsError, UsageError
from srs.markdown.adding import card_text, split_sides, with_card
from srs.markdown.parser import Parsed, parse
from srs.markdown.syntax import SyntaxSettings
from srs.pieces import Sides
from srs.settings.layers import Layers, settings_for_deck
from srs.storage.atomic import MovedError, replace_file
from srs.storage.creating import create_file
from srs.terminal.editor import edit
from srs.text import Source, encode

_ENDINGS = (".md", ".markdown")
_TRIES = 10


@dataclass(frozen=True, slots=True)
class AddOptions:
    """The card's sides as far as they are given, and whether to write it in the editor."""

    front: str | None
    back: str | None
    edit: bool


@dataclass(frozen=True, slots=True)
class _Target:
    """The deck that gets the card: as people see it, where it is, and the settings for it."""

    shown: str
    path: Path
    layers: Layers
    cwd: Path

    def syntax(self) -> SyntaxSettings:
        """How the deck's cards are written."""
        if self.path.exists():
            return load_deck(DeckPath(self.shown, self.shown), self.layers, self.cwd).parsed.syntax
        return settings_for_deck(self.layers, self.path).syntax

    def add(self, sides: Sides) -> int:
        """Write the card, and give its line (from 1). Raises SrsError with nothing written."""
        if not self.path.exists():
            empty = parse(Source(self.shown, ""), self.syntax())
            new = with_card(empty, sides)
            create_file(self.path, encode(new.source.text), self.shown)
            return _line(new)
        for _ in range(_TRIES):
            with suppress(MovedError):
                deck = load_deck(DeckPath(self.shown, self.shown), self.layers, self.cwd)
                new = with_card(deck.parsed, sides)
                replace_file(self.path, deck.read, encode(new.source.text), self.shown)
                return _line(new)
        raise SaveError(f"{self.shown}: another program keeps changing the file; try again later.")


def run(context: Context, deck: Path, options: AddOptions) -> int:
    """Append the card, and give its place."""
    target = _target(context, deck)
    if options.edit:
        line = _add_edited(context, target, options)
    elif options.front is None or options.back is None:
        raise UsageError("Give the front and the back of the card, or --edit.")
    else:
        line = target.add(_clean(Sides(options.front, options.back)))
    if context.as_json:
        context.write_json({"path": target.shown, "line": line})
    else:
        context.write(f"{target.shown}:{line}")
    return 0


def _target(context: Context, deck: Path) -> _Target:
    """The file of that name; `.md` may be left out."""
    path = context.cwd / deck
    if not path.exists() and path.suffix not in _ENDINGS:
        deck = deck.with_name(deck.name + ".md")
        path = context.cwd / deck
    if path.is_dir():
        raise SourceError(f"{deck}: this is a folder; name the deck in it, as {deck / 'deck.md'}.")
    if not path.parent.is_dir():
        raise SourceError(f"{deck}: there is no folder {deck.parent}; make it first.")
    layers = load_layers([path], context.surroundings, config_file=context.config_file)
    return _Target(deck.as_posix(), path, layers, context.cwd)


def _add_edited(context: Context, target: _Target, options: AddOptions) -> int:
    """Have the card written in the editor; what cannot be added is kept, and it is said where."""
    syntax = target.syntax()
    begun = card_text(Sides(options.front or "", options.back or ""), syntax) + "\n"
    folder = Path(tempfile.mkdtemp(prefix="srs-add-"))
    draft = folder / "card.md"
    draft.write_bytes(encode(begun))
    edit(context.environment, draft, 1)
    text = draft.read_text(encoding="utf-8", errors="surrogateescape")
    if not text.strip() or text == begun:
        _forget(draft)
        raise SrsError("nothing was written in the editor, so no card was added.")
    try:
        line = target.add(_sides(target, text.removesuffix("\n"), syntax))
    except SrsError as error:
        raise SaveError(f"{error} What you wrote is kept in {draft}.") from error
    _forget(draft)
    return line


def _sides(target: _Target, text: str, syntax: SyntaxSettings) -> Sides:
    if syntax.end_marker:
        text = text.rstrip().removesuffix(syntax.end_marker)
    try:
        return _clean(split_sides(text, syntax))
    except ValueError:
        separator = syntax.multi_basic or syntax.single_basic
        raise SaveError(
            f"{target.shown}: no card was added: there is no {separator!r} between two sides."
        ) from None


def _forget(draft: Path) -> None:
    with suppress(OSError):
        draft.unlink()
        draft.parent.rmdir()


def _clean(sides: Sides) -> Sides:
    """Both sides without blank lines and spaces around them, their line breaks alike."""
    front, back = (
        side.replace("\r\n", "\n").replace("\r", "\n").strip() for side in (sides.front, sides.back)
    )
    return Sides(front, back)


def _line(parsed: Parsed) -> int:
    return parsed.notes[-1].first_line + 1
