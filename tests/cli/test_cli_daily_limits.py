"""Sessions of the real program, one after the other: together they keep to the limits of a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.program import Done, Program
else:
    from program import Done, Program

DAY, NEXT_DAY = "2025-12-14T10:00:00", "2025-12-15T10:00:00"


def review(srs: Program, now: str, *words: str, typed: bytes = b"\n3\n" * 9) -> Done:
    return srs("review", "--plain", "--now", now, *words, typed=typed)


def test_a_second_session_does_not_start_anew(srs: Program) -> None:
    deck = "".join(f"card {number}\n-?-\nback\n\n" for number in range(9))
    (srs.folder / "deck.md").write_text(deck, encoding="utf-8", newline="\n")
    (srs.folder / "srs.toml").write_text("[review]\nnew_per_day = 3\n", encoding="utf-8")
    first = review(srs, DAY, typed=b"\n3\n\n3\nq\n")
    assert first.out.count("Question:") == 3
    assert first.out.count("Good.") == 2
    dry = review(srs, DAY, "--dry-run", "--json")
    assert [card["front"] for card in json.loads(dry.out)["cards"]] == ["card 2"]
    second = review(srs, DAY)
    assert [line for line in second.out.splitlines() if line.startswith("Question:")] == [
        "Question: card 2"
    ]
    third = review(srs, DAY)
    assert third.out == ""
    assert "within the limits" in third.err
    assert review(srs, DAY, "--new", "1").out.count("Good.") == 1
    tomorrow = review(srs, NEXT_DAY, "--dry-run", "--json")
    new = [card for card in json.loads(tomorrow.out)["cards"] if card["state"] == "new"]
    assert [card["front"] for card in new] == ["card 4", "card 5", "card 6"]
