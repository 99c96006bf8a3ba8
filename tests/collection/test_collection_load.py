"""Loading what a command was given: what cannot be read stops nothing else."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from srs.collection.config import Surroundings
from srs.collection.load import Collection, load
from srs.collection.wanted import Wanted
from srs.errors import ConfigError, SourceError

CARD = "front\n-?-\nback\n"


def collected(folder: Path, *paths: str) -> Collection:
    return load(Wanted(tuple(map(Path, paths))), Surroundings(folder, {}))


def test_decks_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "c.markdown", "a.md", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(CARD)
    collection = collected(tmp_path)
    assert [deck.shown for deck in collection.decks] == ["a/z.md", "a.md", "b.md", "c.markdown"]
    assert [deck.name for deck in collection.decks] == ["a/z", "a", "b", "c"]
    assert len(list(collection.cards)) == 4


@pytest.mark.parametrize("bad", [b"a\0", "a\n-?-\nb".encode("utf-16")])
def test_a_deck_that_cannot_be_read_is_a_problem(tmp_path: Path, bad: bytes) -> None:
    (tmp_path / "a.md").write_bytes(bad)
    (tmp_path / "b.md").write_text(CARD)
    collection = collected(tmp_path)
    assert [deck.shown for deck in collection.decks] == ["b.md"]
    (problem,) = collection.problems
    assert problem.startswith("a.md: ")


def test_wrong_settings_in_front_matter_are_a_problem_of_that_deck(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nsrs:\n  algorithm: sm3\n---\n\n{CARD}")
    (tmp_path / "b.md").write_text(CARD)
    collection = collected(tmp_path)
    assert [deck.shown for deck in collection.decks] == ["b.md"]
    (problem,) = collection.problems
    assert "sm3" in problem


def test_a_deck_that_vanishes_while_decks_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(CARD)
    (tmp_path / "b.md").write_text(CARD)
    real_open = os.open

    def vanishing(path: Path, *rest: int) -> int:
        if not Path(path).is_dir():
            (tmp_path / "a.md").unlink(missing_ok=True)
        return real_open(path, *rest)

    monkeypatch.setattr(os, "open", vanishing)
    collection = collected(tmp_path)
    assert [deck.shown for deck in collection.decks] == ["b.md"]
    assert collection.problems == ("a.md: cannot be read: it does not exist.",)


def test_a_named_path_that_leads_nowhere_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CARD)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b.md").write_text(CARD)
    collection = collected(tmp_path, "a.md", "qqq", "folder", "a.md")
    assert [deck.shown for deck in collection.decks] == ["a.md", "folder/b.md"]
    assert collection.problems == ("qqq: there is no such file or folder.",)


def test_paths_that_all_lead_nowhere_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"qqq: there is no such file or folder\."):
        collected(tmp_path, "qqq", "zzz")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "a.md").write_text(CARD)
    collection = collected(tmp_path, "pipe.md", "a.md")
    assert [deck.shown for deck in collection.decks] == ["a.md"]
    assert collection.problems == ("pipe.md: this is a pipe, not a file or a folder.",)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs permissions of POSIX")
def test_a_deck_without_permission(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "a.md").write_text(CARD)
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "b.md").write_text(CARD)
    collection = collected(tmp_path)
    assert [deck.shown for deck in collection.decks] == ["b.md"]
    assert collection.problems == ("a.md: cannot be read: you have no permission.",)


def test_a_wrong_configuration_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "srs.toml").write_text("[review]\nnews = 3\n")
    with pytest.raises(ConfigError, match=r"srs\.toml:2: .*news"):
        collected(tmp_path)


def test_wrong_settings_in_front_matter_name_the_file_as_people_do(tmp_path: Path) -> None:
    text = "---\nsrs:\n  algorithm: sm3\n---\n\nfront\n-?-\nback\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (problem,) = load(Wanted(), Surroundings(tmp_path, {})).problems
    assert problem.startswith("a.md (front matter, srs): ")


@pytest.mark.parametrize("is_on", [True, False])
def test_the_search_for_garbage_is_left_as_it_was(tmp_path: Path, is_on: bool) -> None:
    (tmp_path / "a.md").write_text(CARD)
    try:
        if not is_on:
            gc.disable()
        collected(tmp_path)
        assert gc.isenabled() == is_on
    finally:
        gc.enable()
