"""The table of keys agrees with the settings, and with itself."""

from __future__ import annotations

import pytest

from srs.settings import Settings
from srs.settings.keys import KEYS, PRESETS, SECTIONS, Key


def fields_of_settings() -> set[tuple[str, str]]:
    found = set()
    for name, value in Settings()._asdict().items():
        if hasattr(value, "_fields"):
            found |= {(name, inner) for inner in value._fields}
        elif name != "origins":
            found.add(("", name))
    return found


def test_every_field_has_one_key() -> None:
    keys = [(key.section, key.attribute) for key in KEYS.values()]
    assert len(keys) == len(set(keys))
    assert set(keys) == fields_of_settings()


def test_sections_are_those_of_the_keys() -> None:
    assert list(SECTIONS) == list(dict.fromkeys(k.section for k in KEYS.values() if k.section))


def test_variables_are_distinct() -> None:
    assert len({key.variable for key in KEYS.values()}) == len(KEYS)
    assert KEYS["sm2.hard_factor"].variable == "SRS_SM2_HARD_FACTOR"


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_default_is_allowed(key: Key) -> None:
    written = "none" if key.default is None else key.default
    assert key.kind.read(written) == key.default


@pytest.mark.parametrize("preset", PRESETS)
def test_preset_holds_allowed_values(preset: str) -> None:
    for name, value in PRESETS[preset].items():
        assert KEYS[name].kind.read(value) == value


def test_native_preset_is_the_default() -> None:
    assert {name: KEYS[name].default for name in PRESETS["native"]} == PRESETS["native"]


def test_presets_set_the_same_keys() -> None:
    assert PRESETS["native"].keys() == PRESETS["obsidian"].keys()
