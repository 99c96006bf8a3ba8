"""Commands whose words are plain run at once, past typer, whose import lasts as long as they do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from srs.cli.boundary import code_of
from srs.cli.making import make_context
from srs.commands.context import Context

Options = Mapping[str, str]  # flags have no value


class _Command(NamedTuple):
    """What is plain in a command's words besides paths, and what it runs, None for wrong values."""

    flags: tuple[str, ...]
    options: tuple[str, ...]
    run: Callable[[Options], Callable[[Context], int] | None]


def run_at_once(words: Sequence[str]) -> None:
    """Run a command and leave with its exit code; come back if its words are not all plain."""
    command = _COMMANDS.get(words[0]) if words else None
    plain = _plain(words[1:], command) if command else None
    if command is None or plain is None:
        return
    paths, options = plain
    run = command.run(options)
    if run is None:
        return

    def at_once() -> int:
        config, no_cache = options.get("--config"), "--no-cache" in options
        place, as_json = Path(config) if config else None, "--json" in options
        now = options.get("--now")
        return run(make_context(paths, now, place, as_json=as_json, no_cache=no_cache))

    sys.exit(code_of(at_once))


def _plain(words: Sequence[str], command: _Command) -> tuple[list[Path], Options] | None:
    """The paths and options; None if anything is written in other ways."""
    paths: list[Path] = []
    options: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            paths.append(Path(word))
            continue
        value = next(rest, "") if word in command.options else ""
        if word in options or word not in (*command.flags, *command.options):
            return None
        if word in command.options and (not value or value.startswith("-")):
            return None
        options[word] = value
    return paths, options


def _due(options: Options) -> Callable[[Context], int] | None:
    from typing import get_args

    from srs.commands import due

    formats: tuple[due.Format, ...] = get_args(due.Format)
    style = [each for each in formats if each == options.get("--format", "plain")]
    return (lambda context: due.run(context, style[0])) if style else None


def _stats(options: Options) -> Callable[[Context], int]:
    from srs.commands import stats

    return lambda context: stats.run(context, stats.StatsOptions(every="--all" in options))


def _review(options: Options) -> Callable[[Context], int]:
    import random
    import time

    from srs.commands import review
    from srs.commands.choice import Choice

    modes = review.Modes("--cram" in options, "--plain" in options, typed="--typed" in options)
    wanted = review.ReviewOptions(Choice(), modes, random.Random().shuffle, time.monotonic)
    return lambda context: review.run(context, {}, wanted)


_COMMON_FLAGS, _COMMON_OPTIONS = ("--json", "--no-cache"), ("--now", "--config")
_COMMANDS = {
    "due": _Command(_COMMON_FLAGS, (*_COMMON_OPTIONS, "--format"), _due),
    "review": _Command(("--cram", "--plain", "--typed"), _COMMON_OPTIONS, _review),
    "stats": _Command((*_COMMON_FLAGS, "--all"), _COMMON_OPTIONS, _stats),
}
