"""docs/configuration.md tells of every key and its default, and its examples work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from srs.collection.config_layers import environment_layer
from srs.errors import ConfigError
from srs.settings.keys import KEYS, PRESETS, SECTIONS, Key
from srs.settings.layer import Layer
from srs.settings.layers import Layers
from srs.settings.merge import merge
from srs.settings.template import toml_value

DOC = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")
TITLES = {"": "At the top"} | {section: f"`[{section}]`" for section in SECTIONS}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| `(.+?)` \| \S.+ \|$", re.MULTILINE)


def part(title: str) -> str:
    _, _, rest = DOC.partition(f"\n## {title}\n")
    assert rest, f"no heading {title}"
    return rest.partition("\n## ")[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_key_is_documented_with_what_it_takes_and_its_default(key: Key) -> None:
    rows = {
        leaf: (takes, default) for leaf, takes, default in ROW.findall(part(TITLES[key.section]))
    }
    assert rows[key.leaf] == (key.kind.allowed, toml_value(key.default))


@pytest.mark.parametrize("section", TITLES)
def test_documented_keys_exist(section: str) -> None:
    documented = {leaf for leaf, _, _ in ROW.findall(part(TITLES[section]))}
    assert documented <= {key.leaf for key in KEYS.values() if key.section == section}


@pytest.mark.parametrize("name", PRESETS["obsidian"])
def test_presets_are_documented(name: str) -> None:
    native, obsidian = (toml_value(PRESETS[preset][name]) for preset in ("native", "obsidian"))
    row = f"| `{KEYS[name].leaf}` | `{native}` | `{obsidian}` |"
    assert row in part("`[syntax]`")


@pytest.mark.parametrize("example", blocks("toml"))
def test_example_is_valid_and_says_something(example: str) -> None:
    layer = Layer(tomllib.loads(example), "example")
    layers = Layers((layer,))
    assert layers.settings.origins or layers.deck_sections


@pytest.mark.parametrize("variable", re.findall(r"`(SRS_\w+=[^`]+)`", DOC))
def test_example_of_a_variable_is_valid(variable: str) -> None:
    name, _, value = variable.partition("=")
    assert list(merge([environment_layer({name: value})]).origins.values()) == [name]


def test_keys_for_some_decks_are_documented() -> None:
    sentence = part("Some decks only").rpartition("Both take ")[2].partition(". ")[0]
    named = {name.strip("[]") for name in re.findall(r"`(.+?)`", sentence)}
    assert named == {key.section or key.name for key in KEYS.values() if key.per_deck}


def test_example_of_an_error_is_real() -> None:
    (example,) = blocks("text")
    with pytest.raises(ConfigError) as refused:
        merge([Layer({"sm2": {"hard_factor": 5}}, "srs.toml:7")])
    assert str(refused.value) == example.strip()
