"""The pictures that decks name, read."""

from __future__ import annotations

from srs.collection.linked_files import ELSEWHERE, PICTURES, LinkedFiles
from srs.errors import PictureError, SourceError
from srs.files import read_file

MAX_BYTES = 16 * 1024**2


def read_picture(files: LinkedFiles, deck: str, target: str) -> bytes:
    """Give the bytes of the picture that a deck links to; nothing is ever fetched.

    Raises PictureError with the reason in a few words.
    """
    if ELSEWHERE.match(target):
        raise PictureError("not on this machine, and never fetched")
    path = files.find(deck, target, PICTURES)
    if path is None:
        raise PictureError("not found")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PictureError(f"larger than {MAX_BYTES // 1024**2} MB")
        return read_file(path, target, MAX_BYTES).data
    except (OSError, SourceError) as error:
        raise PictureError("cannot be read") from error
