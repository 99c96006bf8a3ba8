"""`srs due`, `stats` and `review` past typer: the same as with it, or left to it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from srs import cli
from srs.cli.app import app
from srs.cli.at_once import run_at_once
from srs.commands import due, review, stats
from srs.commands.context import Context
from srs.commands.review import ReviewOptions

WORDS = (
    *("--json", "--no-cache", "--format", "--now", "--config", "--help", "-h", "--", "--nope"),
    *("plain", "json", "tmux", "nope", "2025-12-14", "a.md", "notes/", "-", "-x", "", "--form"),
    *("--cram", "--plain", "--typed", "--dry-run", "--convert", "--new", "--seed", "--bury"),
    *("--all", "--full", "--days", "7", "--by", "tag", "--color", "never", "--html", "x.html"),
    *("--format=tmux", "--now=2025-12-14T10:00:00", "--config=x.toml", "--json=yes"),
)


class Calls:
    """What the command was called with."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.seen: list[object] = []
        patch.setattr(due, "run", self.record)
        patch.setattr(stats, "run", self.record)
        patch.setattr(review, "run", self.record_review)

    def record(self, context: Context, options: object) -> int:
        has_cache = context.surroundings.cache is not None
        now = context.clock() if "2025" in str(context.clock()) else None
        choice = (context.paths, context.config_file, context.as_json, has_cache, now)
        self.seen.append((*choice, context.color, options))
        return 7

    def record_review(
        self, context: Context, settings_options: dict[str, object], options: ReviewOptions
    ) -> int:
        given = {name: value for name, value in settings_options.items() if value is not None}
        assert options.seconds() <= options.seconds()
        return self.record(context, (given, options.choice, options.modes))

    def at_once(self, words: Sequence[str]) -> object:
        """What it is called with past typer, None if that is left to typer."""
        self.seen.clear()
        try:
            run_at_once(words)
        except SystemExit as ending:
            return (ending.code, *self.seen)
        assert not self.seen
        return None

    def by_typer(self, words: Sequence[str]) -> object:
        """What it is called with by typer."""
        self.seen.clear()
        with pytest.raises(SystemExit) as ending:
            app(list(words), prog_name="srs")
        return (ending.value.code, *self.seen)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    command=st.sampled_from(["due", "review", "stats"]),
    words=st.lists(st.sampled_from(WORDS), max_size=6),
)
@example(command="due", words=["a.md", "--format", "tmux", "--json", "b", "--now", "2025-12-14"])
@example(command="review", words=["a.md", "--cram", "--plain", "--typed", "--now", "2025-12-14"])
@example(command="stats", words=["a.md", "--all", "--json", "--no-cache", "--config", "x.toml"])
def test_plain_words_mean_what_they_mean_to_typer(
    command: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = [command, *words]
    with pytest.MonkeyPatch.context() as patch:
        calls = Calls(patch)
        at_once = calls.at_once(words)
        if at_once is not None:
            assert at_once == calls.by_typer(words)
    capsys.readouterr()


@pytest.mark.parametrize(
    "words",
    [
        *("due", "due notes", "due --format tmux", "due --json --no-cache", "due --now 2025-12-14"),
        *("review decks/pytorch.md", "review --plain --now 2025-12-14"),
        *("stats", "stats notes --all", "stats --json --now 2025-12-14"),
    ],
)
def test_what_is_often_called_is_plain(words: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert Calls(patch).at_once(words.split()) is not None


def test_completion_is_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SRS_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "srs due --no-c")
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "srs due --no-c")
    monkeypatch.setattr(sys, "argv", ["srs", "due"])
    monkeypatch.setattr(app, "registered_commands", app.registered_commands)  # narrowed by this
    calls = Calls(monkeypatch)
    with pytest.raises(SystemExit):
        cli.main()
    assert not calls.seen
