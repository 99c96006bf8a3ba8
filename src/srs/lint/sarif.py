"""A report as SARIF 2.1.0, the form in which code hosts take findings."""

from __future__ import annotations

import json
from urllib.parse import quote

from srs import __version__
from srs.lint import RULES
from srs.lint.explain import explanation
from srs.lint.report import Placed, Report, well_formed
from srs.lint.rule import Rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HOME = "https://github.com/srs-cli/srs"


def as_sarif(report: Report) -> str:
    """One SARIF log in ASCII, with all rules."""
    codes = list(RULES)
    driver = {
        "name": "srs check",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes) for each in report.found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation, "markdown": explanation(rule)},
        "helpUri": f"{_HOME}/blob/main/docs/rules.md#{rule.code.lower()}-{rule.name}",
        "defaultConfiguration": {"level": "error"},
    }


def _result(each: Placed, codes: list[str]) -> dict[str, object]:
    problem, (end_line, end_column) = each.problem, each.end
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endLine": end_line,
        "endColumn": end_column,
    }
    place = {"artifactLocation": {"uri": _uri(problem.path)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": "error",
        "message": {"text": well_formed(problem.message)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """A path as URI reference; a path that is not UTF-8 keeps its bytes."""
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{uri}" if path.startswith("/") else uri
