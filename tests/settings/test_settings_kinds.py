"""What each kind of value takes, refuses, and reads from the text of a variable."""

from __future__ import annotations

from datetime import time

import pytest

from srs.settings.kinds import (
    Choice,
    Clock,
    Clozes,
    Flag,
    Kind,
    Line,
    Number,
    Numbers,
    Texts,
    quoted,
    said,
)

WORDS = Choice(("due", "new", "file"))
WHOLE = Number(0, 9, whole=True)
COUNT = Number(0, whole=True, unlimited=True)
SHARE = Number(0.5, 0.99)
PAIR = Numbers(((0, 1), (1, 10)))


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (WORDS, "new", "new"),
        (Flag(), True, True),
        (WHOLE, 9, 9),
        (WHOLE, 3.0, 3),
        (COUNT, "none", None),
        (COUNT, 10**30, 10**30),
        (SHARE, 0.5, 0.5),
        (SHARE, 0.99, 0.99),
        (Clock(), "04:00", time(4)),
        (Clock(), "4:05", time(4, 5)),
        (Clock(), "23:59:58", time(23, 59, 58)),
        (Clock(), time(3, 30), time(3, 30)),
        (Line(), "", ""),
        (Line(), "-?-", "-?-"),
        (Texts(), [], ()),
        (Texts(), ["a", "b c"], ("a", "b c")),
        (Clozes(), ["==answer=="], ("==answer==",)),
        (PAIR, [], ()),
        (PAIR, [0.5, 10], (0.5, 10)),
    ],
)
def test_read(kind: Kind, value: object, read: object) -> None:
    assert kind.read(value) == read
    assert type(kind.read(value)) is type(read)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (WORDS, "neu"),
        (WORDS, ["new"]),
        (WORDS, {"new": 1}),
        (Flag(), 1),
        (Flag(), "true"),
        (WHOLE, 10),
        (WHOLE, -1),
        (WHOLE, 2.5),
        (WHOLE, True),
        (WHOLE, "3"),
        (WHOLE, None),
        (WHOLE, "none"),
        (COUNT, float("inf")),
        (COUNT, float("nan")),
        (SHARE, 10**400),
        (SHARE, 0.4999),
        (Clock(), "24:00"),
        (Clock(), "4"),
        (Clock(), 240),
        (Clock(), "04:00\n"),
        (Line(), " ?"),
        (Line(), "a\nb"),
        (Line(), 3),
        (Texts(), "a"),
        (Texts(), [""]),
        (Texts(), [1]),
        (Clozes(), [1]),
        (PAIR, [0.5]),
        (PAIR, [0.5, 11]),
        (PAIR, [0.5, "2"]),
        (PAIR, [0.5, 2, 3]),
    ],
)
def test_refuse(kind: Kind, value: object) -> None:
    with pytest.raises(ValueError, match=r"^(number \d, .* is not from .*)?$"):
        kind.read(value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (WORDS, "new", "new"),
        (Flag(), "true", True),
        (Flag(), "Off", False),
        (Flag(), "maybe", "maybe"),
        (WHOLE, "7", 7),
        (SHARE, "0.8", 0.8),
        (SHARE, "much", "much"),
        (COUNT, "none", "none"),
        (Texts(), "a, b,,c", ["a", "b", "c"]),
        (Texts(), "", []),
        (PAIR, "0.5, 2", [0.5, 2]),
        (PAIR, "0.5, x", [0.5, "x"]),
        (Clock(), "03:00", "03:00"),
        (Line(), "::", "::"),
    ],
)
def test_from_text(kind: Kind, text: str, value: object) -> None:
    assert kind.from_text(text) == value


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (WORDS, '"due", "new" or "file"'),
        (Flag(), "true or false"),
        (WHOLE, "a whole number from 0 to 9"),
        (COUNT, 'a whole number from 0 up, or "none"'),
        (SHARE, "a number from 0.5 to 0.99"),
        (Texts(), "a list of texts"),
        (Clozes(), 'a list of patterns such as "==answer=="'),
        (PAIR, "an empty list or a list of 2 numbers, each within its bounds"),
    ],
)
def test_allowed(kind: Kind, allowed: str) -> None:
    assert kind.allowed == allowed


def test_wrong_pattern_is_named() -> None:
    with pytest.raises(ValueError, match="'==hidden==' must say 'answer' once"):
        Clozes().read(["==answer==", "==hidden=="])


def test_number_out_of_its_bounds_is_named() -> None:
    with pytest.raises(ValueError, match="number 2, 11, is not from 1 to 10"):
        PAIR.read([0.5, 11])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", '"x"'),
        ("it's", '"it\'s"'),
        ("\x1b[31m\n", '"\\x1b[31m\\n"'),
        (True, "true"),
        (3.5, "3.5"),
        ({}, "a table"),
        ("x" * 100, '"' + "x" * 58 + "…"),
    ],
)
def test_said(value: object, text: str) -> None:
    assert said(value) == text


def test_quoted_is_one_line_without_control_characters() -> None:
    assert quoted("a\tb\r\x9b") == '"a\\tb\\r\\x9b"'
