"""Bytes of a keyboard become names of keys."""

from __future__ import annotations

import pytest

from srs.terminal.keys import KeyDecoder


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"1u-!?", ["1", "u", "-", "!", "?"]),
        (b" \r\n\t\x7f", ["space", "enter", "enter", "tab", "backspace"]),
        (b"\x03\x1a\x0c", ["ctrl-c", "ctrl-z", "ctrl-l"]),
        (b"\x1b[A\x1b[B\x1bOA\x1bOB", ["up", "down", "up", "down"]),
        (b"\x1b[1;5A", ["up"]),
        (
            b"\x1b[5~\x1b[6~\x1b[H\x1b[4~\x1b[1~\x1b[F",
            ["pgup", "pgdn", "home", "end", "home", "end"],
        ),
        ("äé日".encode(), ["ä", "é", "日"]),
        (b"\x1b\x1b[A", ["esc", "up"]),
        (b"\x1bq", []),  # Alt and a key is not that key
        (b"\x1b[[A", []),  # F1 of the Linux console
        (b"\x1b[<0;10;10M", []),  # a mouse
        (b"\x1b]11;rgb:0000/0000/0000\x07x", ["x"]),  # an answer of the terminal
        (b"\x00\x01", []),
        (b"\xff", ["\ufffd"]),
        (b"\x1b[200~q 1\x1b[A\x1b[201~u", ["u"]),
    ],
)
def test_keys(data: bytes, keys: list[str]) -> None:
    assert KeyDecoder().feed(data) == keys


@pytest.mark.parametrize("data", [b"\x1b[6~", "é".encode(), b"\x1b[200~3333\x1b[201~s"])
def test_keys_may_come_byte_by_byte(data: bytes) -> None:
    decoder = KeyDecoder()
    keys = [key for at in range(len(data)) for key in decoder.feed(data[at : at + 1])]
    assert keys == KeyDecoder().feed(data)
    assert not decoder.waits


def test_a_lone_escape_is_a_key_when_nothing_follows() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.waits
    assert decoder.flush() == ["esc"]
    assert decoder.feed(b"q") == ["q"]


def test_half_a_sequence_is_dropped() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b[") == []
    assert decoder.flush() == []
    assert decoder.feed(b"1") == ["1"]


def test_a_paste_gives_no_keys_however_it_is_cut() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b[200~" + b"4" * 9000) == []
    assert not decoder.waits
    assert decoder.feed(b"4\x1b[20") == []
    assert decoder.feed(b"1~q") == ["q"]
