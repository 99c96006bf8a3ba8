"""`srs add`: one more card at the end of a deck, and nothing else changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.commands.add import AddOptions, run
from srs.errors import SaveError, SourceError, SrsError, UsageError

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card
else:
    from desk import Desk, card


def add(desk: Desk, deck: str, front: str = "Why?", back: str = "So.") -> None:
    assert run(desk.context(), Path(deck), AddOptions(front, back, edit=False)) == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "Why?\n-?-\nSo.\n"),
        ("\ufeff", "\ufeffWhy?\n-?-\nSo.\n"),
        ("# Git\n", "# Git\n\nWhy?\n-?-\nSo.\n"),
        ("# Git", "# Git\n\nWhy?\n-?-\nSo.\n"),
        ("# Git\n\n\n", "# Git\n\n\nWhy?\n-?-\nSo.\n"),
        ("# Git\r\n", "# Git\r\n\r\nWhy?\r\n-?-\r\nSo.\r\n"),
        (
            "a\n-?-\nb\n<!--SR:!2025-12-14,2,248-->\n",
            "a\n-?-\nb\n<!--SR:!2025-12-14,2,248-->\n\nWhy?\n-?-\nSo.\n",
        ),
        ("```\ncode\n```\n", "```\ncode\n```\n\nWhy?\n-?-\nSo.\n"),
        ("---\ndeck: x\n---\n", "---\ndeck: x\n---\n\nWhy?\n-?-\nSo.\n"),
    ],
)
def test_a_card_is_appended(desk: Desk, before: str, after: str) -> None:
    desk.write("git.md", before)
    add(desk, "git.md")
    assert desk.read("git.md") == after
    line = after.replace("\r\n", "\n").split("Why?")[0].count("\n") + 1
    assert desk.lines == [f"git.md:{line}"]


def test_a_deck_is_made(desk: Desk) -> None:
    add(desk, "new", "Über\nzwei Zeilen", "```\na\n\nb\n```")
    assert desk.read("new.md") == "Über\nzwei Zeilen\n-?-\n```\na\n\nb\n```\n"
    add(desk, "new", "more")
    assert desk.lines == ["new.md:10"]


def test_json_gives_the_place(desk: Desk) -> None:
    assert run(desk.context(as_json=True), Path("d.md"), AddOptions("a", "b", edit=False)) == 0
    assert desk.document == {"path": "d.md", "line": 1}


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("", "b"),
        ("a", ""),
        ("a\n\nb", "c"),
        ("a", "b\n\nc"),
        ("a\n-?-\nb", "c"),
        ("a", "b\n<!--SR:!2025-12-14,2,248-->"),
        ("a", "b\n\nc\n-?-\nd"),
    ],
)
def test_what_would_not_read_back_is_refused(desk: Desk, front: str, back: str) -> None:
    desk.write("git.md", card("one"))
    before = desk.read("git.md")
    with pytest.raises(SaveError, match="nothing was written"):
        add(desk, "git.md", front, back)
    assert desk.read("git.md") == before


@pytest.mark.parametrize(
    "text", ["```\nopen\n", "<!-- open\n", "a\n-?-\n```\nopen\n", "~~~~\n```\n"]
)
def test_a_file_with_an_open_block_is_left_alone(desk: Desk, text: str) -> None:
    desk.write("git.md", text)
    with pytest.raises(SaveError, match="open code block or comment"):
        add(desk, "git.md")
    assert desk.read("git.md") == text


def test_bytes_that_are_no_utf8_stay(desk: Desk) -> None:
    (desk.folder / "odd.md").write_bytes(b"\xff\xfe odd\n")
    add(desk, "odd.md")
    assert (desk.folder / "odd.md").read_bytes() == b"\xff\xfe odd\n\nWhy?\n-?-\nSo.\n"


def test_the_separator_of_the_settings(desk: Desk) -> None:
    desk.write("srs.toml", '[syntax]\nmulti_basic = "??"\n[deck."s.md"]\n')
    add(desk, "git.md")
    assert desk.read("git.md") == "Why?\n??\nSo.\n"
    desk.write("srs.toml", '[syntax]\nmulti_basic = ""\nsingle_basic = "::"\n')
    add(desk, "one.md")
    assert desk.read("one.md") == "Why?::So.\n"


def test_wrong_places(desk: Desk) -> None:
    (desk.folder / "sub").mkdir()
    with pytest.raises(SourceError, match="is a folder"):
        add(desk, "sub")
    with pytest.raises(SourceError, match="there is no folder"):
        add(desk, "gone/deck.md")
    with pytest.raises(UsageError, match="front and the back"):
        run(desk.context(), Path("git.md"), AddOptions("a", None, edit=False))


def editor(desk: Desk, code: str) -> None:
    script = desk.write("editor.py", f"import sys\npath = sys.argv[1]\n{code}\n")
    desk.environment["VISUAL"] = f"'{sys.executable}' '{script}'"


def test_a_card_from_the_editor(desk: Desk) -> None:
    editor(desk, "open(path, 'w').write('Written\\n\\n-?-\\n\\nthere\\n')")
    assert run(desk.context(), Path("git.md"), AddOptions(None, None, edit=True)) == 0
    assert desk.read("git.md") == "Written\n-?-\nthere\n"


def test_the_editor_begins_with_what_was_given(desk: Desk) -> None:
    editor(desk, "text = open(path).read()\nopen(path, 'w').write(text + 'added\\n')")
    assert run(desk.context(), Path("git.md"), AddOptions("Given", None, edit=True)) == 0
    assert desk.read("git.md") == "Given\n-?-\nadded\n"


def test_nothing_written_in_the_editor(desk: Desk) -> None:
    editor(desk, "")
    with pytest.raises(SrsError, match="nothing was written in the editor"):
        run(desk.context(), Path("git.md"), AddOptions(None, None, edit=True))
    assert not (desk.folder / "git.md").exists()


@pytest.mark.parametrize("text", ["no separator", "a\\n\\nb\\n-?-\\nc"])
def test_what_was_written_is_kept_if_it_is_no_card(desk: Desk, text: str) -> None:
    editor(desk, f"open(path, 'w').write('{text}')")
    with pytest.raises(SaveError, match="kept in ") as caught:
        run(desk.context(), Path("git.md"), AddOptions(None, None, edit=True))
    draft = Path(str(caught.value).rpartition("kept in ")[2].removesuffix("."))
    assert draft.read_text() == text.replace("\\n", "\n")
    draft.unlink()
    draft.parent.rmdir()
