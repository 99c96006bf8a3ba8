"""Finding decks: what counts, in which order, what is left out and why; ignoring as git does."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.collection.find import find_decks
from srs.errors import SourceError

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX file system")


def lay(root: Path, *names: str) -> Path:
    """Write empty files; give their root."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def write(file: Path, *lines: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def shown(cwd: Path, *paths: str, exclude: Sequence[str] = ()) -> list[str]:
    found = find_decks([Path(path) for path in paths or ["."]], exclude, cwd)
    return [deck.shown for deck in found.decks]


def skipped(cwd: Path, *paths: str) -> dict[str, str]:
    return dict(find_decks([Path(path) for path in paths or ["."]], (), cwd).skipped)


def test_endings_in_any_case_in_the_order_of_names(tmp_path: Path) -> None:
    lay(tmp_path, "b.md", "a/z.MD", "a.md", "a-b/x.md", "B.Markdown", "c.txt", "md", "a/b/c.md")
    assert shown(tmp_path) == ["B.Markdown", "a/b/c.md", "a/z.MD", "a-b/x.md", "a.md", "b.md"]
    assert not skipped(tmp_path)


def test_named_files_count_whatever_their_ending_in_the_order_given(tmp_path: Path) -> None:
    lay(tmp_path, "x.txt", "a.md", ".trash/old", "sub/b.md")
    write(tmp_path / ".gitignore", "*")
    paths = ("x.txt", "sub/b.md", ".trash/old", "a.md")
    assert tuple(shown(tmp_path, *paths, exclude=["*"])) == paths


def test_paths_are_absolute_and_shown_from_the_current_folder(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.md", "out/b.md")
    cwd = tmp_path / "in"
    found = find_decks([Path(), Path("../out"), tmp_path / "out" / "b.md", cwd], (), cwd)
    assert [(deck.path, deck.shown) for deck in found.decks] == [
        (cwd / "a.md", "a.md"),
        (Path(os.path.realpath(tmp_path)) / "out" / "b.md", "../out/b.md"),
    ]
    absolute = find_decks([tmp_path / "out"], (), cwd).decks
    assert absolute[0].shown == f"{tmp_path.as_posix()}/out/b.md"


def test_hidden_folders_are_passed_by_unless_named(tmp_path: Path) -> None:
    lay(tmp_path, ".obsidian/a.md", ".trash/b.md", "c/.git/d.md", "c/e.md", "._c.md", ".#c.md")
    assert shown(tmp_path) == ["c/e.md"]
    assert shown(tmp_path, ".trash") == [".trash/b.md"]
    assert not skipped(tmp_path)


def test_copies_from_conflicts_are_told(tmp_path: Path) -> None:
    names = [
        "a.sync-conflict-20240101-101010-ABCDEFG.md",
        "a (conflicted copy 2024-01-01).md",
        "a (Ann's conflicted copy 2024-01-01).md",
    ]
    lay(tmp_path, "a.md", *names)
    assert shown(tmp_path) == ["a.md"]
    assert sorted(skipped(tmp_path)) == sorted(names)
    assert shown(tmp_path, names[0]) == [names[0]]


def test_folder_with_the_name_of_a_deck_is_a_folder(tmp_path: Path) -> None:
    assert shown(lay(tmp_path, "a.md/b.md")) == ["a.md/b.md"]


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("biologie.md", "; did you mean biology.md?"),
        ("sub/cels.md", "; did you mean sub/cells.md?"),
        ("biology", "; did you mean biology.md?"),
        ("subs", "; did you mean sub?"),
        ("quantum.md", "."),
        ("gone/cells.md", "."),
    ],
)
def test_missing_path_is_named_with_a_guess(tmp_path: Path, missing: str, sentence: str) -> None:
    lay(tmp_path, "biology.md", "sub/cells.md")
    with pytest.raises(SourceError) as caught:
        shown(tmp_path, missing)
    assert str(caught.value) == f"{missing}: there is no such file or folder{sentence}"


def test_impossible_names_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    for path in ("a\0b", "x" * 5000, "a.md/b"):
        with pytest.raises(SourceError, match="^'?" + path[:1]):
            shown(tmp_path, path)


