"""The program in a process: exit codes, streams, options, interruption."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from srs import __version__

if TYPE_CHECKING:
    from tests.cli.program import COMMAND, SEED, TIMEOUT_SECONDS, Program, environment
else:
    from program import COMMAND, SEED, TIMEOUT_SECONDS, Program, environment

CARD = "front\n-?-\nback\n"
DUE = CARD + "<!--SR:!2025-12-14,2,248-->\n"
COMMANDS = ("review", "stats", "due", "cards", "grade", "why", "init", "doctor", "check")
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and streams")


def test_version_and_help(srs: Program) -> None:
    assert srs("--version").out == f"srs {__version__}\n"
    shown = srs("--help")
    assert (shown.code, shown.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", shown.out, re.MULTILINE)


def test_the_seed_deck(srs: Program) -> None:
    srs.write("pytorch-seed.md", SEED.read_bytes().decode())
    done = srs("stats", "--json", "--now", "2025-12-14")
    assert (done.code, done.err) == (0, "")
    total = {"new": 8, "learning": 0, "due": 2, "overdue": 1, "young": 2, "mature": 0, "total": 10}
    assert done.document["total"] == total
    assert done.document["forecast"][0] == {"date": "2025-12-14", "due": 2}


def test_very_many_decks(srs: Program) -> None:
    """So many that other processes help, of which nothing is to be seen."""
    names = [f"{number:04}.md" for number in range(1200)]
    for name in names:
        srs.write(name, f"{name} {DUE}" + "\n" + CARD)
    srs.write("bad.md", "\0")
    due = {"new": 1200, "learning": 0, "due": 1200, "overdue": 0, "young": 1200, "mature": 0}
    for words in (("--no-cache",), (), ()):
        done = srs("stats", "--json", "--now", "2025-12-14", *words)
        assert (done.code, done.err.count("bad.md")) == (1, 1)
        assert done.document["total"] == {**due, "total": 2400}
    cards = srs("cards", "--json", "--due", "--now", "2025-12-14")
    assert (cards.code, cards.err.count("bad.md")) == (1, 1)
    fronts = [(card["path"], card["front"]) for card in cards.document["cards"]]
    assert fronts == [(name, f"{name} front") for name in names]


def test_data_and_talk_are_kept_apart(srs: Program) -> None:
    srs.write("a.md", DUE)
    (srs.folder / "b.md").write_bytes(b"\0")
    done = srs("cards", "--now", "2025-12-14")
    assert done.code == 1
    assert done.out == "a.md:1  review      2025-12-14  front\n"
    assert done.err.splitlines() == [
        "srs: b.md: this is a binary file, not UTF-8 text; it was left alone.",
        "1 card",
    ]


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ("2025-12-13", 1),
        ("2025-12-14", 0),
        ("20251214", 0),
        ("2025-12-14T03:59:59", 1),
        ("2025-12-14T04:00:00Z", 0),
        ("2025-12-14T12:30:00+09:00", 1),
    ],
)
def test_pretended_moments(srs: Program, now: str, code: int) -> None:
    srs.write("a.md", DUE)
    assert srs("due", "--now", now).code == code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["due", "--nonsense"], "No such option: --nonsense"),
        (["due", "--format", "xml"], "'xml' is not one of"),
        (["review", "--limit", "-1"], "-1 is not in the range x>=0"),
        (["review", "--new", "few"], "'few' is not a valid int"),
        (["due", "--now", "yesterday"], "srs: 'yesterday' is no ISO 8601 time, such as"),
        (["due", "--now", "9999-12-31"], "srs: '9999-12-31' is too far away"),
        (["review", "--json"], "srs: --json goes with --dry-run; a review has no JSON form."),
        (["review", "--deck", "git"], "srs: There is no deck 'git'; there are: a."),
        (["cards", "--tag", "web"], "srs: No card has the tag 'web'; there are: none."),
        (["grade"], "srs: Give FILE:LINE and a rating, or --batch."),
        (["grade", "a.md", "good"], "srs: 'a.md' is no place; give FILE:LINE, such as"),
        (["grade", "a.md:1", "fine"], "srs: 'fine' is no rating; there are again, hard, good"),
        (["grade", "a.md:1", "good", "--card", "1"], "srs: a.md:1: there is no card 1; the note"),
        (["grade", "--batch", "a.md:1"], "srs: --batch takes its places from stdin"),
        (["due", "--config", "no.toml"], "srs: no.toml: the configuration cannot be read"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(srs: Program, words: list[str], sentence: str) -> None:
    srs.write("a.md", CARD)
    done = srs(*words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert (srs.folder / "a.md").read_bytes() == CARD.encode()


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("[review]\nnews = 3\n", 'srs: srs.toml:2: there is no key "news" in [review]'),
        ("algorithm = 'sm3'\n", "srs: srs.toml:1: `algorithm` must be"),
        ("= 1\n", "srs: srs.toml:1: this is not TOML"),
    ],
)
def test_a_wrong_configuration(srs: Program, toml: str, sentence: str) -> None:
    srs.write("srs.toml", toml)
    srs.write("a.md", CARD)
    for command in ("due", "review"):
        done = srs(command)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(sentence)


def test_wrong_variables(srs: Program) -> None:
    srs.write("a.md", CARD)
    done = srs("due", SRS_REVIEW_NEW="few")
    assert done.code == 2
    assert done.err.startswith("srs: SRS_REVIEW_NEW: `review.new` must be a whole number")
    done = srs("due", SRS_ALGORYTHM="sm2")
    assert (done.code, done.err) == (
        2,
        "srs: SRS_ALGORYTHM: there is no setting of this name; did you mean SRS_ALGORITHM?\n",
    )


def test_decks_that_cannot_be_read(srs: Program) -> None:
    srs.write("good.md", DUE)
    (srs.folder / "binary.md").write_bytes(b"\x7fELF\0\0")
    (srs.folder / "utf16.md").write_bytes(CARD.encode("utf-16"))
    (srs.folder / "folder.md").mkdir()
    done = srs("due", "good.md", "binary.md", "utf16.md", "qqq.md", "folder.md")
    assert (done.code, done.out) == (0, "1\n")
    assert done.err.splitlines() == [
        "srs: qqq.md: there is no such file or folder.",
        "srs: binary.md: this is a binary file, not UTF-8 text; it was left alone.",
        "srs: utf16.md: this is UTF-16, not UTF-8 text; it was left alone.",
    ]


@posix_only
def test_pipes_and_links_to_nowhere(srs: Program) -> None:
    srs.write("good.md", DUE)
    os.mkfifo(srs.folder / "pipe.md")
    (srs.folder / "link.md").symlink_to("nowhere.md")
    done = srs("due")
    assert (done.code, done.out) == (0, "1\n")
    assert done.err.splitlines() == [
        "srs: link.md: passed over: a link that leads nowhere: it does not exist",
        "srs: pipe.md: passed over: a pipe, not a file",
    ]


@posix_only
def test_a_deck_without_permission(srs: Program) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    srs.write("a.md", DUE).chmod(0)
    srs.write("b.md", DUE)
    done = srs("due", "--now", "2025-12-14")
    assert (done.code, done.out) == (0, "1\n")
    assert done.err == "srs: a.md: cannot be read: you have no permission.\n"


def test_grades_one_by_one_and_in_a_batch(srs: Program) -> None:
    path = srs.write("a.md", CARD)
    done = srs("grade", "a.md:1", "good", "--now", "2025-12-14", "--json")
    assert done.document == {
        "version": 1,
        "file": "a.md",
        "note": 0,
        "card": 0,
        "ok": True,
        "before": None,
        "after": "2025-12-17,3,250",
    }
    lines = b'{"file": "a.md", "line": 1, "rating": "easy", "now": "2025-12-17"}\nnonsense\n'
    done = srs("grade", "--batch", typed=lines)
    assert done.code == 1
    assert [json.loads(line)["ok"] for line in done.out.splitlines()] == [True, False]
    assert path.read_text() == CARD + "<!--SR:!2025-12-28,11,270-->\n"


def test_a_piped_review(srs: Program) -> None:
    path = srs.write("a.md", CARD)
    done = srs("review", "--now", "2025-12-14", typed=b"\n3\n")
    assert (done.code, done.err) == (0, "")
    assert "Question: front\n" in done.out
    assert "\033" not in done.out
    assert path.read_text() == CARD + "<!--SR:!2025-12-17,3,250-->\n"


def test_why_doctor_and_init(srs: Program) -> None:
    srs.write("a.md", DUE)
    assert srs("init").code == 0
    assert srs("init").code == 1
    assert srs("doctor", "--json").document["configuration"] == ["srs.toml"]
    assert srs("why", "a.md:1", "--json", "--now", "2025-12-14").document["due"] == "2025-12-14"


@posix_only
@pytest.mark.parametrize("command", ["cards", "stats"])
def test_a_reader_that_leaves_early(srs: Program, command: str) -> None:
    srs.write("a.md", CARD.replace("front", "front " * 50) * 2000)
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as gone:
        done = subprocess.run(
            [*COMMAND, command],
            cwd=srs.folder,
            env=environment(srs.folder),
            stdout=gone,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", [["cards", "--json"], ["stats"], ["--help"], ["why", "-h"], ["--version"]], ids=str
)
def test_a_full_disk_behind_the_output(srs: Program, words: list[str], unbuffered: str) -> None:
    srs.write("a.md", CARD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *words],
            cwd=srs.folder,
            env=environment(srs.folder, PYTHONUNBUFFERED=unbuffered),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    assert done.stderr == b"srs: the output cannot be written: the disk is full.\n"
    assert done.returncode == 1


@posix_only
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(srs: Program, closed: str) -> None:
    path = srs.write("a.md", CARD)
    for words in ("due", "grade --batch", "review"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"$@" {closed}', "sh", *COMMAND, *words.split()],
            cwd=srs.folder,
            env=environment(srs.folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        assert done.returncode == (1 if words == "due" else 0)
        assert b"should not" not in done.stderr
    assert path.read_text() == CARD


@posix_only
def test_a_folder_that_is_gone(srs: Program) -> None:
    (srs.folder / "gone").mkdir()
    done = subprocess.run(
        ["/bin/sh", "-c", 'rmdir ../gone && exec "$@"', "sh", *COMMAND, "due"],
        cwd=srs.folder / "gone",
        env=environment(srs.folder),
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == b"srs: the current folder is gone; change to one that exists.\n"


@posix_only
def test_ctrl_c_in_the_middle_of_a_batch(srs: Program) -> None:
    cards = 40
    path = srs.write("a.md", "".join(f"front {number}\n-?-\nback\n\n" for number in range(cards)))
    program = subprocess.Popen(
        [*COMMAND, "grade", "--batch", "--now", "2025-12-14"],
        cwd=srs.folder,
        env=environment(srs.folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdin
    assert program.stdout
    answers = []
    for number in range(cards):
        line = json.dumps({"file": "a.md", "note": number, "rating": "good"})
        program.stdin.write(line.encode() + b"\n")
        program.stdin.flush()
        if number == cards // 2:
            program.send_signal(signal.SIGINT)
            break
        answers.append(json.loads(program.stdout.readline()))
    out, err = program.communicate(timeout=TIMEOUT_SECONDS)
    answers += map(json.loads, out.splitlines())
    assert program.returncode == 130
    assert err == b"srs: interrupted; everything graded until now is saved.\n"
    assert all(answer["ok"] for answer in answers)
    graded = path.read_text().count("<!--SR:!2025-12-17,3,250-->")
    assert cards // 2 <= len(answers) <= graded <= len(answers) + 1
    assert sorted(each.name for each in srs.folder.iterdir()) == ["a.md", "home"]
