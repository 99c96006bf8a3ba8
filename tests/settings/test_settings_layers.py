"""The settings of one deck: sections by glob, front matter, and what goes over them."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from srs.errors import ConfigError
from srs.settings.layer import Layer
from srs.settings.layers import Layers, path_pattern, settings_for_deck

HOME = PurePosixPath("/home/me/cards")


def layers(*overrides: Layer, **decks: dict[str, object]) -> Layers:
    values = {"sm2": {"hard_factor": 0.6}, "deck": decks}
    return Layers((Layer(values, "srs.toml", {}, HOME),), overrides)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("git.md", "git.md"),
        ("*.md", "git.md"),
        ("gi?.md", "git.md"),
        ("languages", "languages/es/verbs.md"),
        ("languages/", "languages/es/verbs.md"),
        ("languages/*", "languages/es/verbs.md"),
        ("languages/**", "languages/es/verbs.md"),
        ("languages/**/verbs.md", "languages/verbs.md"),
        ("languages/**/verbs.md", "languages/es/old/verbs.md"),
        ("**/verbs.md", "verbs.md"),
        ("**", "a/b/c.md"),
        ("[draft] a+b.md", "[draft] a+b.md"),
        ("/home/me/cards/git.md", "git.md"),
    ],
)
def test_glob_matches(glob: str, path: str) -> None:
    assert path_pattern(glob, HOME).match((HOME / path).as_posix())


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("git.md", "sub/git.md"),
        ("*.md", "sub/git.md"),
        ("gi?.md", "gi/.md"),
        ("lang", "languages/git.md"),
        ("languages/*.md", "languages/es/verbs.md"),
        ("git.md", "gitxmd"),
        ("git.md", "git.md.md"),
        ("", "git.md"),
    ],
)
def test_glob_does_not_match(glob: str, path: str) -> None:
    assert not path_pattern(glob, HOME).match((HOME / path).as_posix())


def test_glob_without_a_folder_counts_from_any() -> None:
    pattern = path_pattern("es/*.md", None)
    assert pattern.match("/srv/es/verbs.md")
    assert pattern.match("/es/verbs.md")
    assert not pattern.match("/srv/les/verbs.md")


def test_folder_is_taken_literally() -> None:
    assert not path_pattern("a.md", PurePosixPath("/x.y")).match("/xzy/a.md")
    assert path_pattern("a.md", PurePosixPath("/")).match("/a.md")
    assert path_pattern("a.md", PureWindowsPath("C:\\x")).match("C:/x/a.md")
    assert path_pattern("C:/y/a.md", PureWindowsPath("C:\\x")).match("C:/y/a.md")


def test_section_counts_for_its_decks_only() -> None:
    both = layers(es={"sm2": {"easy_bonus": 2}})
    spanish = settings_for_deck(both, HOME / "es" / "verbs.md")
    assert (spanish.sm2.hard_factor, spanish.sm2.easy_bonus) == (0.6, 2)
    assert settings_for_deck(both, HOME / "es" / "nouns.md") is spanish
    assert settings_for_deck(both, HOME / "fr" / "verbs.md") is both.settings


def test_later_section_wins() -> None:
    sections: dict[str, dict[str, object]] = {
        "**": {"algorithm": "fsrs"},
        "es": {"algorithm": "sm2"},
    }
    both = layers(**sections)
    assert settings_for_deck(both, HOME / "fr.md").algorithm == "fsrs"
    assert settings_for_deck(both, HOME / "es" / "a.md").algorithm == "sm2"


def test_section_of_a_weaker_file_goes_over_the_keys_of_a_stronger_one() -> None:
    user = Layer({"deck": {"es": {"algorithm": "fsrs"}}}, "config.toml")
    both = Layers((user, Layer({"algorithm": "sm2"}, "srs.toml", {}, HOME)))
    assert settings_for_deck(both, HOME / "es" / "a.md").algorithm == "fsrs"


def test_front_matter_goes_over_sections() -> None:
    both = layers(es={"algorithm": "fsrs", "sm2": {"easy_bonus": 2}})
    settings = settings_for_deck(both, HOME / "es" / "a.md", {"algorithm": "sm2"})
    assert (settings.algorithm, settings.sm2.easy_bonus) == ("sm2", 2)
    assert settings.origins["algorithm"] == "/home/me/cards/es/a.md (front matter, srs)"


def test_variables_and_options_go_over_everything() -> None:
    option = Layer({"algorithm": "sm2"}, "environment", {"algorithm": "SRS_ALGORITHM"})
    both = layers(option, es={"algorithm": "fsrs"})
    settings = settings_for_deck(both, HOME / "es" / "a.md", {"algorithm": "fsrs"})
    assert settings.algorithm == "sm2"
    assert settings.origins["algorithm"] == "SRS_ALGORITHM"


@pytest.mark.parametrize(
    ("srs", "message"),
    [
        ("fsrs", "`srs` takes the keys of the configuration, such as `algorithm: fsrs`, not"),
        ({"algorithm": "x"}, '`algorithm` must be "sm2" or "fsrs", not "x".'),
        ({1: 2}, 'there is no key "1", only algorithm, preset'),
        ({"review": {"new": 1}}, "`review.new` counts for all decks"),
        ({"sm2": None}, "`sm2` is a table"),
    ],
)
def test_wrong_front_matter_is_refused(srs: object, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        settings_for_deck(layers(), HOME / "a.md", srs)
    assert str(refused.value).startswith("/home/me/cards/a.md (front matter, srs): ")
    assert message in str(refused.value)


def test_section_that_no_deck_needs_is_checked_too() -> None:
    with pytest.raises(ConfigError, match="did you mean `algorithm`"):
        _ = layers(nowhere={"algoritm": "sm2"}).settings
