"""The hook in a repository: good decks and reviews pass, a deck with a mistake is refused."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from srs.markdown.parser import parse
from srs.markdown.syntax import SyntaxSettings
from srs.markdown.writing import schedule_edits
from srs.model import Sm2Schedule
from srs.text import Source, apply_edits

ROOT = Path(__file__).parents[1]
SHIPPED = ("src", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
MISSING = [] if shutil.which("git") else ["git"]
MISSING += [] if importlib.util.find_spec("pre_commit") else ["pre-commit"]
PRE_COMMIT = (sys.executable, "-m", "pre_commit")
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

GOOD = """\
# Git

Undo the last commit, keep its changes staged
-?-
`git reset --soft HEAD~1`
<!--SR:!2025-12-14,2,248-->

index
-??-
What the next commit will hold
"""
BAD = GOOD + "\nfast-forward\n\n-?-\nA merge that only moves a name\n"


@dataclass(frozen=True)
class Repository:
    """A git repository, with an environment of its own."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program in the repository, and give what it said on both streams as one."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def must(self, *command: str) -> str:
        """Run a program that may not fail."""
        done = self.run(*command)
        assert done.returncode == 0, done.stdout
        return done.stdout.strip()

    def commit(self, deck: str) -> subprocess.CompletedProcess[str]:
        """Try to commit a deck."""
        (self.folder / "git.md").write_bytes(deck.encode("utf-8"))
        self.must("git", "add", "git.md")
        return self.run("git", "commit", "--message", "Change a deck")


def environment(home: Path) -> dict[str, str]:
    """The environment without what would steer git or Python, with an author and a cache."""
    ours = ("GIT_", "PYTHON", "SRS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    people = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A person"), ("EMAIL", "person@example.org"))
    }
    return kept | people | {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(home)}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository whose commits are held by the hook, as it is in this working tree."""
    surroundings = environment(tmp_path_factory.mktemp("cache"))
    project = Repository(tmp_path_factory.mktemp("project"), surroundings)
    for name in SHIPPED:
        copy(ROOT / name, project.folder / name)
    project.must("git", "init", "--quiet")
    project.must("git", "add", ".")
    project.must("git", "commit", "--quiet", "--message", "Release")
    revision = project.must("git", "rev-parse", "HEAD")
    user = Repository(tmp_path_factory.mktemp("user"), surroundings)
    user.must("git", "init", "--quiet")
    (user.folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {project.folder.as_posix()}\n    rev: {revision}\n"
        "    hooks:\n      - id: srs-check\n",
        encoding="utf-8",
    )
    user.must("git", "add", ".")
    user.must(*PRE_COMMIT, "install", "--install-hooks")
    return user


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    else:
        shutil.copy(source, target)


def reviewed(deck: str) -> str:
    """A deck after all its cards were graded."""
    parsed = parse(Source("git.md", deck), SyntaxSettings())
    schedule = Sm2Schedule(date(2026, 1, 9), 26, 250)
    edits = [
        edit
        for note in parsed.notes
        for edit in schedule_edits(parsed, note, {card.number: schedule for card in note.cards})
    ]
    return apply_edits(deck, edits)


def test_hook(repository: Repository) -> None:
    good = repository.commit(GOOD)
    assert good.returncode == 0, good.stdout
    assert "srs check" in good.stdout
    assert "Passed" in good.stdout

    bad = repository.commit(BAD)
    assert bad.returncode != 0
    assert "git.md:14:1: SRS201" in bad.stdout
    assert repository.must("git", "show", "HEAD:git.md") == GOOD.strip()

    after = repository.commit(reviewed(GOOD))
    assert after.returncode == 0, after.stdout
    assert "Passed" in after.stdout
    changed = repository.must("git", "show", "--format=", "--unified=0", "HEAD").splitlines()
    lines = [line for line in changed if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert len(lines) == 3
    assert all(line[1:].startswith("<!--SR:!") for line in lines)
