"""Make the pictures of the README from the real program: `python docs/screens/make.py`.

The program runs in a pseudo-terminal on a copy of the sample decks; an emulator keeps its screen,
which is written as SVG. Needs the tools for development. `--folder` and the size serve for looking.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pexpect
import pyte
from pyte.screens import Char
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME, TerminalTheme
from rich.text import Text

HERE = Path(__file__).parent
DECKS = HERE.parents[1] / "decks"
NOW = "2025-12-16"
QUIET_SECONDS = 0.4
LEFT = b"\x1b[?1049l"
GREY = (38, 5, 244)
# Without the fonts that rich would fetch from the network.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
# The colours of ANSI by pyte's names, and those of rich.
COLORS = {"default": "default", "brown": "yellow"}


@dataclass(frozen=True)
class Picture:
    """A screen: the words of the command, the keys until it is there."""

    name: str
    words: tuple[str, ...]
    keys: tuple[str, ...] = ()
    rows: int = 24  # unless others are wanted


REVIEW = ("review", "decks/pytorch.md", "--now", NOW, "--new", "5")
GALLERY = ("review", "decks/gallery.md", "--now", NOW, "--cram", "--order", "file")
PICTURES = (
    Picture("question", REVIEW, rows=15),
    Picture("answer", REVIEW, (" ",), rows=20),
    Picture("end", REVIEW, (" ", "3", " ", "1", " ", "4", " ", "3", "q"), rows=15),
    Picture("stats", ("stats", "decks", "--now", NOW, "--days", "7"), rows=20),
)
OTHERS = (
    Picture("help", REVIEW, ("?",)),
    Picture("info", REVIEW, ("i",)),
    Picture("buried", REVIEW, ("-",)),
    Picture("suspended", REVIEW, ("!",)),
    Picture("typing", (*REVIEW, "--typed"), tuple("a class of layers")),
    Picture("typed", (*REVIEW, "--typed"), (*"dataset and loader", "\r")),
    Picture("stats-full", ("stats", "decks", "--now", NOW, "--full"), rows=60),
    *(Picture(f"gallery-{at:02}", GALLERY, ("s",) * at + (" ",)) for at in range(32)),
)


class Emulator(pyte.Screen):
    """An emulator that shows dim text in grey; its base knows nothing dim."""

    def select_graphic_rendition(self, *codes: int, **more: bool) -> None:
        """Take dim for a grey, unless the 2 belongs to a colour."""
        if not {38, 48} & set(codes):
            codes = tuple(part for code in codes for part in (GREY if code == 2 else (code,)))
        super().select_graphic_rendition(*codes, **more)


def main() -> None:
    """Write all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=HERE)
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=0, help="else as many as each wants")
    parser.add_argument("--only", default="", metavar="NAME", help="this one picture")
    parser.add_argument("--theme", choices=("dark", "light", "high-contrast"), default="dark")
    parser.add_argument(
        "--all", action="store_true", help="also those that README.md does not show"
    )
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for picture in (*PICTURES, *(OTHERS if options.all or options.only else ())):
        if options.only in ("", picture.name):
            size = (options.columns, options.rows or picture.rows)
            screen = shown(picture, size, options.theme)
            theme = DEFAULT_TERMINAL_THEME if options.theme == "light" else SVG_EXPORT_THEME
            path = options.folder / f"{picture.name}.svg"
            path.write_text(svg(screen, theme, picture), encoding="utf-8", newline="\n")


def shown(picture: Picture, size: tuple[int, int], theme: str) -> pyte.Screen:
    """Run the program until it has drawn what follows the last key, or has ended."""
    columns, rows = size
    written = b""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DECKS, Path(folder) / "decks")
        child = pexpect.spawn(
            sys.executable,
            ["-m", "srs", *picture.words],
            cwd=folder,
            env=environment(folder, theme),
            dimensions=(rows, columns),
        )
        for key in ("", *picture.keys):
            child.send(key)
            written += b"".join(output(child))
        child.close(force=True)
    screen = Emulator(columns, rows)
    # What is said after the screen was left stands on the one below it.
    pyte.ByteStream(screen).feed(written.rpartition(LEFT)[2])
    return screen


def environment(folder: str, theme: str) -> dict[str, str]:
    """Nothing of the person who makes the pictures."""
    home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), folder)
    terminal = {
        "COLORTERM": "truecolor",
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "SRS_THEME_NAME": theme,
    }
    return {"PATH": os.environ["PATH"], **home, **terminal}


def output(child: pexpect.spawn) -> Iterator[bytes]:
    """What the program writes until it is quiet; the first bytes may take their time."""
    timeout_seconds = 10.0
    while True:
        try:
            yield child.read_nonblocking(65536, timeout_seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        timeout_seconds = QUIET_SECONDS


def svg(screen: pyte.Screen, theme: TerminalTheme, picture: Picture) -> str:
    """The emulator's screen as a picture."""
    console = Console(record=True, width=screen.columns, file=io.StringIO())
    used = max(row for row in range(screen.lines) if screen.display[row].strip())
    for row in range(used + 1):
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        runs = [("".join(cell.data for cell in run), look) for look, run in groupby(cells, style)]
        console.print(Text.assemble(*runs, no_wrap=True), highlight=False, crop=True)
    title = " ".join(["srs", *picture.words[:2]])
    identity = f"srs-{picture.name}"
    return console.export_svg(title=title, theme=theme, code_format=FORMAT, unique_id=identity)


def style(cell: Char) -> Style:
    """The style of one cell."""
    return Style(
        color=color(cell.fg),
        bgcolor=color(cell.bg),
        bold=cell.bold,
        italic=cell.italics,
        underline=cell.underscore,
        strike=cell.strikethrough,
        reverse=cell.reverse,
    )


def color(name: str) -> str:
    """A colour as rich names it."""
    if len(name) == 6 and all(digit in "0123456789abcdef" for digit in name):
        return f"#{name}"
    bright = name.removeprefix("bright")
    plain = COLORS.get(bright, bright)
    return f"bright_{plain}" if bright != name else plain


if __name__ == "__main__":
    main()
