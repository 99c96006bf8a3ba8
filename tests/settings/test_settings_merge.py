"""Layers over layers: which value wins, where it came from, and what is refused in which words."""

from __future__ import annotations

from datetime import time

import pytest

from srs.errors import ConfigError
from srs.settings import Settings
from srs.settings.layer import Layer
from srs.settings.merge import deck_layers, merge


def layer(values: dict[str, object], origin: str = "srs.toml") -> Layer:
    return Layer(values, origin)


def test_no_layers_are_the_defaults() -> None:
    assert merge([]) == Settings()
    assert merge([]).origins == {}


def test_values_reach_their_fields() -> None:
    settings = merge(
        [
            layer(
                {
                    "algorithm": "fsrs",
                    "day_starts_at": "03:30",
                    "exclude": ["drafts/"],
                    "syntax": {"single_basic": "::"},
                    "sm2": {"base_ease": 230, "max_interval": 365},
                    "fsrs": {"desired_retention": 0.85},
                    "review": {"new": 10, "time": 7.5, "again_after": 3},
                    "keys": {"preset": "obsidian"},
                    "theme": {"name": "mono"},
                    "check": {"ignore": ["SRS3"]},
                }
            )
        ]
    )
    assert (settings.algorithm, settings.day_starts_at) == ("fsrs", time(3, 30))
    assert settings.exclude == ("drafts/",)
    assert settings.syntax.single_basic == "::"
    assert (settings.sm2.base_ease_percent, settings.sm2.max_interval_days) == (230, 365)
    assert settings.fsrs.desired_retention == 0.85
    assert (settings.review.new, settings.review.time_minutes) == (10, 7.5)
    assert settings.review.again_after_cards == 3
    assert (settings.keys.preset, settings.theme.name) == ("obsidian", "mono")
    assert settings.check.ignore == ("SRS3",)


def test_later_layer_wins_key_by_key() -> None:
    settings = merge(
        [
            layer({"sm2": {"hard_factor": 0.6, "easy_bonus": 1.5}}, "config.toml"),
            layer({"sm2": {"hard_factor": 0.7}}, "srs.toml"),
        ]
    )
    assert (settings.sm2.hard_factor, settings.sm2.easy_bonus) == (0.7, 1.5)
    assert settings.origins == {"sm2.hard_factor": "srs.toml", "sm2.easy_bonus": "config.toml"}


def test_later_layer_can_take_a_limit_back() -> None:
    settings = merge([layer({"review": {"new": 5}}), layer({"review": {"new": "none"}}, "--new")])
    assert settings.review.new is None
    assert settings.origins == {"review.new": "--new"}


def test_list_is_replaced_as_a_whole() -> None:
    settings = merge([layer({"exclude": ["a", "b"]}), layer({"exclude": ["c"]})])
    assert settings.exclude == ("c",)


def test_origin_is_as_exact_as_the_layer_knows() -> None:
    places = {"sm2.hard_factor": "srs.toml:7", "fsrs": "srs.toml:9"}
    values: dict[str, object] = {
        "algorithm": "sm2",
        "sm2": {"hard_factor": 0.7},
        "fsrs": {"desired_retention": 0.8},
    }
    assert merge([Layer(values, "srs.toml", places)]).origins == {
        "algorithm": "srs.toml",
        "sm2.hard_factor": "srs.toml:7",
        "fsrs.desired_retention": "srs.toml:9",
    }


def test_preset_stands_for_its_separators() -> None:
    settings = merge([Layer({"preset": "obsidian"}, "srs.toml", {"preset": "srs.toml:1"})])
    syntax = settings.syntax
    assert (syntax.multi_basic, syntax.multi_reversed) == ("?", "??")
    assert (syntax.single_basic, syntax.single_reversed) == ("::", ":::")
    assert syntax.cloze_patterns == ("==[123;;]answer[;;hint]==",)
    assert settings.preset == "obsidian"
    assert settings.origins["preset"] == "srs.toml:1"
    assert settings.origins["syntax.multi_basic"] == "srs.toml:1 (preset)"


def test_syntax_goes_before_the_preset_of_its_layer() -> None:
    values: dict[str, object] = {"syntax": {"single_basic": "//"}, "preset": "obsidian"}
    settings = merge([layer(values)])
    assert (settings.syntax.single_basic, settings.syntax.multi_basic) == ("//", "?")


def test_preset_goes_before_the_syntax_of_earlier_layers() -> None:
    settings = merge([layer({"syntax": {"single_basic": "//"}}), layer({"preset": "native"})])
    assert settings.syntax == Settings().syntax


