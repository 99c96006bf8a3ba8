"""Finding and reading the configuration: files, variables, options, and where each value stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from srs.collection.config import Surroundings, find_layer, load_layers, user_config_file
from srs.collection.config_layers import environment_layer, file_layer, option_layer
from srs.collection.toml_places import key_lines
from srs.errors import ConfigError
from srs.settings.layers import settings_for_deck
from srs.settings.merge import merge


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


def test_configuration_is_found_by_walking_up(tmp_path: Path) -> None:
    write(tmp_path / "srs.toml", 'algorithm = "fsrs"\n')
    write(tmp_path / "a" / "b" / "deck.md", "")
    layers = load_layers([Path("deck.md")], Surroundings(tmp_path / "a" / "b", {}))
    assert layers.settings.algorithm == "fsrs"
    assert layers.settings.origins == {"algorithm": f"{tmp_path.as_posix()}/srs.toml:1"}


def test_path_counts_not_the_current_folder(tmp_path: Path) -> None:
    write(tmp_path / "here" / "srs.toml", 'algorithm = "fsrs"')
    write(tmp_path / "there" / "srs.toml", "[sm2]\nhard_factor = 0.7")
    layers = load_layers([Path("../there/deck.md")], Surroundings(tmp_path / "here", {}))
    assert (layers.settings.algorithm, layers.settings.sm2.hard_factor) == ("sm2", 0.7)


def test_nearest_file_is_taken_alone(tmp_path: Path) -> None:
    write(tmp_path / "srs.toml", 'algorithm = "fsrs"')
    write(tmp_path / "a" / "srs.toml", "[sm2]\nhard_factor = 0.7")
    settings = load_layers([], Surroundings(tmp_path / "a", {})).settings
    assert (settings.algorithm, settings.sm2.hard_factor) == ("sm2", 0.7)


def test_without_any_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert find_layer([tmp_path], tmp_path) is None


def test_pyproject_counts_with_its_table_only(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.srs]\nalgorithm = "fsrs"\n[tool.srs.sm2]\n')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nx = 1\n")
    settings = load_layers([Path("a")], Surroundings(tmp_path, {})).settings
    assert settings.algorithm == "fsrs"
    assert settings.origins == {"algorithm": "pyproject.toml:2"}


def test_srs_toml_goes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.srs]\nalgorithm = "fsrs"')
    write(tmp_path / "srs.toml", "")
    assert load_layers([], Surroundings(tmp_path, {})).settings.algorithm == "sm2"


def test_paths_of_two_configurations_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a" / "srs.toml", "")
    write(tmp_path / "b" / "srs.toml", "")
    with pytest.raises(ConfigError, match=r"several configurations \(a/srs.toml, b/srs.toml\)"):
        find_layer([Path("a"), Path("b")], tmp_path)
    assert find_layer([Path("a/x.md"), Path("a/y.md")], tmp_path)


def test_named_file_replaces_the_search(tmp_path: Path) -> None:
    write(tmp_path / "srs.toml", 'algorithm = "fsrs"')
    write(tmp_path / "other" / "my.toml", "[sm2]\nhard_factor = 0.7")
    layers = load_layers([], Surroundings(tmp_path, {}), config_file=Path("other/my.toml"))
    assert layers.settings.algorithm == "sm2"
    assert layers.settings.origins == {"sm2.hard_factor": "other/my.toml:2"}


def test_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^no.toml: the configuration cannot be read: "):
        load_layers([], Surroundings(tmp_path, {}), config_file=Path("no.toml"))


def test_named_pyproject_must_have_the_table(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "")
    with pytest.raises(ConfigError, match=r"^pyproject.toml: there is no table \[tool.srs\]"):
        load_layers([], Surroundings(tmp_path, {}), config_file=Path("pyproject.toml"))


def test_user_file_variables_and_options_in_their_order(tmp_path: Path) -> None:
    text = "[review]\nnew = {0}\nlimit = {0}\nagain_after = {0}\n"
    user = write(tmp_path / "user" / "config.toml", text.format(1) + "time = 1\n")
    write(tmp_path / "srs.toml", text.format(2))
    environment = {"SRS_REVIEW_NEW": "3", "SRS_REVIEW_LIMIT": "3", "HOME": "/"}
    settings = load_layers(
        [], Surroundings(tmp_path, environment, user), options={"review.new": 4}
    ).settings
    review = settings.review
    assert (review.time_minutes, review.again_after_cards) == (1, 2)
    assert (review.limit, review.new) == (3, 4)
    assert settings.origins == {
        "review.time": "user/config.toml:5",
        "review.again_after": "srs.toml:4",
        "review.limit": "SRS_REVIEW_LIMIT",
        "review.new": "--new",
    }


def test_user_file_need_not_exist(tmp_path: Path) -> None:
    layers = load_layers([], Surroundings(tmp_path, {}, tmp_path / "config.toml"))
    assert layers.files == ()


def test_globs_count_from_the_file_and_in_the_user_file_from_any_folder(tmp_path: Path) -> None:
    user = write(tmp_path / "user" / "config.toml", '[deck."es/*.md".sm2]\neasy_bonus = 2.0\n')
    write(tmp_path / "cards" / "srs.toml", '[deck."es/*.md"]\nsm2.hard_factor = 0.7\n')
    layers = load_layers([], Surroundings(tmp_path / "cards", {}, user))
    near = settings_for_deck(layers, tmp_path / "cards" / "es" / "verbs.md").sm2
    assert (near.easy_bonus, near.hard_factor) == (2.0, 0.7)
    far = settings_for_deck(layers, tmp_path / "cards" / "old" / "es" / "verbs.md")
    assert (far.sm2.easy_bonus, far.sm2.hard_factor) == (2.0, 0.5)
    assert far.origins == {"sm2.easy_bonus": f"{user.as_posix()}:2"}


def test_paths_are_as_seen_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    write(tmp_path / "a" / "srs.toml", 'paths = ["decks", "sub/../x.md", "..", ".", "~/cards"]')
    at_root = load_layers([Path("a")], Surroundings(tmp_path, {})).settings
    assert at_root.paths == ("a/decks", "a/x.md", ".", "a", "home/cards")
    at_a = load_layers([], Surroundings(tmp_path / "a", {})).settings
    home = (tmp_path / "home/cards").as_posix()
    assert at_a.paths == ("decks", "x.md", tmp_path.as_posix(), ".", home)


def test_home_of_nobody_is_a_folder_like_any_other(tmp_path: Path) -> None:
    write(tmp_path / "srs.toml", 'paths = ["~no such user/x"]')
    settings = load_layers([], Surroundings(tmp_path, {})).settings
    assert settings.paths == ("~no such user/x",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\nb =\n", "srs.toml:2: this is not TOML: Invalid value."),
        ("a = 1\na = 2\n", "srs.toml:2: this is not TOML: Cannot overwrite a value."),
        ("x = [1,", "srs.toml: this is not TOML: "),
        ("x = " + "[" * 100_000, "srs.toml: "),
        ("x = " + "9" * 5000, "srs.toml: this is not TOML: "),
    ],
)
def test_broken_toml_is_said_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        file_layer(write(tmp_path / "srs.toml", text), tmp_path)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_file_that_is_not_utf8_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "srs.toml").write_bytes(b'x = 1\ny = "\xe9"\n')
    with pytest.raises(ConfigError, match=r"^srs.toml:2: the file is not UTF-8"):
        file_layer(tmp_path / "srs.toml", tmp_path)


def test_byte_order_mark_and_crlf_are_read(tmp_path: Path) -> None:
    (tmp_path / "srs.toml").write_bytes(b'\xef\xbb\xbf\r\nalgorithm = "fsrs"\r\n')
    layer = file_layer(tmp_path / "srs.toml", tmp_path)
    assert layer
    assert merge([layer]).origins == {"algorithm": "srs.toml:2"}


def test_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the configuration cannot be read"):
        file_layer(tmp_path, tmp_path)


def test_wrong_value_is_said_with_its_line(tmp_path: Path) -> None:
    write(tmp_path / "srs.toml", "# mine\n[sm2]\nhard_factor = 5\n")
    with pytest.raises(ConfigError, match=r"^srs.toml:3: `sm2.hard_factor` must be a number from"):
        _ = load_layers([], Surroundings(tmp_path, {})).settings


def test_variables_take_the_type_of_their_key() -> None:
    variables = {
        "SRS_ALGORITHM": "fsrs",
        "SRS_SM2_HARD_FACTOR": "0.7",
        "SRS_SM2_LOAD_BALANCE": "no",
        "SRS_REVIEW_NEW": "none",
        "SRS_EXCLUDE": "drafts/, old/",
        "SRS_KEYS_PRESET": "obsidian",
        "PATH": "/bin",
        "_SRS_COMPLETE": "x",
    }
    settings = merge([environment_layer(variables)])
    assert (settings.algorithm, settings.sm2.hard_factor) == ("fsrs", 0.7)
    assert (settings.sm2.load_balance, settings.review.new) == (False, None)
    assert (settings.exclude, settings.keys.preset) == (("drafts/", "old/"), "obsidian")
    assert settings.origins["sm2.hard_factor"] == "SRS_SM2_HARD_FACTOR"
    assert len(settings.origins) == 6


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        ("SRS_SM2_HARD_FACTO", "did you mean SRS_SM2_HARD_FACTOR?"),
        ("SRS_XYZZY", "there are SRS_ALGORITHM, SRS_DAY_STARTS_AT, SRS_PATHS"),
    ],
)
def test_unknown_variable_is_refused(variable: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        environment_layer({variable: "1"})
    assert str(refused.value).startswith(f"{variable}: there is no setting of this name; {message}")


def test_wrong_variable_is_refused_by_its_name() -> None:
    with pytest.raises(ConfigError, match=r"^SRS_SM2_HARD_FACTOR: .* not \"much\"\.$"):
        merge([environment_layer({"SRS_SM2_HARD_FACTOR": "much"})])


def test_options_that_were_not_given_are_left_out() -> None:
    layer = option_layer({"review.new": None, "review.bury": False, "algorithm": None})
    assert layer.values == {"review": {"bury": False}}
    assert merge([layer]).origins == {"review.bury": "--bury"}


def test_wrong_option_is_refused_by_its_name() -> None:
    with pytest.raises(ConfigError, match=r"^--new: `review.new` must be a whole number from 0"):
        merge([option_layer({"review.new": -3})])


def test_user_file_is_named_after_the_program() -> None:
    assert user_config_file().parts[-2:] == ("srs", "config.toml")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a = 1\nb=2 # c = 3\n", {"a": 1, "b": 2}),
        ("[x]\na = 1\n[y.z] # note\n b . c = 1", {"x": 1, "x.a": 2, "y.z": 3, "y.z.b.c": 4}),
        ('[deck."a.b/**"]\n"k" = 1', {"deck.a.b/**": 1, "deck.a.b/**.k": 2}),
        ("['x']\n'a b' = 1", {"x": 1, "x.a b": 2}),
        ('a = """\nb = 1\n"""\nb = 2', {"a": 1}),
        ("x = [\n  1,\n]\ny = {z = 1}", {"x": 1, "y": 4}),
        ("[[t]]\n# a = 1\nb", {}),
        ("a" * 5000, {}),
    ],
)
def test_key_lines(text: str, lines: dict[str, int]) -> None:
    assert key_lines(text) == lines


def test_place_that_cannot_be_looked_at_holds_nothing(tmp_path: Path) -> None:
    assert find_layer([Path("x" * 5000)], tmp_path) is None
