"""`srs grade --batch`: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from srs.collection.deck import Deck, load_deck
from srs.collection.deck_paths import DeckPath
from srs.commands import grade
from srs.settings.layers import Layers

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card, reversed_card
else:
    from desk import Desk, card, reversed_card


def run(desk: Desk, *requests: object) -> tuple[int, list[dict[str, Any]]]:
    """Run a batch; lines that are no strings are written as JSON."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in requests]
    code = grade.run_batch(desk.context(typed="\n".join(lines) + "\n"), convert=False)
    return code, [json.loads(line) for line in desk.lines]


def good(line: int, **more: object) -> dict[str, object]:
    return {"file": "a.md", "line": line, "rating": "good", **more}


def test_lines_shift_as_comments_come(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two") + card("three"))
    code, answers = run(desk, good(1), good(6), good(11))
    assert code == 0
    assert [answer["note"] for answer in answers] == [0, 1, 2]
    segment = "!2025-12-17,3,250"
    assert desk.read("a.md") == "".join(card(x, segment) for x in ("one", "two", "three"))


def test_notes_by_their_index_do_not_shift(desk: Desk) -> None:
    desk.write("a.md", card("one") + reversed_card("two"))
    requests = [
        {"file": "a.md", "note": 1, "card": 1, "rating": "good"},
        {"file": "a.md", "note": 0, "rating": "hard"},
        {"file": "a.md", "note": 1, "card": 0, "rating": "again"},
    ]
    code, answers = run(desk, *requests)
    assert code == 0
    assert [(answer["before"], answer["after"]) for answer in answers] == [
        (None, "2025-12-17,3,250"),
        (None, "2025-12-15,1,230"),
        ("2000-01-01,1,250", "2025-12-14,0,230"),
    ]


def test_each_line_has_its_own_moment(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    moments = ["2025-12-01", "2025-12-04T03:59:00", "2025-12-11"]
    _, answers = run(desk, *(good(1, now=now) for now in moments))
    assert [answer["after"] for answer in answers] == [
        "2025-12-04,3,250",
        "2025-12-11,8,250",
        "2025-12-31,20,250",
    ]


BAD: list[tuple[object, str]] = [
    ("nonsense", "This line is no JSON: Expecting value"),
    ('{"file": "a.md"', "This line is no JSON: "),
    ("1" * 5000, "This line is no JSON: "),
    ("[" * 100_000, "This line is no JSON: "),
    ([], "A line must be an object"),
    ({"file": "a.md", "rating": "good"}, "`line` or `note` is needed."),
    ({"file": "a.md", "line": 1}, "`file` and `rating` are needed, both as strings."),
    ({"file": 1, "line": 1, "rating": "good"}, "`file` and `rating` are needed"),
    (good(1, colour="red"), "Unknown field 'colour'."),
    (good(1, card=True), "`card` must be a whole number."),
    ('{"file": "a.md", "line": 1.5, "rating": "good"}', "`line` must be a whole number."),
    ('{"file": "a.md", "line": NaN, "rating": "good"}', "`line` must be a whole number."),
    (good(4), "a.md:4: no card covers this line."),
    (good(-1), "a.md:-1: no card covers this line."),
    (good(1, card=-1), "a.md:1: there is no card -1"),
    ({"file": "a.md", "note": 7, "rating": "good"}, "a.md: there is no note 7; it has 1."),
    (good(1, now="soon"), "'soon' is no ISO 8601 time"),
    (good(1, now="9999-12-31"), "'9999-12-31' is too far away"),
    (good(1) | {"rating": "fine"}, "'fine' is no rating"),
    (good(1) | {"file": "no.md"}, "no.md: cannot be read: it does not exist."),
    (good(1) | {"file": "nul\0.md"}, "no path can have this name."),
    (good(1) | {"file": "half\ud800.md"}, "no path can have this name."),
    (good(1) | {"file": "x" * 5000}, "cannot be read: its name is too long."),
]


@pytest.mark.parametrize(("request_", "error"), BAD, ids=[error for _, error in BAD])
def test_a_bad_line_stops_nothing(desk: Desk, request_: object, error: str) -> None:
    desk.write("a.md", card("one"))
    code, (bad, answer) = run(desk, request_, "", good(1))
    assert code == 1
    assert not bad["ok"]
    assert error in bad["error"]
    assert set(bad) == {"file", "note", "card", "ok", "before", "after", "error"}
    assert answer["ok"]
    assert desk.read("a.md") == card("one", "!2025-12-17,3,250")


def test_answers_are_flushed_one_by_one_once_on_disk(desk: Desk) -> None:
    seen: list[tuple[int, int]] = []

    class Watched(io.StringIO):
        def flush(self) -> None:
            seen.append((self.getvalue().count("\n"), desk.read("a.md").count("SR:")))

    desk.write("a.md", card("one") + card("two") + card("three"))
    requests = [{"file": "a.md", "note": number, "rating": "good"} for number in range(3)]
    context = desk.context(typed="\n".join(map(json.dumps, requests)))
    assert grade.run_batch(context._replace(stdout=Watched()), convert=False) == 0
    assert seen == [(1, 1), (2, 2), (3, 3)]


def test_stdin_is_utf8_whatever_the_locale_says(desk: Desk) -> None:
    desk.write("ä.md", card("one"))
    line = json.dumps({"file": "ä.md", "line": 1, "rating": "good"}, ensure_ascii=False)
    stdin = io.TextIOWrapper(io.BytesIO(b"\xff\n" + line.encode()), encoding="ascii")
    assert grade.run_batch(desk.context(typed=stdin), convert=False) == 1
    assert [json.loads(line)["ok"] for line in desk.lines] == [False, True]


def test_other_decks_are_read_again_only_when_they_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counting(place: DeckPath, layers: Layers, cwd: Path) -> Deck:
        read.append(place.shown)
        return load_deck(place, layers, cwd)

    monkeypatch.setattr("srs.commands.neighbours.load_deck", counting)
    desk.write("srs.toml", 'paths = ["."]\n')
    for name in ("a.md", "b.md", "c.md"):
        desk.write(name, card("one") + card("two"))
    assert run(desk, good(1), good(6), good(1) | {"file": "b.md"})[0] == 0
    assert read == ["b.md", "c.md", "a.md"]
