"""What a review on the terminal is run with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TextIO

from srs.settings import KeySettings, ThemeSettings

ColorChoice = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """The streams, the clock (monotonic seconds), the environment, and what people may choose."""

    stdin: TextIO
    stdout: TextIO
    clock: Callable[[], float]
    environ: Mapping[str, str]
    keys: KeySettings = KeySettings()
    theme: ThemeSettings = ThemeSettings()
    color: ColorChoice = "auto"
