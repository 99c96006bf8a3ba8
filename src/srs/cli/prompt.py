"""`srs due` as prompts call it, past typer, whose import lasts as long as all the rest."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from srs.cli.boundary import code_of
from srs.cli.making import make_context
from srs.commands import due

_FLAGS = ("--json", "--no-cache")
_OPTIONS = ("--format", "--now", "--config")
_FORMATS: tuple[due.Format, ...] = get_args(due.Format)


def due_at_once(words: Sequence[str]) -> None:
    """Run the command and leave with its exit code; come back if its words are not all plain."""
    plain = _plain(words)
    if plain is None:
        return
    paths, options = plain
    style = [each for each in _FORMATS if each == options.get("--format", "plain")]
    if not style:
        return

    def command() -> int:
        now, config = options.get("--now"), options.get("--config")
        place, no_cache = Path(config) if config else None, "--no-cache" in options
        as_json = "--json" in options
        context = make_context(paths, now, place, as_json=as_json, no_cache=no_cache)
        return due.run(context, style[0])

    sys.exit(code_of(command))


def _plain(words: Sequence[str]) -> tuple[list[Path], dict[str, str]] | None:
    """The paths and options (flags without a value); None if anything is written in other ways."""
    paths: list[Path] = []
    options: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        value = ""
        if not word.startswith("-"):
            paths.append(Path(word))
            continue
        if word in _OPTIONS:
            value = next(rest, "")
        if word in options or word not in (*_FLAGS, *_OPTIONS) or value.startswith("-"):
            return None
        if word in _OPTIONS and not value:
            return None
        options[word] = value
    return paths, options
