"""What commands import in a fresh process: nothing heavy that they do not need."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from srs.collection.counted import MANY_DECKS

# Runs a command in this interpreter and writes the modules that are loaded then.
PROBE = """
import sys
from pathlib import Path
out = Path(sys.argv.pop(1))
from srs.cli import main
try:
    main()
except SystemExit:
    pass
out.write_text("\\n".join(sys.modules), encoding="utf-8")
"""
# The same, so late that all files are older than what their times can tell.
LATER = """
import time
late = time.time_ns() + 10**10
time.time_ns = lambda: late
"""
DECK = """\
---
title: What Git can undo
tags:
  - git
---

# Git

Undo the last commit, keep its changes staged
-?-
`git reset --soft HEAD~1`
<!--SR:!2025-12-14,2,248-->
"""
MARKDOWN = {"markdown_it", "mdit_py_plugins", "pygments"}
FRONT_MATTER = {"frontmatter", "yaml"}
DRAWING = {"rich", *MARKDOWN}
UNUSUAL = {"secrets", "filelock"}
NEVER = {"pydantic", "email", "http", "unittest"}


def run_probe(tmp_path: Path, *command: str, code: str = PROBE) -> tuple[set[str], str]:
    """Run `srs` with the words of a command; give the top-level modules loaded, and stdout."""
    if not (tmp_path / "git.md").exists():
        (tmp_path / "git.md").write_text(DECK, encoding="utf-8", newline="\n")
    out = tmp_path / "modules"
    done = subprocess.run(
        [sys.executable, "-c", code, str(out), *command],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    modules = out.read_text(encoding="utf-8").split("\n")
    return {module.split(".")[0] for module in modules}, done.stdout


def environment(home: Path) -> dict[str, str]:
    """The environment without settings of ours, and with folders of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SRS_")}
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return kept | dict.fromkeys(folders, str(home))


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (
            ["--help"],
            DRAWING | FRONT_MATTER | UNUSUAL | {"pathspec", "platformdirs", "tempfile", "random"},
        ),
        (["--version"], DRAWING | FRONT_MATTER | {"pathspec", "platformdirs"}),
        (["review", "--help"], DRAWING | FRONT_MATTER | {"pathspec", "platformdirs"}),
        (["due", "git.md"], DRAWING | FRONT_MATTER | UNUSUAL | {"pathspec", "typer"}),
        (["due", "--format", "json"], DRAWING | FRONT_MATTER | {"typer"}),
        (["stats", "--json"], DRAWING | FRONT_MATTER | {"typer"}),
        (["stats"], DRAWING | FRONT_MATTER | UNUSUAL | {"typer"}),
        (["cards", "--json"], DRAWING | FRONT_MATTER),
        (["grade", "git.md:3", "good"], DRAWING | FRONT_MATTER | {"pathspec"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "-",
)
def test_command_does_not_import(tmp_path: Path, command: list[str], unwanted: set[str]) -> None:
    loaded, _ = run_probe(tmp_path, *command)
    assert "srs" in loaded
    assert not loaded & (unwanted | NEVER)


def test_a_known_collection_is_counted_without_what_reads_decks(tmp_path: Path) -> None:
    for number in range(MANY_DECKS + 1):
        (tmp_path / f"{number}.md").write_text(DECK, encoding="utf-8", newline="\n")
    reading = {"srs.collection.summary", "srs.markdown.skim"}
    never = {"srs.model", "srs.settings.merge", "dataclasses", "inspect", "yaml"}
    for words in (("due",), ("stats",)):
        for is_known in (False, True):
            if not is_known:
                shutil.rmtree(tmp_path / "srs", ignore_errors=True)
            run_probe(tmp_path, *words, code=LATER + PROBE)
            loaded = set((tmp_path / "modules").read_text(encoding="utf-8").split("\n"))
            assert loaded & reading == (set() if is_known else reading)
            assert not loaded & never


def test_only_the_full_statistics_import_what_they_need(tmp_path: Path) -> None:
    full = {"srs.stats.full", "srs.terminal.full_stats", "srs.page.stats_page"}
    for words, wanted in (
        ((), set()),
        (("--full",), full - {"srs.page.stats_page"}),
        (("--html", "out.html"), full - {"srs.terminal.full_stats"}),
    ):
        run_probe(tmp_path, "stats", *words)
        loaded = set((tmp_path / "modules").read_text(encoding="utf-8").split("\n"))
        assert loaded & full == wanted


def test_probe_runs_the_command_and_sees_what_it_loads(tmp_path: Path) -> None:
    loaded, stdout = run_probe(tmp_path, "stats", "--json")
    assert json.loads(stdout)["total"]["total"] == 1
    assert {"json", "srs"} <= loaded
    assert "typer" in run_probe(tmp_path, "stats", "--days", "7")[0]


def test_table_loads_rich_only_for_names_that_are_not_ascii(tmp_path: Path) -> None:
    assert "rich" not in run_probe(tmp_path, "stats")[0]
    (tmp_path / "日本語.md").write_text(DECK, encoding="utf-8", newline="\n")
    assert "rich" in run_probe(tmp_path, "stats")[0]
