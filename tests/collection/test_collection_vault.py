"""The plugin's settings in a vault: where they are found, what they mean, what is wrong in them."""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.collection import vault as vault_module
from srs.collection.config import Surroundings, load_layers
from srs.collection.config_layers import nested
from srs.collection.plugin_settings import meaning
from srs.collection.vault import PLUGIN_FOLDER, vault_layer
from srs.errors import ConfigError
from srs.settings import Settings
from srs.settings.layer import Layer
from srs.settings.merge import merge

PLUGIN_KEYS = (
    *("multilineCardSeparator", "singleLineCardSeparator", "multilineCardEndMarker"),
    *("clozePatterns", "cardCommentOnSameLine", "convertFoldersToDecks", "flashcardTags"),
    *("noteFoldersToIgnore", "flashcardCardOrder", "flashcardDeckOrder", "algorithm", "baseEase"),
    *("lapsesIntervalChange", "easyBonus", "maximumInterval", "fsrsDesiredRetention", "startOfDay"),
    *("convertBoldTextToClozes", "randomizeCardOrder", "somethingElse"),
)


def make_vault(root: Path, data: object = None) -> Path:
    folder = root / PLUGIN_FOLDER
    folder.mkdir(parents=True)
    if data is not None:
        (folder / "data.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    return folder / "data.json"


def settings(root: Path, data: object) -> Settings:
    make_vault(root, data)
    return load_layers([root], Surroundings(root, {})).settings


def layer(root: Path) -> Layer:
    found = vault_layer([root], root)
    assert found is not None
    return found


def test_without_a_vault_or_without_the_plugin_there_is_no_layer(tmp_path: Path) -> None:
    assert vault_layer([tmp_path], tmp_path) is None
    (tmp_path / ".obsidian" / "plugins").mkdir(parents=True)
    assert vault_layer([tmp_path], tmp_path) is None


@pytest.mark.parametrize("data", [None, {}, {"settings": {}}, {"settings": None}])
def test_nothing_set_is_the_plugins_defaults(tmp_path: Path, data: object) -> None:
    found = settings(tmp_path, data)
    assert found.preset == "obsidian"
    assert (found.syntax.multi_basic, found.syntax.multi_reversed) == ("?", "??")
    assert (found.syntax.single_basic, found.syntax.single_reversed) == ("::", ":::")
    assert found.syntax.cloze_patterns == ("==[123;;]answer[;;hint]==",)
    assert (found.syntax.leading_tag, found.syntax.comment) == (True, "move")
    assert (found.decks.by, found.decks.tags) == ("tags", ("#flashcards",))
    assert found.decks.ignore_folders == ("**/*.excalidraw.md",)
    assert (found.review.order, found.review.shuffle, found.review.bury) == ("due", True, False)
    assert found.review.decks == "one-by-one"
    assert found.day_starts_at == time()
    assert found.sm2.overdue == "count"


@pytest.mark.parametrize("wrapped", [True, False])
def test_every_setting_with_and_without_the_wrapper(tmp_path: Path, wrapped: bool) -> None:
    inner: dict[str, Any] = {
        "multilineCardSeparator": "-?-",
        "multilineReversedCardSeparator": "-??-",
        "singleLineCardSeparator": ":: ",
        "singleLineReversedCardSeparator": "",
        "multilineCardEndMarker": "+++",
        "clozePatterns": ["{{[123;;]answer[;;hint]}}"],
        "cardCommentOnSameLine": True,
        "useCalloutsForSchedulingComments": True,
        "convertFoldersToDecks": True,
        "flashcardTags": ["#cards", "", "#drill"],
        "flashcardTagsToIgnore": ["#draft"],
        "noteFoldersToIgnore": ["Templates", ""],
        "burySiblingCards": True,
        "flashcardCardOrder": "NewFirstSequential",
        "flashcardDeckOrder": "PrevDeckComplete_Random",
        "algorithm": "FSRS",
        "baseEase": 230,
        "lapsesIntervalChange": 0.7,
        "easyBonus": 1.5,
        "loadBalance": False,
        "maximumInterval": 365,
        "fsrsDesiredRetention": 0.85,
        "startOfDay": "04:30:15",
    }
    found = settings(tmp_path, {"settings": inner, "buryList": []} if wrapped else inner)
    syntax, decks, review = found.syntax, found.decks, found.review
    assert (syntax.multi_basic, syntax.multi_reversed, syntax.end_marker) == ("-?-", "-??-", "+++")
    assert (syntax.single_basic, syntax.single_reversed) == (":: ", "")
    assert syntax.cloze_patterns == ("{{[123;;]answer[;;hint]}}",)
    assert (syntax.same_line, syntax.callout) == (True, True)
    assert (decks.by, decks.tags) == ("folders", ("#cards", "#drill"))
    assert (decks.ignore_tags, decks.ignore_folders) == (("#draft",), ("Templates",))
    assert (review.order, review.shuffle, review.bury) == ("new", False, True)
    assert (found.algorithm, found.day_starts_at) == ("fsrs", time(4, 30, 15))
    assert (found.sm2.base_ease_percent, found.sm2.hard_factor) == (230, 0.7)
    assert (found.sm2.easy_bonus, found.sm2.load_balance) == (1.5, False)
    assert (found.sm2.max_interval_days, found.fsrs.max_interval_days) == (365, 365)
    assert found.fsrs.desired_retention == 0.85


@pytest.mark.parametrize(
    ("old", "patterns"),
    [
        ({"convertHighlightsToClozes": False}, ()),
        (
            {"convertBoldTextToClozes": True},
            ("==[123;;]answer[;;hint]==", "**[123;;]answer[;;hint]**"),
        ),
        (
            {"convertHighlightsToClozes": False, "convertCurlyBracketsToClozes": True},
            ("{{[123;;]answer[;;hint]}}",),
        ),
        ({"convertHighlightsToClozes": True, "clozePatterns": []}, ()),
    ],
)
def test_switches_of_older_versions(
    tmp_path: Path, old: dict[str, object], patterns: tuple[str, ...]
) -> None:
    assert settings(tmp_path, old).syntax.cloze_patterns == patterns
    assert layer(tmp_path).unused == ()


@pytest.mark.parametrize(
    ("data", "order", "shuffle", "decks"),
    [
        ({"randomizeCardOrder": False}, "due", False, "one-by-one"),
        ({"randomizeCardOrder": True}, "due", True, "one-by-one"),
        ({"flashcardCardOrder": "NewFirstRandom"}, "new", True, "one-by-one"),
        ({"flashcardCardOrder": "EveryCardRandomDeckAndCard"}, "random", False, "together"),
    ],
)
def test_orders(
    tmp_path: Path, data: dict[str, object], order: str, shuffle: bool, decks: str
) -> None:
    review = settings(tmp_path, data).review
    assert (review.order, review.shuffle, review.decks) == (order, shuffle, decks)


@pytest.mark.parametrize(
    ("data", "key", "value"),
    [
        ({"baseEase": 20}, "base_ease_percent", 130),
        ({"baseEase": 1e9}, "base_ease_percent", 1000),
        ({"lapsesIntervalChange": 50}, "hard_factor", 0.5),
        ({"lapsesIntervalChange": -1}, "hard_factor", 0.01),
        ({"easyBonus": 130}, "easy_bonus", 1.3),
        ({"easyBonus": 0.5}, "easy_bonus", 1),
        ({"maximumInterval": 0}, "max_interval_days", 1),
        ({"maximumInterval": 10**400}, "max_interval_days", None),
    ],
)
def test_numbers_out_of_range(
    tmp_path: Path, data: dict[str, object], key: str, value: float | None
) -> None:
    if value is None:
        with pytest.raises(ConfigError, match="`maximumInterval` must be a number"):
            settings(tmp_path, data)
    else:
        assert getattr(settings(tmp_path, data).sm2, key) == value


def test_what_means_nothing_here_is_named(tmp_path: Path) -> None:
    data = {"openRandomNote": True, "baseEase": 230, "clozePatterns": ["==answer==", "x"]}
    make_vault(tmp_path, data | {"flashcardEasyText": None, "convertBoldTextToClozes": True})
    assert layer(tmp_path).unused == ("openRandomNote", "clozePatterns: x")
    assert settings_of(tmp_path).syntax.cloze_patterns == ("==answer==",)


def settings_of(root: Path) -> Settings:
    return load_layers([root], Surroundings(root, {})).settings


def test_origins_name_the_line(tmp_path: Path) -> None:
    make_vault(tmp_path, {"settings": {"loadBalance": False, "baseEase": 230}})
    origins = settings_of(tmp_path).origins
    assert origins["sm2.base_ease"] == f"{PLUGIN_FOLDER}/data.json:4"
    assert origins["sm2.easy_bonus"] == f"{PLUGIN_FOLDER}/data.json, default"


def test_srs_toml_overrules_the_vault_which_overrules_the_user(tmp_path: Path) -> None:
    make_vault(tmp_path, {"baseEase": 230, "easyBonus": 2})
    (tmp_path / "srs.toml").write_text("[sm2]\nbase_ease = 300\n", encoding="utf-8")
    user_file = tmp_path / "config.toml"
    user_file.write_text("[sm2]\neasy_bonus = 9\noverdue = 'plugin'\n", encoding="utf-8")
    found = load_layers([tmp_path], Surroundings(tmp_path, {}, user_file)).settings
    assert (found.sm2.base_ease_percent, found.sm2.easy_bonus, found.sm2.overdue) == (
        300,
        2,
        "plugin",
    )


def test_a_vault_is_found_from_a_file_below_it_and_the_nearest_counts(tmp_path: Path) -> None:
    make_vault(tmp_path, {"baseEase": 230})
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    found = vault_layer([below / "deck.md"], tmp_path)
    assert found is not None
    assert found.folder == tmp_path
    (tmp_path / "a" / ".obsidian").mkdir()
    assert vault_layer([below / "deck.md"], tmp_path) is None


def test_paths_in_two_vaults_are_refused(tmp_path: Path) -> None:
    make_vault(tmp_path / "a")
    make_vault(tmp_path / "b")
    with pytest.raises(ConfigError, match=r"several vaults \(a, b\)"):
        vault_layer([Path("a"), Path("b/x.md")], tmp_path)


def test_a_path_outside_of_the_vault_is_refused(tmp_path: Path) -> None:
    make_vault(tmp_path / "a")
    with pytest.raises(ConfigError, match=r"^b/x\.md lies outside of the vault a, "):
        vault_layer([Path("a"), Path("b/x.md")], tmp_path)


def test_a_vault_is_found_from_the_configured_paths(tmp_path: Path) -> None:
    make_vault(tmp_path / "notes", {"baseEase": 230})
    (tmp_path / "srs.toml").write_text('paths = ["notes"]\n', encoding="utf-8")
    assert settings_of_cwd(tmp_path).sm2.base_ease_percent == 230


def settings_of_cwd(cwd: Path) -> Settings:
    return load_layers([], Surroundings(cwd, {})).settings


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{\n"baseEase": 1,,\n}', "data.json:2: this is not JSON: "),
        ("[1]", "data.json: the plugin's settings must be an object"),
        ('{"settings": 3}', "data.json: the plugin's settings must be an object"),
        ("[" * 100_000, "data.json: the values are nested too deep"),
        ('{"a": ' + "1" * 5000 + "}", "data.json: the values are nested too deep or too long"),
        ('{\n\n"loadBalance": 1}', "data.json:3: `loadBalance` must be true or false, not 1."),
        ('{"algorithm": "x"}', '`algorithm` must be one of SM-2-OSR, FSRS, not "x".'),
        ('{"baseEase": NaN}', "`baseEase` must be a number, not nan."),
        (
            '{"startOfDay": "25:00"}',
            '`startOfDay` must be a time of day such as "04:00", not "25:00"',
        ),
        ('{"flashcardTags": [1]}', "`flashcardTags` must be a list of texts, not [1]."),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    make_vault(tmp_path, {}).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        vault_layer([tmp_path], tmp_path)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_bytes_that_are_no_text_and_too_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_vault(tmp_path, {})
    file.write_bytes(b'{\n"a": "\xff"}')
    with pytest.raises(ConfigError, match=r"data\.json:2: the file is not UTF-8"):
        vault_layer([tmp_path], tmp_path)
    monkeypatch.setattr(vault_module, "MAX_BYTES", 8)
    with pytest.raises(ConfigError, match="larger than"):
        vault_layer([tmp_path], tmp_path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    make_vault(tmp_path, {}).write_bytes(b'\xef\xbb\xbf{"baseEase": 230}')
    assert settings_of(tmp_path).sm2.base_ease_percent == 230


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(PLUGIN_KEYS), VALUES, max_size=5))
def test_any_values_are_settings_or_a_sentence(data: dict[str, object]) -> None:
    found = meaning(data)
    assert merge([Layer(nested(found.values), "data.json")]).preset == "obsidian"
    assert all(sentence.startswith(f"`{name}` must be ") for name, sentence in found.wrong.items())
