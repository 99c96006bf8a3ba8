"""Commands in an Obsidian vault: decks by tags and folders, what is left out, what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.commands import cards, doctor, grade, review, stats
from srs.commands.cards import CardsOptions
from srs.commands.choice import Choice
from srs.commands.review import Modes, ReviewOptions
from srs.commands.stats import StatsOptions
from srs.errors import UsageError
from srs.settings.layers import Layers

if TYPE_CHECKING:
    from tests.commands.desk import Desk
else:
    from desk import Desk

DATA = ".obsidian/plugins/obsidian-spaced-repetition/data.json"
TREE = """\
#flashcards/z
z1::a

#flashcards/b #flashcards/a
ab1::c
<!--SR:!2025-12-13,1,230-->

#flashcards/a/deep d1::e
"""


@pytest.fixture
def vault(desk: Desk) -> Desk:
    desk.write(DATA, "{}")
    return desk


def listed(desk: Desk, *paths: str, deck: str | None = None) -> list[dict[str, Any]]:
    options = CardsOptions(due=False, new=False, choice=Choice(deck), search=None)
    cards.run(desk.context(*paths, as_json=True), options)
    found: list[dict[str, Any]] = desk.document["cards"]
    return found


def fronts(desk: Desk, *paths: str, deck: str | None = None) -> list[str]:
    return [card["front"] for card in listed(desk, *paths, deck=deck)]


def totals(desk: Desk) -> dict[str, int]:
    stats.run(desk.context(as_json=True), StatsOptions())
    return {row["deck"]: row["total"] for row in desk.document["decks"]}


def test_cards_name_their_decks_and_a_leading_tag_is_not_shown(vault: Desk) -> None:
    vault.write("tree.md", TREE)
    assert [(card["front"], card["decks"]) for card in listed(vault)] == [
        ("z1", ["flashcards/z"]),
        ("ab1", ["flashcards/b", "flashcards/a"]),
        ("d1", ["flashcards/a/deep"]),
    ]


def test_stats_are_a_tree_that_counts_each_card_once(vault: Desk) -> None:
    vault.write("tree.md", TREE)
    assert list(totals(vault).items()) == [
        ("flashcards", 3),
        ("flashcards/a", 2),
        ("flashcards/a/deep", 1),
        ("flashcards/b", 1),
        ("flashcards/z", 1),
    ]
    assert vault.document["total"]["total"] == 3
    stats.run(vault.context(), StatsOptions())
    tree = [(line.split()[0], line.split()[-1]) for line in vault.lines[1:7]]
    assert tree[:3] == [("flashcards", "3"), ("a", "2"), ("deep", "1")]
    assert tree[-1] == ("total", "3")


def test_a_branch_is_chosen(vault: Desk) -> None:
    vault.write("tree.md", TREE)
    assert fronts(vault, deck="flashcards/a") == ["ab1", "d1"]
    assert fronts(vault, deck="flashcards/a/deep") == ["d1"]
    with pytest.raises(UsageError, match="no deck 'x'; there are: flashcards/a, flashcards/a/deep"):
        listed(vault, deck="x")


def test_a_card_of_two_decks_is_asked_in_the_first_of_those_wanted(vault: Desk) -> None:
    vault.write("tree.md", TREE)

    def deck_of_first_card(deck: str | None) -> str | None:
        options = ReviewOptions(Choice(deck), Modes(), list.clear, lambda: 0)
        gathered = vault.context().gather({}, whole=True)
        queue = review.queue_of(vault.context(), gathered, options)
        question = review.open_review(vault.context(), gathered, queue, options).question
        return question.deck if question else None

    vault.environment = {"SRS_REVIEW_SHUFFLE": "no"}
    assert deck_of_first_card(None) == "flashcards/a"
    assert deck_of_first_card("flashcards/b") == "flashcards/b"


def test_files_that_the_rules_do_not_take_are_no_rows_unless_named(vault: Desk) -> None:
    vault.write("plain.md", "a::b\n")
    vault.write("draw.excalidraw.md", "#flashcards\nc::d\n")
    vault.write("deck.md", "#flashcards\ne::f\n")
    assert totals(vault) == {"flashcards": 1}
    assert [(card["front"], card["decks"]) for card in listed(vault, "plain.md")] == [
        ("a", ["plain"])
    ]
    assert fronts(vault, "draw.excalidraw.md") == ["c"]


def test_files_with_an_ignored_tag_are_left_out(vault: Desk) -> None:
    vault.write(DATA, '{"flashcardTagsToIgnore": ["#draft"]}')
    vault.write("a.md", "#flashcards #draft\nx::1\n")
    vault.write("b.md", "#flashcards\ny::2\n\nLater #draft/old\n")
    vault.write("c.md", "#flashcards #drafty\nz::3\n")
    vault.write("d.md", "---\ntags: [flashcards, draft]\n---\nw::4\n")
    assert fronts(vault) == ["z"]


def test_folders_make_decks(vault: Desk) -> None:
    vault.write(DATA, '{"convertFoldersToDecks": true, "noteFoldersToIgnore": ["Templates"]}')
    vault.write("School/Maths/Algebra.md", "a::b\n")
    vault.write("School/Art.md", "c::d\n")
    vault.write("Top.md", "e::f\n")
    vault.write("Templates/Card.md", "g::h\n")
    assert [(card["front"], card["decks"]) for card in listed(vault)] == [
        ("c", ["School"]),
        ("a", ["School/Maths"]),
    ]
    assert totals(vault) == {"School": 2, "School/Maths": 1}


def test_copies_links_and_the_bin_count_once_or_not_at_all(vault: Desk) -> None:
    note = "#flashcards\na::b\n"
    vault.write("a.md", note)
    vault.write(".trash/a.md", note)
    vault.write("a.sync-conflict-20250101-101010-ABCDEFG.md", note)
    vault.write("a (conflicted copy 2025-01-01).md", note)
    (vault.folder / "link.md").symlink_to("a.md")
    assert totals(vault) == {"flashcards": 1}
    assert [line.partition(": passed over: ")[::2] for line in vault.said] == [
        (
            "srs: a (conflicted copy 2025-01-01).md",
            "a copy from a conflict between devices; merge it",
        ),
        (
            "srs: a.sync-conflict-20250101-101010-ABCDEFG.md",
            "a copy from a conflict between devices; merge it",
        ),
        ("srs: link.md", "another name of a.md"),
    ]


def test_an_empty_vault_says_which_tags_count(vault: Desk) -> None:
    vault.write(DATA, '{"flashcardTags": ["#cards", "#drill"]}')
    vault.write("a.md", "a::b\n")
    assert fronts(vault) == []
    assert "with a tag of #cards, #drill." in vault.said[0]


@pytest.mark.parametrize(
    ("other", "interval_days"),
    [
        ("#flashcards\nx::y\n<!--SR:!2025-12-25,9,250-->\n", 10),
        ("no deck\nx::y\n<!--SR:!2025-12-25,9,250-->\n", 11),
    ],
)
def test_days_are_balanced_over_the_vault(vault: Desk, other: str, interval_days: int) -> None:
    vault.write("sub/b.md", other)
    vault.write("sub/a.md", "#flashcards\na::b\n<!--SR:!2025-12-14,9,127-->\n")
    assert grade.run(vault.context(), "sub/a.md:2", "good", None, False) == 0
    assert f",{interval_days},127-->" in vault.read("sub/a.md")


def test_configured_paths_go_before_the_vault(vault: Desk) -> None:
    vault.write("srs.toml", 'paths = ["a.md"]\n')
    vault.write("b.md", "#flashcards\nx::y\n<!--SR:!2025-12-25,9,250-->\n")
    vault.write("a.md", "#flashcards\na::b\n<!--SR:!2025-12-14,9,127-->\n")
    grade.run(vault.context(), "a.md:2", "good", None, False)
    assert ",11,127-->" in vault.read("a.md")


def test_other_decks_of_the_vault_are_read_once(
    vault: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counting(place: DeckPath, layers: Layers, cwd: Path) -> Deck:
        read.append(place.shown)
        return load_deck(place, layers, cwd)

    monkeypatch.setattr("srs.commands.neighbours.load_deck", counting)
    for name in ("a.md", "b.md", "c.md"):
        vault.write(name, "#flashcards\none::1\ntwo::2\n")
    grades = [{"file": "a.md", "note": note, "rating": "good"} for note in (0, 1)]
    typed = "".join(json.dumps(each) + "\n" for each in grades)
    assert grade.run_batch(vault.context(typed=typed), convert=False) == 0
    assert read == ["b.md", "c.md"]


def test_doctor_shows_the_vault_and_what_means_nothing(vault: Desk) -> None:
    vault.write(DATA, json.dumps({"settings": {"baseEase": 230, "openRandomNote": 1}}, indent=1))
    assert doctor.run(vault.context()) == 0
    assert f"  settings of the plugin: {DATA}" in vault.lines
    assert "  of these mean nothing here: openRandomNote" in vault.lines
    assert f"  sm2.base_ease = 230  ({DATA}:3)" in vault.lines
    assert f'  syntax.single_basic = "::"  ({DATA}, default)' in vault.lines
    doctor.run(vault.context(as_json=True))
    assert vault.document["vault"] == {
        "path": str(vault.folder),
        "settings": DATA,
        "unused": ["openRandomNote"],
    }


def test_doctor_without_a_vault(desk: Desk) -> None:
    doctor.run(desk.context(as_json=True))
    assert desk.document["vault"] is None