@POSIX
def test_bytes_that_are_not_utf8_stay_in_paths(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        lay(tmp_path, name)
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    write(tmp_path / ".gitignore", "x.md")
    found = find_decks([Path()], ["y"], tmp_path)
    assert [(deck.path, deck.shown) for deck in found.decks] == [(tmp_path / name, name)]


@POSIX
def test_linked_file_is_taken_once_by_its_own_name(tmp_path: Path) -> None:
    lay(tmp_path, "m.md", "n.md", "real/deck.md")
    (tmp_path / "alias.md").symlink_to("m.md")
    (tmp_path / "z.md").symlink_to("real/deck.md")
    os.link(tmp_path / "n.md", tmp_path / "other.md")
    assert shown(tmp_path) == ["m.md", "n.md", "real/deck.md"]
    assert skipped(tmp_path) == {
        "alias.md": "another name of m.md",
        "other.md": "another name of n.md",
        "z.md": "another name of real/deck.md",
    }
    assert shown(tmp_path, "alias.md") == ["alias.md"]


@POSIX
def test_link_out_of_the_folder_is_followed(tmp_path: Path) -> None:
    lay(tmp_path, "out/deck.txt", "in/b.md")
    (tmp_path / "in" / "a.md").symlink_to("../out/deck.txt")
    (tmp_path / "in" / "c.txt").symlink_to("b.md")
    assert shown(tmp_path / "in") == ["a.md", "b.md"]
    assert not skipped(tmp_path / "in")


def test_same_file_named_twice_is_one_deck(tmp_path: Path) -> None:
    lay(tmp_path, "sub/a.md", "sub/b.md")
    assert shown(tmp_path, "sub/b.md", "sub", ".") == ["sub/b.md", "sub/a.md"]
    assert not skipped(tmp_path, "sub/b.md", "sub", ".")


@POSIX
def test_linked_folders_are_entered_only_if_named(tmp_path: Path) -> None:
    lay(tmp_path, "vault/a.md", "elsewhere/b.md")
    (tmp_path / "vault" / "link").symlink_to("../elsewhere")
    (tmp_path / "vault" / "self").symlink_to(".")
    vault = tmp_path / "vault"
    assert shown(vault) == ["a.md"]
    assert list(skipped(vault)) == ["link", "self"]
    assert "link to a folder" in skipped(vault)["self"]
    assert shown(vault, "link") == ["link/b.md"]


@POSIX
def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to("nothing")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert shown(tmp_path) == []
    assert skipped(tmp_path) == {
        "gone.md": "a link that leads nowhere: it does not exist",
        "loop.md": "a link that leads nowhere: its symbolic links go round in a circle",
    }
    with pytest.raises(SourceError, match="circle"):
        shown(tmp_path, "loop.md")


@POSIX
def test_pipes_and_sockets_are_no_decks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / "null.md").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as server, tempfile.TemporaryDirectory() as short:
        server.bind(f"{short}/s.md")
        assert skipped(Path(short)) == {"s.md": "a socket, not a file"}
    assert shown(tmp_path) == []
    assert skipped(tmp_path) == {
        "null.md": "a device, not a file",
        "pipe.md": "a pipe, not a file",
    }
    with pytest.raises(SourceError, match=r"^pipe.md: this is a pipe, not a file or a folder\.$"):
        shown(tmp_path, "pipe.md")


@POSIX
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "closed/b.md")
    write(tmp_path / ".gitignore", "a.md")
    (tmp_path / "closed").chmod(0)
    (tmp_path / ".gitignore").chmod(0)
    try:
        if os.access(tmp_path / "closed", os.R_OK):
            pytest.skip("this user may read everything")
        assert shown(tmp_path) == ["a.md"]
        assert skipped(tmp_path) == {
            ".gitignore": "cannot be read: you have no permission; it hides nothing",
            "closed/": "cannot be looked into: you have no permission",
        }
        assert list(skipped(tmp_path / "closed")) == ["."]
    finally:
        (tmp_path / "closed").chmod(0o700)


