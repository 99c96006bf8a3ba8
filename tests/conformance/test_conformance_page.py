"""docs/conformance.md counts what the tables of cases hold."""

from __future__ import annotations

import re

import pytest

from tests.conformance.plugin_cases import PAGE, exceptions, strict_cases

TABLES = ("cards", "grades", "sessions")


def test_every_exception_is_explained_by_a_difference() -> None:
    text = PAGE.read_text("utf-8").partition("## What differs on purpose")[2]
    counted = re.findall(r"^\|.*\| (\d+) \|$", text, re.MULTILINE)
    assert sum(map(int, counted)) == sum(len(exceptions(table)) for table in TABLES)


def test_every_exception_names_the_page_that_decides_it() -> None:
    for table in TABLES:
        for reason in exceptions(table).values():
            page, _, rule = reason.partition(": ")
            assert (PAGE.parent / page).is_file()
            assert rule


@pytest.mark.parametrize(("table", "prefix"), [("cards", "parse"), ("grades", "review")])
def test_nearly_all_strict_cases_are_met(table: str, prefix: str) -> None:
    strict = sum(1 for _ in strict_cases(f"{prefix}_curated", f"{prefix}_random"))
    assert len(exceptions(table)) <= 0.015 * strict