def test_preset_leaves_the_rest_of_the_syntax() -> None:
    settings = merge([layer({"syntax": {"same_line": True}}), layer({"preset": "obsidian"})])
    assert settings.syntax.same_line


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"sm2": {"hard_facto": 0.5}},
            'srs.toml: there is no key "hard_facto" in [sm2], only base_ease, hard_factor, '
            "easy_bonus, max_interval, load_balance, overdue, initial_ease; "
            "did you mean `sm2.hard_factor`?",
        ),
        ({"sm2": {"base_ease_percent": 250}}, "did you mean `sm2.base_ease`?"),
        ({"hard_factor": 0.5}, "did you mean `sm2.hard_factor`?"),
        ({"revew": {}}, "did you mean `[review]`?"),
        ({"algoritm": "sm2"}, "did you mean `algorithm`?"),
        (
            {"review": {"wombat": 1}},
            "only new, limit, new_per_day, limit_per_day, time, order, shuffle, ",
        ),
        ({"a\x1bb": 1}, 'there is no key "a\\x1bb", only algorithm'),
        ({"logs": {}}, 'there is no key "logs", only algorithm, day_starts_at, paths, exclude'),
        ({"sm2": 3}, "srs.toml: `sm2` is a table; write its keys below a line [sm2]."),
        ({"algorithm": "anki"}, '`algorithm` must be "sm2" or "fsrs", not "anki".'),
        ({"algorithm": {}}, '`algorithm` must be "sm2" or "fsrs", not a table.'),
        ({"sm2": {"hard_factor": "x"}}, "`sm2.hard_factor` must be a number from 0.01 to 1, not"),
        ({"sm2": {"max_interval": 0}}, "must be a whole number from 1 to 36525, not 0."),
        ({"sm2": {"load_balance": 1}}, "`sm2.load_balance` must be true or false, not 1."),
        ({"review": {"new": True}}, 'must be a whole number from 0 up, or "none", not true.'),
        (
            {"syntax": {"cloze_patterns": ["x"]}},
            "a list of patterns such as \"==answer==\", but 'x' must say",
        ),
        ({"fsrs": {"parameters": [0] * 21}}, "but number 1, 0, is not from 0.001 to 100."),
    ],
)
def test_wrong_layer_is_refused_in_one_sentence(values: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        merge([layer(values)])
    assert message in str(refused.value)
    assert str(refused.value).startswith("srs.toml: ")
    assert "\n" not in str(refused.value)


def test_error_names_the_place() -> None:
    places = {"review.new": "SRS_REVIEW_NEW"}
    with pytest.raises(ConfigError, match=r"^SRS_REVIEW_NEW: `review.new` must be a whole number"):
        merge([Layer({"review": {"new": "many"}}, "environment", places)])


def test_wrong_value_is_refused_though_a_later_layer_sets_the_key() -> None:
    with pytest.raises(ConfigError, match=r"^config.toml: "):
        merge([layer({"algorithm": "x"}, "config.toml"), layer({"algorithm": "sm2"})])


def test_deck_layers_know_their_places() -> None:
    values: dict[str, object] = {"deck": {"a.md": {"sm2": {"hard_factor": 0.7}}, "b/**": {}}}
    places = {"deck.a.md": "srs.toml:3", "deck.a.md.sm2.hard_factor": "srs.toml:4"}
    (first, section), (second, _) = deck_layers(Layer(values, "srs.toml", places))
    assert (first, second) == ("a.md", "b/**")
    assert section.place("sm2.hard_factor") == "srs.toml:4"
    assert section.place("algorithm") == "srs.toml:3"


@pytest.mark.parametrize(
    ("deck", "message"),
    [
        (3, '`deck` is a table; write [deck."*.md"].'),
        ({"algorithm": "sm2"}, 'each with keys of its own: [deck."*.md"], not "algorithm".'),
    ],
)
def test_wrong_deck_table_is_refused(deck: object, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        list(deck_layers(layer({"deck": deck})))
    assert str(refused.value).endswith(message)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"review": {"new": 3}}, "`review.new` counts for all decks; it cannot be set for some."),
        ({"paths": ["x"]}, "`paths` counts for all decks; it cannot be set for some."),
        ({"deck": {}}, "only algorithm, preset, [syntax], [sm2], [fsrs], [review], [check]."),
    ],
)
def test_key_of_the_whole_collection_is_refused_for_some_decks(
    values: dict[str, object], message: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        merge([Layer(values, "srs.toml", some_decks=True)])
    assert str(refused.value).endswith(message)
