"""Which comments are a note's, which are no one's, and what it costs to find them."""

from __future__ import annotations

import pytest

from srs.markdown import comments
from srs.markdown.code_spans import code_spans
from tests.markdown.deck_strategies import OBSIDIAN, read

COMMENT = "<!--SR:!2025-12-14,2,248-->"


@pytest.mark.parametrize(
    ("text", "of_notes", "orphans", "surplus"),
    [
        (f"a\n-?-\nb\n{COMMENT}\n", [True], 0, 0),
        (f"a\n-?-\nb\n{COMMENT}\n{COMMENT}\n", [True], 0, 1),
        (f"{COMMENT}\na\n-?-\nb\n{COMMENT}\n", [True], 0, 1),
        (f"a\n-?-\nb\n\n{COMMENT}\nc\n-?-\nd\n", [False, True], 0, 0),
        (f"a\n-?-\nb\n\n{COMMENT}\n\nc\n-?-\nd\n", [True, False], 0, 0),
        (f"a\n-?-\nb\n{COMMENT}\nc\n-?-\nd\n", [True], 0, 0),
        (f"text\n{COMMENT}\n\na\n-?-\nb\n", [False], 1, 0),
        (f"text {COMMENT} more\n", [], 1, 0),
        (f"a\n-?-\n`{COMMENT}`\n", [False], 0, 0),
        (f"---\n{COMMENT}\n---\na\n-?-\nb\n", [False], 0, 0),
    ],
)
def test_attached(text: str, of_notes: list[bool], orphans: int, surplus: int) -> None:
    parsed = read(text)
    assert [note.comment is not None for note in parsed.notes] == of_notes
    assert (len(parsed.orphans), len(parsed.surplus)) == (orphans, surplus)


def test_a_paragraph_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_texts: list[str] = []

    def counted(text: str) -> list[object]:
        read_texts.append(text)
        return list(code_spans(text))

    monkeypatch.setattr(comments, "code_spans", counted)
    parsed = read(f"a::b {COMMENT}\n" * 50, OBSIDIAN)
    assert [note.comment is not None for note in parsed.notes] == [True] * 50
    assert len(read_texts) == 1
