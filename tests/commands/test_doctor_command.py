"""`srs doctor`: what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srs import __version__
from srs.collection.config import Cache
from srs.collection.index import FILE
from srs.commands import doctor
from srs.settings.keys import KEYS

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card
else:
    from desk import Desk, card


def test_sections(desk: Desk) -> None:
    desk.write("srs.toml", "[review]\nnew = 7\n")
    desk.write("a.md", card("one"))
    desk.environment = {"SRS_ALGORITHM": "fsrs", "TERM": "dumb"}
    assert doctor.run(desk.context()) == 0
    titles = " ".join(line for line in desk.lines if not line.startswith(" "))
    assert titles == "Program Configuration Vault Settings Decks Log Cache Terminal"
    assert f"  srs {__version__}, " in "\n".join(desk.lines)
    assert "  srs.toml" in desk.lines
    assert "  review.new = 7  (srs.toml:2)" in desk.lines
    assert '  algorithm = "fsrs"  (SRS_ALGORITHM)' in desk.lines
    assert '  day_starts_at = "04:00"  (default)' in desk.lines
    assert "  1 deck with 1 card" in desk.lines
    assert "  review: plain" in desk.lines


def test_without_a_configuration(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    doctor.run(desk.context())
    assert "  no file; `srs init` writes one" in desk.lines


def test_json(desk: Desk) -> None:
    desk.write("a.md", card("one") + card("two"))
    assert doctor.run(desk.context(as_json=True)) == 0
    document = desk.document
    assert (document["decks"], document["cards"]) == (1, 2)
    assert set(document["settings"]) == set(KEYS)
    assert document["settings"]["algorithm"] == {"value": '"sm2"', "origin": "default"}
    assert (document["problems"], document["skipped"]) == ([], [])
    assert document["terminal"]["review"] == "plain"


def test_what_cannot_be_read(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    (desk.folder / "b.md").write_bytes(b"\0")
    assert doctor.run(desk.context()) == 1
    sentence = "b.md: this is a binary file, not UTF-8 text; it was left alone."
    assert f"  {sentence}" in desk.lines
    assert desk.said == [f"srs: {sentence}"]


def test_the_index(desk: Desk) -> None:
    desk.write("a.md", card("one"))
    assert doctor.run(desk.context()) == 0
    assert desk.lines[desk.lines.index("Cache") + 1] == "  none"
    folder = desk.folder / ".cache"
    context = desk.context()
    around = context.surroundings._replace(cache=Cache(lambda: folder, lambda: 0))
    for size in ("not there yet", "3 bytes"):
        assert doctor.run(context._replace(surroundings=around)) == 0
        line = f"  {folder / FILE}: {size}; for more than 500 decks, may be deleted"
        assert line in desk.lines
        folder.mkdir(exist_ok=True)
        (folder / FILE).write_bytes(b"abc")
