"""Decode pictures with the library of the extra `images`, within bounds."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from srs.errors import PictureError
from srs.terminal.pictures.head import pixel_size

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_ORIENTATION, _TURNED = 0x0112, range(5, 9)
# What the decoders raise for files that are broken.
_BROKEN = (
    *(OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, ArithmeticError),
    *(struct.error, MemoryError, AttributeError),
)


def checked_size(data: bytes) -> tuple[int, int]:
    """Give the width and height in pixels. Raises PictureError for what is never decoded."""
    size = pixel_size(data)
    if size is None:
        raise PictureError(_not_drawn(data))
    if size[0] * size[1] > MAX_PIXELS:
        raise PictureError(f"more than {MAX_PIXELS // 10**6} million pixels")
    return size


def picture_note(read: Callable[[], bytes]) -> str:
    """What is said of a picture besides its name: its size, or why it cannot be shown."""
    try:
        width, height = checked_size(read())
    except PictureError as error:
        return f"; {error}"
    return f", {width} by {height} pixels"


def _not_drawn(data: bytes) -> str:
    if b"<svg" in data[:4096].lower():
        return "SVG, which is not drawn"
    return "not a picture that can be drawn"


class Decoded:
    """A picture that may be asked for in several sizes. Raises PictureError if it is broken."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        checked_size(data)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, as it is held upright."""
        try:
            image = self._opened()
            turned = image.getexif().get(_ORIENTATION) in _TURNED
        except _BROKEN as error:
            raise PictureError("broken") from error
        return (image.height, image.width) if turned else image.size

    def scaled(self, width: int, height: int) -> Image:
        """The picture in this size, without transparency: it lies on white, as on paper."""
        from PIL import ImageOps
        from PIL.Image import Resampling

        try:
            image = self._opened()
            image.draft("RGB", (2 * max(width, height),) * 2)
            image.load()
            upright = _on_white(ImageOps.exif_transpose(image))
            return upright.resize((width, height), Resampling.LANCZOS, reducing_gap=2)
        except _BROKEN as error:
            raise PictureError("broken") from error

    def _opened(self) -> Image:
        from PIL import Image

        image = Image.open(io.BytesIO(self._data), formats=_FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise PictureError(f"more than {MAX_PIXELS // 10**6} million pixels")
        return image


def _on_white(image: Image) -> Image:
    from PIL.Image import alpha_composite, new

    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = new("RGBA", image.size, "white")
    return alpha_composite(paper, image.convert("RGBA")).convert("RGB")
