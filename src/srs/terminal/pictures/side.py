"""The pictures of one side of a card: read once, then drawn or put in words."""

from __future__ import annotations

from functools import partial

from markdown_it.tree import SyntaxTreeNode
from rich.text import Text

from srs.errors import PictureError
from srs.terminal.device import Size
from srs.terminal.elements.picture import annotate, picture_of
from srs.terminal.options import ReadPicture
from srs.terminal.pictures.decoding import Decoded, picture_note
from srs.terminal.pictures.drawing import Easel
from srs.terminal.pictures.fitting import Room, most_rows


class SidePictures:
    """Draws the pictures of a deck's card on a screen of some size; without an easel, none."""

    def __init__(self, deck: str, read: ReadPicture, size: Size, easel: Easel | None) -> None:
        self.deck, self.read, self.size, self.easel = deck, read, size, easel
        self._read: dict[str, bytes | PictureError] = {}

    def annotate(self, tree: SyntaxTreeNode) -> None:
        """Note at every picture what is to be said of it where it is not drawn."""
        for node in tree.walk():
            if picture := picture_of(node):
                annotate(node, picture_note(partial(self._data, picture.target)))

    def lines(self, node: SyntaxTreeNode, columns: int) -> list[Text]:
        """The lines that a picture takes; none for what is no picture or cannot be drawn."""
        picture = picture_of(node)
        if picture is None or self.easel is None:
            return []
        room = Room(columns, most_rows(self.size.rows), *self.size.cell)
        try:
            return self.easel.lines(Decoded(self._data(picture.target)), picture.wanted, room)
        except PictureError as error:
            self._read[picture.target] = error
            annotate(node, f"; {error}")
            return []

    def _data(self, target: str) -> bytes:
        if target not in self._read:
            try:
                self._read[target] = self.read(self.deck, target)
            except PictureError as error:
                self._read[target] = error
        found = self._read[target]
        if isinstance(found, PictureError):
            raise found
        return found
