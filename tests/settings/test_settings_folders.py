"""Which paths patterns of folders mean."""

from __future__ import annotations

import pytest

from srs.settings.folders import is_meant


@pytest.mark.parametrize(
    ("pattern", "meant", "others"),
    [
        ("**/*.excalidraw.md", ["a.excalidraw.md", "x/y/a.excalidraw.md"], ["excalidraw.md"]),
        (
            "Templates",
            ["Templates/a.md", "Templates2/a.md"],
            ["x/Templates/a.md", "templates/a.md"],
        ),
        ("Templates/", ["Templates/a.md"], ["Templates2/a.md"]),
        ("a/*", ["a/b.md"], ["a/b/c.md"]),
        ("a/**", ["a/b.md", "a/b/c.md"], ["b/a/c.md"]),
        ("*.{md,txt}", ["x.md", "y.txt"], ["x.org", "a/x.md"]),
        ("[a-c]?.md", ["b1.md"], ["d1.md", "b.md"]),
        ("[!a]x.md", ["bx.md"], ["ax.md"]),
        ("x(1).md", ["x(1).md"], ["x1.md"]),
        ("[z-a].md", ["[z-a].md"], ["z.md"]),
        ("", [], ["a.md"]),
    ],
)
def test_patterns(pattern: str, meant: list[str], others: list[str]) -> None:
    assert [is_meant(path, [pattern]) for path in meant] == [True] * len(meant)
    assert [is_meant(path, [pattern]) for path in others] == [False] * len(others)
