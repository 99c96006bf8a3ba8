"""How many pixels a picture has, by its first bytes; loads no library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_PNG = b"\x89PNG\r\n\x1a\n"
_STANDALONE_MARKERS = frozenset((0x01, *range(0xD0, 0xD9)))
# Starts of frames; C4, C8 and CC are something else.
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def pixel_size(data: bytes) -> tuple[int, int] | None:
    """Give the width and height of a PNG, JPEG, GIF, WebP or BMP; None for anything else."""
    for start, measure in _FORMATS.items():
        if data.startswith(start):
            size = measure(data)
            return size if size and min(size) > 0 else None
    return None


def _little(data: bytes, start: int, count: int) -> int:
    return int.from_bytes(data[start : start + count], "little")


def _big(data: bytes, start: int, count: int) -> int:
    return int.from_bytes(data[start : start + count], "big")


def _png(data: bytes) -> tuple[int, int]:
    return _big(data, 16, 4), _big(data, 20, 4)


def _gif(data: bytes) -> tuple[int, int]:
    return _little(data, 6, 2), _little(data, 8, 2)


def _bmp(data: bytes) -> tuple[int, int]:
    height = int.from_bytes(data[22:26], "little", signed=True)  # negative: from the top
    return _little(data, 18, 4), abs(height)


def _webp(data: bytes) -> tuple[int, int] | None:
    kind = data[8:16]
    if kind == b"WEBPVP8X":
        return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1
    if kind == b"WEBPVP8L":
        bits = _little(data, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"WEBPVP8 ":
        return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAME_MARKERS:
            return _big(data, at + 7, 2), _big(data, at + 5, 2)
        if marker == 0xFF:  # filling
            at += 1
        elif marker in _STANDALONE_MARKERS:
            at += 2
        else:
            at += 2 + _big(data, at + 2, 2)
    return None


_FORMATS: Final[dict[bytes, Callable[[bytes], tuple[int, int] | None]]] = {
    _PNG: _png,
    b"\xff\xd8": _jpeg,
    b"GIF8": _gif,
    b"RIFF": _webp,
    b"BM": _bmp,
}
