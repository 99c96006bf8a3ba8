"""With the index and without it the counts are the same, whatever happened to files or cache."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srs.collection import survey as surveying
from srs.collection.config import Cache, Surroundings
from srs.collection.counted import MANY_DECKS, Branch, Counted, branches_of
from srs.collection.deck_paths import DeckPath
from srs.collection.find import find_decks
from srs.collection.index import FILE, Index
from srs.collection.known_decks import KnownDecks
from srs.collection.recount import count_changed
from srs.collection.survey import Survey, survey
from srs.collection.wanted import Wanted
from srs.errors import SourceError
from srs.files import status_of
from srs.stats.sums import Sums, sum_of

HOUR_NS = 3600 * 10**9
TEXTS = (
    "a\n-?-\nb\n<!--SR:!2025-12-14,2,248-->\n",
    "a\n-?-\nb\n<!--SR:!2025-12-15,2,248-->\n",
    "a\n-?-\nb\n<!--SR:!2025-12-14,1,248-->\n",
    "a\n-??-\nb\n<!--SR:!2025-12-14,2,248-->\n",
    "---\ndeck: x/y\n---\na\n-?-\nb\n",
    "---\nsrs:\n  syntax:\n    single_basic: '::'\n---\na::b\n",
    "---\nsrs:\n  algorithm: none\n---\na\n-?-\nb\n",
    "#flashcards/z\n\na\n-?-\nb\n<!--SR:!fsrs,2026-06-14T10:00:00.000Z,3,3.1,5.2,2,1,0,0,-->\n",
    "",
)


@pytest.fixture(autouse=True)
def _few_decks_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "MANY_DECKS", 0)


def later() -> int:
    return time.time_ns() + HOUR_NS


def counts(
    root: Path,
    cache: Path | None,
    *,
    now_ns: Callable[[], int] = later,
    each_deck: bool = True,
    options: Mapping[str, object] | None = None,
) -> Survey:
    given = Cache(lambda: cache, now_ns) if cache else None
    wanted = Wanted(options=tuple((options or {}).items()))
    return survey(wanted, Surroundings(root, {}, cache=given), each_deck=each_deck)


def plain_parts(each: Counted | Branch) -> object:
    return sorted((names, *sums[:4], list(sums.days), list(sums.stamps)) for names, sums in each[4])


def plain(found: Survey) -> tuple[object, ...]:
    decks: list[object] = [
        (*each[:4], each.outline, each.dues, plain_parts(each)) for each in found.decks or ()
    ]
    if isinstance(found.decks, KnownDecks):
        decks += found.decks.dues()
    branches = sorted((str(each[:4]), str(plain_parts(each))) for each in found.branches)
    return decks, branches, sorted(found.problems)


NAMES = st.sampled_from(["a.md", "b.md", "c.md", "x/a.md", "x/y/b.md", "z.md"])
STEPS = st.one_of(
    st.tuples(st.just("write"), NAMES, st.sampled_from(TEXTS)),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("swap"), NAMES, NAMES),
    st.tuples(st.just("back"), NAMES, st.sampled_from(TEXTS)),
    st.tuples(st.just("remove"), NAMES, st.just("")),
    st.tuples(st.just("link"), NAMES, NAMES),
    st.tuples(st.just("folder"), st.just("x"), st.just("w")),
    st.tuples(st.just("look"), st.sampled_from(["decks", "branches"]), st.just("")),
)


def step(root: Path, what: str, one: str, other: str) -> None:
    """Do something to the files, as far as it can be done."""
    path, second = root / one, root / other
    if what == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # links may lead in a circle
            path.write_bytes(other.encode())
    elif what == "back" and path.exists():  # an edit that leaves the time of the file as it was
        status = path.stat()
        path.write_bytes(other.encode())
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif what == "rename" and path.exists():
        second.parent.mkdir(parents=True, exist_ok=True)
        path.replace(second)
    elif what == "swap" and path.exists() and second.exists() and path != second:
        path.rename(root / "between")
        second.rename(path)
        (root / "between").rename(second)
    elif what == "link" and path.exists() and not second.exists() and second.parent.exists():
        second.symlink_to(path)
    elif what == "folder" and path.exists() and not second.exists():
        path.rename(second)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=14), by=st.sampled_from(["file", "tags", "folders"]))
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_counts_are_the_same_after_any_edits(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]], by: str
) -> None:
    root, cache = tmp_path_factory.mktemp("decks"), tmp_path_factory.mktemp("cache")
    options = {"decks.by": by, "decks.tags": ["#flashcards"]}
    for number, name in enumerate(["a.md", "x/a.md", "x/y/b.md"]):
        step(root, "write", name, TEXTS[number])
    counts(root, cache, options=options)
    for what, one, other in steps:
        step(root, what, one, other)
        each = one != "branches"
        expected = plain(counts(root, None, options=options))
        found = plain(counts(root, cache, each_deck=each, options=options))
        assert found[1:] == expected[1:]
        if each:
            assert found == expected
    assert (cache / FILE).exists()


def test_settings_of_the_collection_count(tmp_path: Path) -> None:
    root, cache = tmp_path / "decks", tmp_path / "cache"
    step(root, "write", "a.md", "a::b\n\nc\n-?-\nd\n")
    totals = []
    inline = 'single_basic = "::"\n'
    for words in ("", f"[syntax]\n{inline}", f'[deck."a.md"]\nsyntax.{inline}'):
        (root / "srs.toml").write_text(words, encoding="utf-8", newline="\n")
        for _ in range(2):
            found = counts(root, cache)
            assert plain(found) == plain(counts(root, None))
        totals.append(found.branches[0].parts[0][1].total)
    assert totals == [1, 2, 2]


def test_a_command_line_option_of_the_session_does_not_matter(tmp_path: Path) -> None:
    root, cache = tmp_path / "decks", tmp_path / "cache"
    step(root, "write", "a.md", TEXTS[0])
    counts(root, cache)
    before = (cache / FILE).read_bytes()
    counts(root, cache, options={"review.new": 3})
    assert (cache / FILE).read_bytes() == before


class Files:
    """Decks in a folder, an index, and which of them were read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "decks"
        self.index_file = folder / "cache" / FILE
        self.folder.mkdir()
        self.read: list[str] = []

    def write(self, *names: str) -> None:
        for name in names:
            (self.folder / name).write_text(name, encoding="utf-8")

    def count(self, place: DeckPath) -> tuple[Counted, object]:
        self.read.append(place.shown)
        if place.shown == "bad.md":
            raise SourceError("bad.md: bad.")
        sums = sum_of([()] * len(place.path.read_text(encoding="utf-8")))
        return Counted(place, None, True, False, (((), sums),)), status_of(place.path.stat())

    def run(self, now_ns: int) -> list[str]:
        """Count all; give the names of the files that were read for it."""
        self.read.clear()
        names = sorted(path.name for path in self.folder.iterdir())
        places = find_decks([Path()], (), self.folder)
        index = Index(self.index_file, b"stamp")
        found = count_changed(places, self.count, index, now_ns, each_deck=False)  # type: ignore[arg-type]
        total = sum(sums.new for branch in found.branches for _, sums in branch.parts)
        good = [name for name in names if name != "bad.md"]
        assert total == sum(map(len, good))
        assert len(found.problems) == len(names) - len(good)
        return list(self.read)


