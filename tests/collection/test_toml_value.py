"""A value in a TOML file is replaced or added, and nothing else changes."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srs.collection.toml_value import with_value

NAMES = ("fsrs", "parameters")
NEW = "[\n    1.5, 2.5\n]"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "[fsrs]\nparameters = V\n"),
        ("# nothing\n", "# nothing\n\n[fsrs]\nparameters = V\n"),
        ('paths = ["."]', 'paths = ["."]\n\n[fsrs]\nparameters = V\n'),
        ("[fsrs]", "[fsrs]\nparameters = V\n"),
        ("\ufeff[fsrs]\r\n", "\ufeff[fsrs]\r\nparameters = V\r\n"),
        ("\ufeff", "\ufeff[fsrs]\nparameters = V\n"),
        (
            "[fsrs] # of us\n#parameters = []\n",
            "[fsrs] # of us\nparameters = V\n#parameters = []\n",
        ),
        ("[fsrs]\nparameters=[] # none\n", "[fsrs]\nparameters=V # none\n"),
        ("[fsrs]\nparameters = [ # ]\n 1, # a ]\n]\nx = 1", "[fsrs]\nparameters = V\nx = 1"),
        ("[ 'fsrs' ]\n\"parameters\" = [[1], 2]", "[ 'fsrs' ]\n\"parameters\" = V"),
        ("fsrs.max_interval = 9\n[sm2]\n", "fsrs.parameters = V\nfsrs.max_interval = 9\n[sm2]\n"),
        ("fsrs.parameters = []\n", "fsrs.parameters = V\n"),
        ("fsrs = { parameters = [] }\n", "fsrs = { parameters = V }\n"),
        ("[sm2]\nparameters = [3]\n[fsrs]\n", "[sm2]\nparameters = [3]\n[fsrs]\nparameters = V\n"),
        (
            't = """\n[fsrs]\nparameters = []\n"""\n[fsrs]\n',
            't = """\n[fsrs]\nparameters = []\n"""\n[fsrs]\nparameters = V\n',
        ),
        (
            '[deck."a".fsrs]\nparameters = [1]\n',
            '[deck."a".fsrs]\nparameters = [1]\n\n[fsrs]\nparameters = V\n',
        ),
    ],
)
def test_where_it_goes(old: str, new: str) -> None:
    ending = "\r\n" if "\r\n" in old else "\n"
    assert with_value(old, NAMES, NEW) == new.replace("V", NEW.replace("\n", ending))


@pytest.mark.parametrize(
    "text",
    ["[fsrs", "fsrs = {}\n", "fsrs = 1\n", "[[fsrs]]\n", "a = 1\rb = 2\r", "x = " + "[" * 9999],
)
def test_what_cannot_be_placed_is_left_alone(text: str) -> None:
    assert with_value(text, NAMES, NEW) is None


def test_a_table_in_a_table() -> None:
    text = "[tool.srs]\nalgorithm = 'fsrs'\n[tool.other]\n"
    new = with_value(text, ("tool", "srs", *NAMES), "[1]")
    assert new == text + "\n[tool.srs.fsrs]\nparameters = [1]\n"


LINES = st.lists(
    st.sampled_from(
        [
            "", "# a comment", "#parameters = []", "# [fsrs]", "paths = ['ä', \"[fsrs]\"]",
            "x = '''\nparameters = [1]\n[fsrs]\n'''", "y = [\n 1, # ]\n]", "  z = 1  ", "[sm2]",
            "[review]", "[deck.'a/*'.fsrs]", "[fsrs]", "parameters = [ 1,\n # two ]\n 2 ]",
            "parameters = []", "\t[fsrs]\t# here", "fsrs.parameters = [1]", "fsrs.max_interval = 3",
            "fsrs = { parameters = [1] }", "fsrs.x.y = 1", "[fsrs.deeper]",
        ]
    ),
    max_size=12,
    unique=True,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), st.booleans())
def test_nothing_else_changes(lines: Sequence[str], ending: str, bom: str, ended: bool) -> None:
    text = bom + "\n".join([*lines, ""] if ended else lines).replace("\n", ending)
    try:
        wanted = tomllib.loads(text.removeprefix(bom))
    except ValueError:
        assert with_value(text, NAMES, NEW) is None
        return
    table = wanted.setdefault("fsrs", {})
    had_value = "parameters" in table
    table["parameters"] = [1.5, 2.5]
    new = with_value(text, NAMES, NEW)
    assert new is not None
    assert tomllib.loads(new.removeprefix(bom)) == wanted
    if had_value:
        assert text in [with_value(new, NAMES, value) for value in VALUES]
    else:
        assert is_inserted(text, new)


VALUES = ("[]", "[1]", "[ 1,\n # two ]\n 2 ]")


def is_inserted(old: str, new: str) -> bool:
    """Whether the new text is the old one with something put in at one place."""
    places = range(len(old) + 1)
    return any(new.startswith(old[:each]) and new.endswith(old[each:]) for each in places)
