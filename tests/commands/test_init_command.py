"""`srs init` writes a file that is valid, shows every default, and overwrites nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from srs.collection.config import Surroundings, load_layers
from srs.commands.init import HOOKS_FILE, run
from srs.errors import SrsError
from srs.settings import Settings
from srs.settings.keys import KEYS
from srs.settings.layer import Layer
from srs.settings.merge import merge
from srs.settings.template import template, toml_value


def said(folder: Path, *, pre_commit: bool = False) -> str:
    lines: list[str] = []
    assert run(folder, pre_commit=pre_commit, say=lines.append) == 0
    return "\n".join(lines)


def test_written_file_changes_nothing_but_the_paths_and_the_log(tmp_path: Path) -> None:
    assert said(tmp_path) == f"Wrote {tmp_path / 'srs.toml'}."
    settings = load_layers([tmp_path], Surroundings(tmp_path, {})).settings
    assert settings.paths == (".",)
    assert settings.log.dir == ".srs/log"
    assert settings.origins.keys() == {"paths", "log.dir"}


def test_every_key_is_shown_with_its_default() -> None:
    head, _, _ = template().partition("# Settings of some decks")
    live = re.sub(r"(?m)^#(?=\w+ = )", "", head).replace('paths = ["."]', "paths = []")
    live = live.replace('dir = ".srs/log"', 'dir = ""')
    settings = merge([Layer(tomllib.loads(live), "template")])
    assert settings._replace(origins={}) == Settings()
    assert settings.origins.keys() == KEYS.keys()


def test_example_for_some_decks_is_valid() -> None:
    _, _, foot = template().partition("# Settings of some decks")
    live = "\n".join(line.removeprefix("#") for line in foot.split("\n")[1:])
    (section,) = tomllib.loads(live)["deck"].values()
    assert merge([Layer(section, "template", some_decks=True)]).algorithm == "fsrs"


def test_existing_configuration_is_left_alone(tmp_path: Path) -> None:
    config = tmp_path / "srs.toml"
    config.write_bytes(b"# mine\r\n")
    with pytest.raises(SrsError, match="there is a configuration already"):
        said(tmp_path, pre_commit=True)
    assert config.read_bytes() == b"# mine\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["srs.toml"]


def test_pyproject_with_settings_is_a_configuration(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text("[tool.srs]\n", encoding="utf-8")
    with pytest.raises(SrsError, match=r"is in \[tool.srs\] already"):
        said(tmp_path)
    project.write_text("[tool.other]\n", encoding="utf-8")
    assert "Wrote" in said(tmp_path)


def test_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SrsError, match="the file cannot be written: ") as refused:
        said(tmp_path / "none")
    assert str(tmp_path / "none" / "srs.toml") in str(refused.value)


def test_hook_is_written_where_there_is_no_file(tmp_path: Path) -> None:
    assert "pre-commit install" in said(tmp_path, pre_commit=True)
    hooks = yaml.safe_load((tmp_path / HOOKS_FILE).read_text(encoding="utf-8"))
    (repo,) = hooks["repos"]
    assert repo["repo"] == "https://github.com/srs-cli/srs"
    assert repo["hooks"] == [{"id": "srs-check"}]


def test_hook_goes_to_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "cards").mkdir()
    said(tmp_path / "cards", pre_commit=True)
    assert (tmp_path / HOOKS_FILE).is_file()
    assert not (tmp_path / "cards" / HOOKS_FILE).exists()


def test_existing_hooks_are_left_alone_and_the_lines_are_said(tmp_path: Path) -> None:
    (tmp_path / HOOKS_FILE).write_bytes(b"repos: []  # mine\n")
    lines = said(tmp_path, pre_commit=True)
    assert (tmp_path / HOOKS_FILE).read_bytes() == b"repos: []  # mine\n"
    assert "was left alone" in lines
    assert "      - id: srs-check\n" in lines


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, '"none"'),
        (True, "true"),
        (0.5, "0.5"),
        ('a"\\\n', '"a\\"\\\\\\n"'),
        (("x", "é"), '["x", "é"]'),
        ((), "[]"),
    ],
)
def test_toml_value(value: object, text: str) -> None:
    assert toml_value(value) == text
