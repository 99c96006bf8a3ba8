"""Cards counted the quick way are the cards of the loaded deck."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srs.collection.config import Surroundings, load_layers
from srs.collection.counted import Counted
from srs.collection.deck import load_deck
from srs.collection.deck_paths import DeckPath
from srs.collection.summary import count_deck, count_loaded
from srs.settings.layers import Layers
from tests.markdown.deck_strategies import decks

FSRS = "!fsrs,2026-06-14T10:00:00.000Z,3,3.12,5.2,2,1,0,0,2026-06-11T10:00:00.000Z"


def both(folder: Path, text: str, layers: Layers) -> tuple[Counted, Counted]:
    file = folder / "deck.md"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    place = DeckPath(str(file), "deck.md")
    return count_deck(place, layers, folder)[0], count_loaded(load_deck(place, layers, folder))


def plain(counted: Counted) -> object:
    parts = [
        (names, sums.new, sums.learning, sums.young, sums.mature, sums.days, sums.stamps)
        for names, sums in counted.parts
    ]
    return counted[:4], counted.outline, parts


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=decks())
def test_any_deck_counts_as_it_does_when_loaded(tmp_path: Path, text: str) -> None:
    quick, loaded = both(tmp_path, text, Layers())
    assert plain(quick) == plain(loaded)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.sampled_from(
            [
                "#a/b",
                "#a/c #a/d",
                "#no",
                "",
                "",
                "front",
                "-?-",
                "-??-",
                "back",
                f"<!--SR:{FSRS}-->",
            ]
        ),
        max_size=20,
    ),
    by=st.sampled_from(["tags", "folders"]),
    front=st.sampled_from(
        ["", "---\ntags: [a/e, x]\n---\n", "---\nsrs:\n  algorithm: fsrs\n---\n"]
    ),
)
def test_decks_by_tags_count_as_they_do_when_loaded(
    tmp_path: Path, lines: list[str], by: str, front: str
) -> None:
    options = {"decks.by": by, "decks.tags": ["#a"], "decks.ignore_tags": ["#no"]}
    layers = load_layers([tmp_path], Surroundings(tmp_path, {}), options=options)
    quick, loaded = both(tmp_path, front + "\n".join(lines), layers)
    assert plain(quick) == plain(loaded)


@pytest.mark.parametrize(
    "card", ["front\n-?-\nback\n<!--SR:!2025-12-14,2,248-->", "front\n-?-\nback"]
)
def test_a_name_in_the_front_matter_counts(tmp_path: Path, card: str) -> None:
    quick, loaded = both(tmp_path, f"---\ndeck: Given\n---\n{card}\n", Layers())
    assert quick.name == loaded.name == "Given"
    assert plain(quick) == plain(loaded)