def test_only_changed_files_are_read(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("a.md", "bb.md", "bad.md")
    assert files.run(later()) == ["a.md", "bad.md", "bb.md"]
    assert files.run(later()) == ["bad.md"]
    files.write("bb.md")
    assert files.run(later()) == ["bad.md", "bb.md"]
    (files.folder / "bad.md").unlink()
    assert files.run(later()) == []


def test_what_is_younger_than_times_can_tell_is_read_again(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("a.md", "bb.md")
    born = max((files.folder / name).stat().st_ctime_ns for name in ("a.md", "bb.md"))
    for now_ns in (born + 10**9, born, born - HOUR_NS, born + 10**9):
        assert files.run(now_ns) == ["a.md", "bb.md"]
    assert files.run(born + 3 * 10**9) == ["a.md", "bb.md"]
    for now_ns in (born + 4 * 10**9, born, born - HOUR_NS):  # known by now, whatever the clock says
        assert files.run(now_ns) == []


def test_a_file_that_changed_while_it_was_read_is_read_again(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("a.md")
    count = files.count

    def slow(place: DeckPath) -> tuple[Counted, object]:
        counted, status = count(place)
        return counted, status._replace(size=99)  # type: ignore[attr-defined]

    files.count = slow  # type: ignore[method-assign]
    assert [files.run(later()) for _ in range(2)] == [["a.md"]] * 2


def test_a_folder_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    root, cache = tmp_path / "decks", tmp_path / "cache"
    for name in ("a.md", "x/a.md", "x/y/b.md"):
        step(root, "write", name, TEXTS[0])
    counts(root, cache)
    step(root, "rename", "x/y/b.md", "b.md")
    (root / "x" / "y").rmdir()
    counts(root, cache)
    with sqlite3.connect(cache / FILE) as connection:
        places = [each for (each,) in connection.execute("SELECT place FROM decks ORDER BY 1")]
    connection.close()
    found = [os.fsdecode(each.replace(b"\0", b"/")) for each in places]
    assert found == [f"{root}/a.md", f"{root}/b.md", f"{root}/x/a.md"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255), each=st.booleans())
def test_a_flipped_byte_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, place: float, flip: int, each: bool
) -> None:
    root, cache = tmp_path_factory.mktemp("decks"), tmp_path_factory.mktemp("cache")
    for number, name in enumerate(["a.md", "x/a.md", "x/y/b.md", "x/y/c.md"]):
        step(root, "write", name, TEXTS[number])
    expected = plain(counts(root, cache, each_deck=each))
    data = bytearray((cache / FILE).read_bytes())
    data[int(place * len(data))] ^= flip
    (cache / FILE).write_bytes(data)
    for _ in range(2):
        assert plain(counts(root, cache, each_deck=each)) == expected


def foreign(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript("PRAGMA application_id = 5; CREATE TABLE other (x);")
    connection.close()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def other_kinds(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(
        "UPDATE decks SET state = 5, deck = 'x', crc = NULL;"
        "UPDATE wholes SET states = 5, crc = NULL"
    )
    connection.close()


BREAKERS: list[Callable[[Path], object]] = [
    lambda file: file.write_bytes(b"no database at all" * 300),
    lambda file: file.write_bytes(b""),
    lambda file: file.unlink(),
    foreign,
    cut,
    other_kinds,
]


@pytest.mark.parametrize("break_it", BREAKERS)
def test_a_broken_or_foreign_index_is_thrown_away(
    tmp_path: Path, break_it: Callable[[Path], object]
) -> None:
    root, cache = tmp_path / "decks", tmp_path / "cache"
    for name in ("a.md", "x/a.md"):
        step(root, "write", name, TEXTS[0])
    counts(root, cache)
    whole = (cache / FILE).stat().st_size
    break_it(cache / FILE)
    for _ in range(2):
        assert plain(counts(root, cache)) == plain(counts(root, None))
    assert (cache / FILE).stat().st_size >= whole


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    root = tmp_path / "decks"
    step(root, "write", "a.md", TEXTS[0])
    (tmp_path / "file").write_text("", encoding="utf-8")
    in_the_way = tmp_path / "cache" / FILE
    in_the_way.mkdir(parents=True)
    for cache in (tmp_path / "file" / "cache", in_the_way.parent):
        assert plain(counts(root, cache)) == plain(counts(root, None))
    assert in_the_way.is_dir()


def test_an_index_that_is_locked_is_done_without(tmp_path: Path) -> None:
    root, cache = tmp_path / "decks", tmp_path / "cache"
    step(root, "write", "a.md", TEXTS[0])
    counts(root, cache)
    step(root, "write", "a.md", TEXTS[3])
    other = sqlite3.connect(cache / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert plain(counts(root, cache)) == plain(counts(root, None))
    other.execute("ROLLBACK")
    other.close()
    assert plain(counts(root, cache)) == plain(counts(root, None))


def test_programs_at_the_same_time_agree(tmp_path: Path) -> None:
    root, cache = tmp_path / "decks", tmp_path / "cache"
    for number in range(MANY_DECKS + 1):
        step(root, "write", f"x{number % 7}/{number}.md", TEXTS[0])
    (root / "srs.toml").write_text("", encoding="utf-8")
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "srs", "due", "--now", "2026-01-01"]
    for round_number in range(3):
        step(root, "write", "x1/1.md", TEXTS[round_number % 2])
        running = [
            subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE)
            for _ in range(3)
        ]
        answers = [process.communicate(timeout=60)[0].split() for process in running]
        assert answers == [[b"501"]] * 3


def test_branches_add_up_what_lies_side_by_side() -> None:
    one, new = sum_of([(5, 3.0)]), sum_of([()])
    decks = [
        Counted(DeckPath("/x/a.md", "x/a.md"), None, True, False, (((), one),)),
        Counted(DeckPath("/x/b.md", "x/b.md"), None, True, False, (((), new),)),
        Counted(DeckPath("/x/c.md", "x/c.md"), "x/y/c", True, False, (((), new),)),
        Counted(DeckPath("/x/d.md", "x/d.md"), None, False, False, (((), new),)),
        Counted(DeckPath("/e.md", "e.md"), None, True, True, ((("t",), one), (("u",), new))),
    ]
    assert branches_of(decks) == [
        Branch("x", None, 2, False, (((), Sums(1, 0, 1, 0, [5], [])),)),
        Branch("x", "x/y", 1, False, (((), new),)),
        Branch("", None, 1, True, ((("t",), one), (("u",), new))),
    ]
    assert [branch.name for branch in branches_of(decks)] == ["x", "x/y", ""]
