"""The links and pictures of a card, and the program that opens one of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from srs.errors import SrsError
from srs.terminal.elements.picture import picture_of
from srs.terminal.markdown import parse

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\u2026]*[^\s<>\"'`\u2026.,;:!?)\]}*_]")
_ON_THE_WEB = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+", re.IGNORECASE)


class Link(NamedTuple):
    """Where a link leads, or which picture is shown. From a deck: not to be trusted."""

    target: str
    is_picture: bool = False


def links_of(sides: Iterable[str]) -> list[Link]:
    """Give the addresses on the web and the pictures of some Markdown, each once, in order."""
    found = (link for side in sides for link in _in(parse(side)))
    return list(dict.fromkeys(found))


def _in(tree: SyntaxTreeNode) -> Iterator[Link]:
    for node in tree.walk():
        if (picture := picture_of(node)) is not None:
            web = _ON_THE_WEB.fullmatch(picture.target)
            yield Link(picture.target, is_picture=web is None)
        elif node.type == "link" and _ON_THE_WEB.fullmatch(str(node.attrs.get("href", ""))):
            yield Link(str(node.attrs["href"]))
        elif node.type == "text":
            yield from (Link(match.group()) for match in _ADDRESS.finditer(node.content))


def opener(environ: Mapping[str, str]) -> list[str] | None:
    """Give the command that opens files and addresses; None where there is none, or no screen."""
    if sys.platform == "darwin":
        return ["open"]
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return None
    program = shutil.which("xdg-open", path=environ.get("PATH"))
    return [program] if program else None


def open_target(target: str | Path, environ: Mapping[str, str]) -> None:
    """Open an address on the web or a file, without a shell and without waiting for its window.

    Raises SrsError, with the address to copy, where nothing opens it.
    """
    if sys.platform == "win32":
        os.startfile(target)
        return
    command = opener(environ)
    if command is None:
        raise SrsError(f"Nothing opens links here; this one leads to {target}")
    try:
        code = subprocess.run(
            [*command, str(target)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            timeout=20,
            check=False,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        code = 1
    if code:
        raise SrsError(f"{Path(command[0]).name} could not open {target}")
