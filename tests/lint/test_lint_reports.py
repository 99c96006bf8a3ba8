"""Reports for other programs: every field, every place, every character escaped."""

from __future__ import annotations

import json
from typing import Any

from srs.lint import RULES
from srs.lint.checking import check_deck, chosen_codes
from srs.lint.report import Placed, Report, github_line, json_fields
from srs.lint.rule import CheckedDeck
from srs.lint.sarif import as_sarif
from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import Problem
from srs.pieces import Edit, Span
from srs.text import Source

TEXT = "Q\n-?-\nA\n<!--SR:!2025-13-14,2,248-->\n\nP\n-?-\n"


def report(text: str = TEXT, path: str = "decks/git.md") -> Report:
    source = Source(path, text)
    deck = CheckedDeck(parse(source, SyntaxSettings()))
    problems = check_deck(deck, chosen_codes())
    return Report(tuple(Placed(problem, source) for problem in problems), 1, deck.cards)


def placed(message: str, path: str, end: int = 1) -> Placed:
    return Placed(Problem(path, 1, 1, "SRS104", message, Span(0, end)), Source(path, "a\nb"))


def test_json_fields() -> None:
    first, second = report().found
    assert json_fields(report()) == {
        "problems": [
            {
                "path": "decks/git.md",
                "line": 4,
                "column": 9,
                "end_line": 4,
                "end_column": 25,
                "code": "SRS101",
                "name": "broken-comment",
                "message": first.problem.message,
                "fixable": False,
            },
            {
                "path": "decks/git.md",
                "line": 7,
                "column": 1,
                "end_line": 7,
                "end_column": 4,
                "code": "SRS202",
                "name": "no-back",
                "message": second.problem.message,
                "fixable": False,
            },
        ],
        "decks": 1,
        "cards": 2,
    }


def test_json_says_what_can_be_fixed() -> None:
    problem = Problem("a.md", 1, 1, "SRS108", "m", Span(0, 1), Edit(Span(0, 1), ""))
    fields = json_fields(Report((Placed(problem, Source("a.md", "a")),), 1, 0))
    assert "'fixable': True" in str(fields["problems"])


def test_json_is_valid_for_names_that_are_not_utf8() -> None:
    each = placed("the byte \udcff", "d\udce9ck.md")
    assert json.dumps(json_fields(Report((each,), 1, 0)), ensure_ascii=False).encode("utf-8")
    assert json.loads(as_sarif(Report((each,), 1, 0)))["version"] == "2.1.0"


def test_github_line() -> None:
    line = github_line(report().found[1])
    assert line.startswith(
        "::error file=decks/git.md,line=7,endLine=7,col=1,endColumn=4,"
        "title=SRS202 no-back::This separator has no back."
    )


def test_github_line_escapes_what_would_end_a_field() -> None:
    line = github_line(placed("100 %\nnext::line, with: all", "a,b:c%.md"))
    assert line == (
        "::error file=a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=2,"
        "title=SRS104 stray-comment::100 %25%0Anext::line, with: all"
    )


def test_github_line_of_several_lines_has_no_columns() -> None:
    assert "col=" not in github_line(placed("m", "a.md", 3))
    assert "endLine=2," in github_line(placed("m", "a.md", 3))


def sarif(text: str = TEXT, path: str = "decks/git.md") -> Any:
    return json.loads(as_sarif(report(text, path)))


def test_sarif_says_which_rules_there_are() -> None:
    log = sarif()
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["name"] == "srs check"
    assert [rule["id"] for rule in driver["rules"]] == list(RULES)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["markdown"].startswith(f"## {rule['id']} {rule['name']}")


def test_sarif_results() -> None:
    run = sarif()["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    first, second = run["results"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "SRS101"
    assert (first["level"], second["ruleId"]) == ("error", "SRS202")
    assert "there is no day 2025-13-14" in first["message"]["text"]
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "decks/git.md"},
                "region": {"startLine": 4, "startColumn": 9, "endLine": 4, "endColumn": 25},
            }
        }
    ]


def test_sarif_without_findings_is_a_run_all_the_same() -> None:
    assert sarif("Q\n-?-\nA\n")["runs"][0]["results"] == []


def uri(path: str) -> object:
    place = sarif(path=path)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    return place["artifactLocation"]["uri"]


def test_sarif_paths_are_uris() -> None:
    assert uri("my decks/Straße #1.md") == "my%20decks/Stra%C3%9Fe%20%231.md"
    assert uri("/home/me/a:b.md") == "file:///home/me/a%3Ab.md"
    assert uri("d\udce9ck.md") == "d%E9ck.md"
