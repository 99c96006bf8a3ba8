"""The documents say what the program does: commands, options, settings, examples."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from srs.cli.app import app
from srs.settings.keys import KEYS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

FENCE = re.compile(r"^( *)(`{3,})(\w+)\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
LINK = re.compile(r"\]\(((?!https?:)[^)#]+)")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, without their indent."""
    found = (match for match in FENCE.finditer(text) if match[3] == language)
    return [re.sub(rf"^{match[1]}", "", match[4], flags=re.MULTILINE) for match in found]


def section(title: str) -> str:
    """The part of docs/cli.md under a heading."""
    return CLI.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def options() -> dict[str, set[str]]:
    """The long options of each command that are not hidden; "" holds those of `srs` itself."""
    group = typer.main.get_command(app)
    commands = {"": group, **getattr(group, "commands", {})}
    return {name: long_options(command) for name, command in commands.items()}


def long_options(command: object) -> set[str]:
    """What a command takes, `--help` included."""
    params = [param for param in getattr(command, "params", []) if not param_is_hidden(param)]
    names = {name for param in params for name in (*param.opts, *param.secondary_opts)}
    return {name for name in names if name.startswith("--")} | {"--help"}


def param_is_hidden(param: object) -> bool:
    """Whether an option is kept out of the help."""
    return bool(getattr(param, "hidden", False))


OPTIONS = options()
COMMANDS = sorted(OPTIONS.keys() - {""})


def test_readme_lists_every_command() -> None:
    listed = re.findall(r"^\| `srs (\w+)` \|", README, re.MULTILINE)
    assert sorted(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented(command: str) -> None:
    text = section(f"`srs {command}`")
    assert text, f"docs/cli.md has no section on srs {command}"
    documented = set(OPTION.findall(text + section("Everywhere")))
    assert sorted(OPTIONS[command] - documented) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_invented(command: str) -> None:
    documented = set(OPTION.findall(section(f"`srs {command}`")))
    assert sorted(documented - OPTIONS[command] - OPTIONS[""]) == []


def test_global_options_are_documented_and_real() -> None:
    documented = set(OPTION.findall(section("Everywhere")))
    assert sorted(OPTIONS[""] - documented) == []
    real = set.union(*OPTIONS.values())
    assert sorted(documented - real) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_documented_settings_exist() -> None:
    tables = [tomllib.loads(block) for path in DOCUMENTS for block in blocks(read(path), "toml")]
    names = {name for table in tables for name in dotted_names(table)}
    assert "sm2.overdue" in names
    assert sorted(names - KEYS.keys()) == []


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def dotted_names(table: dict[str, object], prefix: str = "") -> set[str]:
    """The keys of a configuration, `[deck."…"]` counting as what it holds."""
    names: set[str] = set()
    for key, value in table.items():
        if key == "deck" and isinstance(value, dict):
            names |= {name for inner in value.values() for name in dotted_names(inner)}
        elif isinstance(value, dict):
            names |= dotted_names(value, f"{prefix}{key}.")
        else:
            names.add(prefix + key)
    return names


def shell_commands(text: str) -> list[str]:
    """Every `srs …` that stands in a shell block, alone or in a chain, with or without a path."""
    chains = [line for block in blocks(text, "sh") for line in block.splitlines()]
    parts = [part.strip() for chain in chains for part in chain.split("&&")]
    return [part for part in parts if is_srs(part)]


def is_srs(command: str) -> bool:
    words = command.split()
    return bool(words) and (words[0].endswith("/srs") or words[0] in {"srs", "uvx"})


def arguments(command: str) -> list[str]:
    """The words after `srs`, without what runs it."""
    words = shlex.split(command.removeprefix("uvx --from srs-cli "))
    return words[1:]


def run_srs(folder: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `srs` in a folder, without a terminal, with folders of its own for the rest."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SRS_")}
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return subprocess.run(
        [sys.executable, "-m", "srs", *words],
        cwd=folder,
        env=kept | dict.fromkeys(homes, str(folder / ".home")) | {"PYTHONUTF8": "1"},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the commands of the README find: the decks, a folder of notes, the first card."""
    shutil.copytree(ROOT / "decks", tmp_path / "decks")
    shutil.copytree(ROOT / "decks", tmp_path / "notes")
    (tmp_path / "git.md").write_text(first_card(), encoding="utf-8", newline="\n")
    return tmp_path


def first_card() -> str:
    """The card that the README tells people to write first."""
    return next(block for block in blocks(README, "markdown") if block.startswith("What does"))


@pytest.mark.parametrize("command", shell_commands(README))
def test_readme_command_runs(folder: Path, command: str) -> None:
    done = run_srs(folder, *arguments(command))
    allowed = {0, 1} if arguments(command)[0] == "due" else {0}
    assert done.returncode in allowed, done.stderr
    assert "Traceback" not in done.stderr


def test_readme_commands_are_found() -> None:
    commands = shell_commands(README)
    assert len(commands) >= 8
    assert commands[0].endswith("/srs review decks/pytorch.md")


def test_first_card_is_graded_as_the_readme_shows(folder: Path) -> None:
    moment = "2025-12-11T10:00:00"
    done = run_srs(folder, "review", "git.md", "--now", moment, stdin="\n3\n")
    assert done.returncode == 0, done.stderr
    shown = [block for block in blocks(README, "markdown") if block.startswith(first_card())]
    assert read(folder / "git.md") in shown


def test_first_example_has_the_cards_that_the_readme_counts(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(blocks(README, "markdown")[0], encoding="utf-8")
    done = run_srs(tmp_path, "cards", "deck.md", "--json")
    kinds = [card["kind"] for card in json.loads(done.stdout)["cards"]]
    assert kinds == ["multi_basic", "multi_reversed", "multi_reversed"]


EXAMPLES = [(path.name, block) for path in DOCUMENTS for block in blocks(read(path), "markdown")]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example_decks_pass_the_check(tmp_path: Path, name: str, example: str) -> None:
    (tmp_path / name).write_text(example, encoding="utf-8", newline="\n")
    done = run_srs(tmp_path, "check", name)
    assert done.returncode == 0, done.stdout + done.stderr
