"""`srs check`: what it finds, says, repairs and leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs.commands.check import CheckOptions, run
from srs.errors import SaveError, UsageError
from srs.files import Read
from srs.lint import RULES
from srs.storage.atomic import replace_file

if TYPE_CHECKING:
    from tests.commands.desk import Desk, card
else:
    from desk import Desk, card

SR = "<!--SR:!2025-12-14,2,248-->"
BAD = f"Prose\n\n{SR}\n\n{card('Zero')}"
FIXABLE = card("One") + "Two\n- ? -\nAnswer\n\n<!--SR:-->\n"
FIXED = card("One") + "Two\n-?-\nAnswer\n\n"


def codes(desk: Desk) -> list[str]:
    return [problem["code"] for problem in desk.document["problems"]]


def test_good_decks(desk: Desk) -> None:
    desk.write("a.md", card("One") + card("Two", "!2025-12-14,2,248"))
    desk.write("b.md", card("Three"))
    assert run(desk.context(), CheckOptions()) == 0
    assert desk.lines == []
    assert desk.said == ["No problems in 2 decks (3 cards)."]


def test_a_finding_is_shown_with_its_line(desk: Desk) -> None:
    desk.write("a.md", BAD)
    assert run(desk.context(), CheckOptions()) == 1
    assert desk.lines == [
        "a.md:3:1: SRS104 This scheduling comment belongs to no note. Move it under its note, or "
        "delete it.",
        "    2 |",
        f"    3 | {SR}",
        f"      | {'^' * len(SR)}",
    ]
    assert desk.said == ["1 problem in 1 deck (1 card)."]


def test_summary_counts_what_can_be_fixed(desk: Desk) -> None:
    desk.write("a.md", BAD)
    desk.write("b.md", FIXABLE)
    assert run(desk.context(), CheckOptions()) == 1
    assert desk.said == ["3 problems in 2 decks (2 cards); 2 can be fixed with --fix."]
    assert desk.read("b.md") == FIXABLE


def test_equal_cards_in_two_decks_stand_with_the_second(desk: Desk) -> None:
    desk.write("a.md", card("One"))
    desk.write("b.md", card("One") + "- ? -\n")
    desk.write("c.md", card("Two"))
    assert run(desk.context(as_json=True), CheckOptions()) == 1
    (problem,) = desk.document["problems"]
    assert (problem["path"], problem["line"], problem["code"]) == ("b.md", 1, "SRS208")
    assert run(desk.context("b.md"), CheckOptions()) == 0
    assert run(desk.context(), CheckOptions(ignore=("SRS208",))) == 0


def test_fix_repairs_and_saves(desk: Desk) -> None:
    desk.write("a.md", BAD)
    desk.write("b.md", FIXABLE)
    assert run(desk.context(), CheckOptions(fix=True)) == 1
    assert (desk.read("a.md"), desk.read("b.md")) == (BAD, FIXED)
    assert desk.said == ["Fixed 2 problems. 1 problem in 2 decks (3 cards)."]
    assert run(desk.context("b.md"), CheckOptions(fix=True)) == 0
    assert desk.said == ["No problems in 1 deck (2 cards)."]


def test_fix_repairs_only_what_was_selected(desk: Desk) -> None:
    desk.write("b.md", FIXABLE)
    assert run(desk.context(), CheckOptions(fix=True, select=("SRS108",))) == 0
    assert desk.read("b.md") == FIXABLE.replace("<!--SR:-->\n", "")


def test_fix_keeps_all_other_bytes(desk: Desk) -> None:
    path = desk.write("a.md", "")
    path.write_bytes(b"\xef\xbb\xbfQ\xff\r\n- ? -\r\nA  \r\n\r\nno end")
    assert run(desk.context(), CheckOptions(fix=True)) == 1
    assert path.read_bytes() == b"\xef\xbb\xbfQ\xff\r\n-?-\r\nA  \r\n\r\nno end"


def test_diff_shows_the_fixes_and_writes_nothing(desk: Desk) -> None:
    desk.write("b.md", FIXABLE)
    assert run(desk.context(), CheckOptions(diff=True, fix=True)) == 1
    assert desk.read("b.md") == FIXABLE
    assert desk.lines[:2] == ["--- a/b.md", "+++ b/b.md"]
    changes = [line for line in desk.lines[2:] if line[:1] in "+-"]
    assert changes == ["-- ? -", "+-?-", "-<!--SR:-->"]


def test_a_deck_that_cannot_be_saved_is_said_and_the_others_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.md", FIXABLE)
    desk.write("b.md", FIXABLE.replace("One", "Three").replace("Two", "Four"))

    def fail(path: Path, old: Read, data: bytes, shown: str) -> Read:
        if shown == "a.md":
            raise SaveError("a.md: cannot be saved: the disk is full.")
        return replace_file(path, old, data, shown)

    monkeypatch.setattr("srs.commands.check.replace_file", fail)
    assert run(desk.context(), CheckOptions(fix=True)) == 1
    assert desk.read("a.md") == FIXABLE
    assert "- ? -" not in desk.read("b.md")
    assert desk.said == [
        "srs: a.md: cannot be saved: the disk is full.",
        "Fixed 2 problems. 2 problems in 2 decks (3 cards); 2 can be fixed with --fix.",
    ]


def test_select_and_ignore(desk: Desk) -> None:
    desk.write("a.md", BAD + "```\nopen\n")
    for options, expected in [
        (CheckOptions(), ["SRS104", "SRS301"]),
        (CheckOptions(select=("SRS3",)), ["SRS301"]),
        (CheckOptions(ignore=("SRS301",)), ["SRS104"]),
        (CheckOptions(select=("SRS1",), ignore=("SRS104",)), []),
    ]:
        assert run(desk.context(as_json=True), options) == (1 if expected else 0)
        assert codes(desk) == expected


def test_settings_choose_rules_and_options_win(desk: Desk) -> None:
    desk.write("a.md", BAD)
    desk.write("srs.toml", '[check]\nignore = ["SRS104"]\n')
    assert run(desk.context(), CheckOptions()) == 0
    assert run(desk.context(), CheckOptions(ignore=("SRS3",))) == 1


OBSIDIAN_ONLY = card("One").replace("The answer", "std::sort")


def test_obsidian_is_looked_at_only_if_asked_for(desk: Desk) -> None:
    desk.write("a.md", OBSIDIAN_ONLY)
    for options, expected in [
        (CheckOptions(), []),
        (CheckOptions(obsidian=True), ["SRS401", "SRS402"]),
        (CheckOptions(select=("SRS402",)), ["SRS402"]),
        (CheckOptions(obsidian=True, ignore=("SRS401",)), ["SRS402"]),
    ]:
        assert run(desk.context(as_json=True), options) == (1 if expected else 0)
        assert codes(desk) == expected


def test_obsidian_has_the_settings_of_the_vault(desk: Desk) -> None:
    settings = '{"multilineCardSeparator": "-?-", "singleLineCardSeparator": "=>"}'
    desk.write(".obsidian/plugins/obsidian-spaced-repetition/data.json", settings)
    desk.write("a.md", f"#flashcards\n\n{OBSIDIAN_ONLY}")
    assert run(desk.context(), CheckOptions(obsidian=True)) == 0
    desk.write("srs.toml", '[syntax]\nmulti_basic = "-?"\n')
    desk.write("a.md", f"#flashcards\n\n{OBSIDIAN_ONLY.replace('-?-', '-?')}")
    assert run(desk.context(as_json=True), CheckOptions(obsidian=True)) == 1
    assert codes(desk) == ["SRS401"]


def test_obsidian_takes_the_file_for_no_deck(desk: Desk) -> None:
    desk.write(".obsidian/plugins/obsidian-spaced-repetition/data.json", "{}")
    desk.write("notes/a.md", "a::b\n")
    assert run(desk.context("notes/a.md", as_json=True), CheckOptions(obsidian=True)) == 1
    assert codes(desk) == ["SRS408"]
    desk.write("notes/a.md", "---\ntags: [flashcards]\n---\n\na::b\n")
    assert run(desk.context("notes/a.md"), CheckOptions(obsidian=True)) == 0


def test_unknown_codes_are_refused_before_anything_is_read(desk: Desk) -> None:
    for options in (CheckOptions(select=("SRS9",)), CheckOptions(ignore=("X",))):
        with pytest.raises(UsageError, match="There is no rule"):
            run(desk.context("missing.md"), options)


def test_a_deck_that_cannot_be_read_fails_the_check(desk: Desk) -> None:
    desk.write("a.md", card("One"))
    desk.write("b.md", "\0")
    assert run(desk.context(), CheckOptions()) == 1
    assert desk.said[-1] == "No problems in 1 deck (1 card)."
    assert "b.md" in desk.said[0]


def test_front_matter_is_looked_at_even_if_nothing_there_is_ours(desk: Desk) -> None:
    desk.write("a.md", f"---\ntitle: a: b\n---\n{card('One')}")
    assert run(desk.context(as_json=True), CheckOptions()) == 1
    assert codes(desk) == ["SRS303"]


def test_json(desk: Desk) -> None:
    desk.write("a.md", BAD)
    for as_json, options in [(False, CheckOptions(format="json")), (True, CheckOptions())]:
        assert run(desk.context(as_json=as_json), options) == 1
        document = desk.document
        assert (document["decks"], document["cards"], len(document["problems"])) == (1, 1, 1)


def test_github(desk: Desk) -> None:
    desk.write("a.md", BAD)
    assert run(desk.context(), CheckOptions(format="github")) == 1
    (line,) = desk.lines
    assert line.startswith("::error file=a.md,line=3,")


def test_sarif(desk: Desk) -> None:
    desk.write("a.md", BAD)
    assert run(desk.context(), CheckOptions(format="sarif")) == 1
    (line,) = desk.lines
    assert json.loads(line)["runs"][0]["results"][0]["ruleId"] == "SRS104"


@pytest.mark.parametrize("code", RULES)
def test_explain(desk: Desk, code: str) -> None:
    assert run(desk.context("missing.md"), CheckOptions(explain=code.lower())) == 0
    assert desk.lines[0] == f"## {code} {RULES[code].name}"
    assert RULES[code].good.strip() in desk.stdout.getvalue()


def test_explain_of_an_unknown_code_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="There is no rule 'SRS999'"):
        run(desk.context(), CheckOptions(explain="SRS999"))


@pytest.mark.parametrize(
    ("options", "as_json", "message"),
    [
        (CheckOptions(diff=True), True, "--diff shows changes as text"),
        (CheckOptions(diff=True, format="sarif"), False, "--diff shows changes as text"),
        (CheckOptions(format="sarif"), True, "--json and --format sarif contradict each other"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    desk: Desk, options: CheckOptions, as_json: bool, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        run(desk.context(as_json=as_json), options)
