"""What a review on the terminal is run with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, TextIO

from srs.errors import LinkError, PictureError
from srs.settings import KeySettings, ThemeSettings

# Gives the bytes of the picture that a deck (by its shown path) links to, or raises PictureError.
ReadPicture = Callable[[str, str], bytes]
# Gives what to open for a link of a deck: an address or an absolute path, or raises LinkError.
FindTarget = Callable[[str, str], str]
ColorChoice = Literal["auto", "always", "never"]


def no_pictures(_deck: str, _target: str) -> bytes:
    """Read no pictures."""
    raise PictureError("not found")


def no_targets(_deck: str, target: str) -> str:
    """Open nothing."""
    raise LinkError(f"{target}: nothing is opened here.")


class ReviewOptions(NamedTuple):
    """The streams, the clock (monotonic seconds), the environment, and what people may choose."""

    stdin: TextIO
    stdout: TextIO
    clock: Callable[[], float]
    environ: Mapping[str, str]
    keys: KeySettings = KeySettings()
    theme: ThemeSettings = ThemeSettings()
    color: ColorChoice = "auto"
    typed: bool = False  # answers are typed before they are shown
    show_time: bool = False  # on this card, on the screen
    read_picture: ReadPicture = no_pictures
    find_target: FindTarget = no_targets