@POSIX
def test_deep_folders_are_reached(tmp_path: Path) -> None:
    deep = "d/" * 1200
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(1200):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(os.open("a.md", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    finally:
        os.close(here)
    assert shown(tmp_path) == [f"{deep}a.md"]
    (tmp_path / deep / "a.md").unlink()
    for depth in range(1200, 0, -1):  # for pytest cannot clean up that deep
        (tmp_path / ("d/" * depth)).rmdir()


def test_exclude_counts_from_its_root(tmp_path: Path) -> None:
    lay(tmp_path, "a/x.md", "a/b/x.md", "x.md", "drafts/y.md", "a/drafts/keep.md")
    vault = tmp_path / "a"

    def left(exclude: list[str], root: Path) -> list[str]:
        return [deck.shown for deck in find_decks([Path()], exclude, vault, root).decks]

    assert left(["/x.md"], tmp_path) == ["b/x.md", "drafts/keep.md", "x.md"]
    assert left(["/x.md"], vault) == ["b/x.md", "drafts/keep.md"]
    assert left(["a/x.md", "drafts/"], tmp_path) == ["b/x.md"]
    assert left(["*.md", "!keep.md"], tmp_path) == ["drafts/keep.md"]
    assert left(["/b"], tmp_path / "drafts") == ["drafts/keep.md", "x.md"]
    assert left(["# x.md", "", "[z-a].md", "b\\"], vault) == ["b/x.md", "drafts/keep.md", "x.md"]


def test_exclude_and_gitignore_hide_apart(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "b.md", "c.md")
    write(tmp_path / ".gitignore", "a.md", "!b.md")
    assert shown(tmp_path, exclude=["b.md", "!a.md"]) == ["c.md"]


def test_gitignore_outside_of_a_repository_counts_from_the_folder_down(tmp_path: Path) -> None:
    lay(tmp_path, "a/x.md", "a/y.md", "a/b/y.md", "a/b/z.md")
    write(tmp_path / ".gitignore", "x.md")
    write(tmp_path / "a" / ".gitignore", "y.md")
    write(tmp_path / "a" / "b" / ".gitignore", "!y.md", "z.md")
    assert shown(tmp_path, "a") == ["a/b/y.md", "a/x.md"]


def test_repository_within_begins_anew(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "inner/a.md", "inner/b.md")
    write(tmp_path / ".gitignore", "a.md")
    write(tmp_path / "inner" / ".git", "gitdir: elsewhere")
    assert shown(tmp_path) == ["inner/a.md", "inner/b.md"]


def test_named_folder_is_looked_into_even_if_hidden(tmp_path: Path) -> None:
    lay(tmp_path, ".git/HEAD", "private/a.md", "private/b.md")
    write(tmp_path / ".gitignore", "private/", "b.md")
    assert shown(tmp_path) == []
    assert shown(tmp_path, "private") == ["private/a.md"]


def test_pathspec_is_imported_for_patterns_only(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    write(tmp_path / ".gitignore", "# nothing", "")
    code = (
        "import sys; from pathlib import Path; from srs.collection.find import find_decks\n"
        "here = Path(sys.argv[1])\n"
        "find_decks([here], (), here); print('pathspec' in sys.modules)\n"
        "find_decks([here], ['x'], here); print('pathspec' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


# Every pattern meets every file of this tree, alone or in company.
TREE = (
    *("a.md", "b.md", "a/a.md", "a/b.md", "a/b/a.md", "a/b/c.md", "b/a/b.md", "b/c.md", "c/d/e.md"),
    *("ab.md", "a b.md", "#a.md", "!a.md", "foo/bar/baz.md", "foo/a.md", "build/out/x.md"),
)
PATTERNS = (
    *("*", "**", "*/", "**/", "/*", "/**", "/*/", "*.md", "/*.md", "a", "a/", "/a", "/a/", "a/*"),
    *("a/**", "a/**/", "a/*/", "**/a", "**/a/", "**/b.md", "a/**/c.md", "**/b/**", "a/b", "b/a/"),
    *("foo", "foo/**", "foo/bar/", "foo/*", "bar", "?.md", "[ab].md", "[!a].md", "[a-b]*", "a*b*"),
    *("\\#a.md", "\\!a.md", "#a.md", "a b.md", "a.md ", "a.md\\ ", " a.md", "a?b.md", "b/**/b.md"),
    *("/", "//", "", "a//b", "c/d/e.md", "/c/d", "d/e.md", "**/d/e.md", "build", "out/", "**md"),
    *("*/a.md", "*/*", "*/**", "**/*", "**/**", "**/*.md", "***", "[z-a].md", "[", "a\\", "\\a.md"),
)
LINES = st.lists(st.builds(str.__add__, st.sampled_from(["", "", "!"]), st.sampled_from(PATTERNS)))
GIT = shutil.which("git")


class Repository:
    """A repository with the files of TREE; git says what it would take."""

    def __init__(self, root: Path) -> None:
        self.root = lay(root, *TREE)
        self.git("init", "-q")

    def git(self, *words: str) -> str:
        assert GIT
        settings = ["-c", "core.excludesFile=", "-c", "core.quotePath=false"]
        command = [GIT, *settings, *words]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout

    def taken(self) -> list[str]:
        listed = self.git("ls-files", "-z", "-o", "--exclude-standard").split("\0")
        decks = [name for name in listed if name.endswith(".md")]
        return sorted(decks, key=lambda name: name.split("/"))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    if not GIT:
        pytest.skip("git is not installed")
    return Repository(tmp_path_factory.mktemp("repository"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_hides_what_it_hides_from_git(repository: Repository, pattern: str) -> None:
    for lines in ([pattern], ["*.md", f"!{pattern}"], ["*", "!*/", f"!{pattern}"]):
        write(repository.root / ".gitignore", *lines)
        assert shown(repository.root) == repository.taken(), lines
    (repository.root / ".gitignore").unlink()


@settings(max_examples=40, deadline=None)
@given(top=LINES, lower=LINES, lowest=LINES, own=LINES)
def test_files_of_patterns_go_together_as_in_git(
    repository: Repository, top: list[str], lower: list[str], lowest: list[str], own: list[str]
) -> None:
    root = repository.root
    write(root / ".gitignore", *top)
    write(root / "a" / ".gitignore", *lower)
    write(root / "a" / "b" / ".gitignore", *lowest)
    write(root / ".git" / "info" / "exclude", *own)
    try:
        taken = repository.taken()
        assert shown(root) == taken
        inside = [name for name in taken if name.startswith("a/b/")]
        assert not inside or shown(root, "a/b") == inside
    finally:
        for folder in (root, root / "a", root / "a" / "b"):
            (folder / ".gitignore").unlink()


def test_line_ends_and_marks_in_gitignore(repository: Repository) -> None:
    for data in (
        b"a.md\r\nb/\r\n",
        b"\xef\xbb\xbfa.md\n",
        b"a.md",
        b"caf\xe9\na.md\n",
        b"a.md\rb\n",
    ):
        (repository.root / ".gitignore").write_bytes(data)
        assert shown(repository.root) == repository.taken(), data
    (repository.root / ".gitignore").unlink()
