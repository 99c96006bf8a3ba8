"""Front matter: our keys, what is wrong with it, and that nothing in it takes long."""

from __future__ import annotations

import subprocess
import sys
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from srs.collection import bounded_yaml, front_matter
from srs.collection.front_matter import FrontMatter, read_front_matter


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("tags:\n  - flashcards/bio", ("flashcards/bio",)),
        ("tags: flashcards/art", ("flashcards/art",)),
        ("tags:\n  - flashcards/a\n  - flashcards/b", ("flashcards/a", "flashcards/b")),
        ("tags: [flashcards]", ("flashcards",)),
        ("sr-due: 2024-04-01\nsr-interval: 7\nsr-ease: 270\ntags: [flashcards]", ("flashcards",)),
        ("tag: flashcards", ("flashcards",)),
        ("tags: a, b  c,d", ("a", "b", "c", "d")),
        ('tags: ["#a", "##b"]', ("a", "b")),
        ('tags: "#a #b"', ("a", "b")),
        ("tags: [b, a]\ntag: [a, c]", ("b", "a", "c")),
        ("tags: [on, no, 2024, 2024-01-01, 1:30]", ("on", "no", "2024", "2024-01-01", "1:30")),
        ("tags:\n  - a\n  -\n  - '#'", ("a",)),
        ("tags:", ()),
        ("tags: []", ()),
        ("tags: ''", ()),
    ],
)
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    read = read_front_matter(text)
    assert read == FrontMatter(tags=tags, deck_tags=read.deck_tags)


def test_tag_alone_makes_no_deck() -> None:
    read = read_front_matter("tag: a\ntags: [b, b]")
    assert (read.tags, read.deck_tags) == (("b", "a"), ("b", "b"))


@pytest.mark.parametrize(
    ("text", "deck"),
    [
        ("deck: Biology", "Biology"),
        ("title: x\n'deck': '  Größe 漢字 '", "Größe 漢字"),
        ("deck: 2024-02-30", "2024-02-30"),
        ("deck: yes", "yes"),
        ("{deck: a}", "a"),
        ("deck: |\n  one line\n", "one line"),
        ("deck:", None),
        ("deck: ''", None),
        ("# deck: x", None),
        ("sub:\n  deck: x", None),
    ],
)
def test_deck(text: str, deck: str | None) -> None:
    assert read_front_matter(text) == FrontMatter(deck=deck)


def test_settings_keep_their_types() -> None:
    text = (
        "srs:\n  algorithm: fsrs\n  review: {new: 5, bury: false}\n  sm2:\n    hard_factor: 0.7\n"
    )
    assert read_front_matter(text).srs == {
        "algorithm": "fsrs",
        "review": {"new": 5, "bury": False},
        "sm2": {"hard_factor": 0.7},
    }


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("deck: a: b", 2, "cannot be read as YAML"),
        ("title: x\ndeck: [a\n", 4, "cannot be read as YAML"),
        ("deck: x\n\tb: 1", 3, "cannot be read as YAML"),
        ("deck: x\n...\nmore", 4, "cannot be read as YAML"),
        ("deck: x\ndeck: y", 3, "the key 'deck' is there twice"),
        ("deck: x\nsrs: {a: 1, b: {c: 1, c: 2}}", 3, "the key 'c' is there twice"),
        ("a: &x 1\ndeck: *x", 2, "anchors"),
        ("deck: *x", 2, "aliases"),
        ("deck: !!timestamp x", 2, "tags of YAML"),
        ("deck: !!python/object/apply:os.system [ls]", 2, "tags of YAML"),
        ("? [deck]\n: x", 2, "unhashable key"),
        ("deck: x\ny: \x07", 3, "it holds a control character"),
        ("deck: x\ny: \udcff", 3, "it holds a byte that is not UTF-8"),
        ("deck: x\n" + "a" * 70_000, 2, "it is longer than 64 kB"),
        ("- deck", 2, "must hold keys with values"),
        ("deck", 2, "must hold keys with values"),
    ],
)
def test_text_that_cannot_be_read(text: str, line: int, what: str) -> None:
    read = read_front_matter(text)
    assert (read.deck, read.tags, read.srs, read.problem_line) == (None, (), None, line)
    assert read.problem is not None
    assert what in read.problem
    assert read.problem.endswith(".")
    assert "\n" not in read.problem


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("tags: a\ndeck: 5", 3, "`deck` in the front matter (line 3) must be text on one line"),
        ("tags: a\ndeck: |\n  one\n  two", 3, "`deck` in the front matter (line 3) must be text"),
        ("\n\ntag: {a: b}\ntags: a", 4, "`tag` in the front matter (line 4) must be a list of"),
        ("tags: [a, [b]]", 2, "`tags` in the front matter (line 2) must be a list of words"),
        ("tags: [a, true, 1.5]", 2, "`tags` in the front matter (line 2) must be a list of words"),
        ("tags: a\nsrs: [1]", 3, "`srs` in the front matter (line 3) must be settings"),
        ("tags: a\nsrs: {1: 2}", 3, "`srs` in the front matter (line 3) must be settings"),
    ],
)
def test_wrong_type_leaves_the_rest(text: str, line: int, problem: str) -> None:
    read = read_front_matter(text)
    assert (read.deck, read.tags, read.srs) == (None, ("a",), None)
    assert read.problem is not None
    assert read.problem.startswith(problem)
    assert read.problem_line == line


def test_first_problem_is_told() -> None:
    problem = read_front_matter("srs: 1\ndeck: 5").problem
    assert problem is not None
    assert problem.startswith("`deck`")


def test_only_strict_reading_finds_faults_in_what_is_not_ours() -> None:
    text = "title: a: b\ndate: x"
    assert read_front_matter(text) == FrontMatter()
    assert read_front_matter(text, strict=True).problem_line == 2
    assert read_front_matter("title: a", strict=True) == FrontMatter()
    assert read_front_matter("\n# nothing\n", strict=True) == FrontMatter()


@pytest.mark.parametrize(
    "text",
    [
        "deck: " + "[" * 60_000,
        "deck: " + "{a: " * 15_000,
        "- " * 30_000 + "deck",
        "? " * 30_000 + "deck",
        "deck: " + "[[" * 10 + "]]" * 10 + "\n" + "[" * 50_000,
        "deck: x\na0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(99)),
        "deck: x\n<<: *a",
        'deck: "' + "\\x" * 20_000,
    ],
    ids=["lists", "maps", "items", "questions", "both", "bomb", "merge", "escapes"],
)
def test_bombs_are_one_sentence(text: str) -> None:
    read = read_front_matter(text)
    assert read.problem is not None
    assert len(read.problem) < 200


def test_nesting_may_be_twenty_deep() -> None:
    assert read_front_matter("srs: {a: " + "[" * 18 + "]" * 18 + "}").problem is None
    assert "20 deep" in str(read_front_matter("srs: {a: " + "[" * 19 + "]" * 19 + "}").problem)


def test_numbers_too_long_to_convert_are_text() -> None:
    assert read_front_matter("deck: " + "9" * 20_000).deck == "9" * 20_000
    assert read_front_matter("deck: " + "1:" * 20_000 + "1").deck == "1:" * 20_000 + "1"


def test_yaml_is_not_imported_without_need() -> None:
    code = (
        "import sys; from srs.collection.front_matter import read_front_matter as read\n"
        "read(''); read('title: x'); print('yaml' in sys.modules)\n"
        "read('deck: |\\n x'); print('yaml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["False", "True"]


YAML_WORDS = "deck tags srs : [ ] { } ' # | > &a *a !!int ! % @ ` << = ~ 0x1 09 1e9 - ? , --- ... é"
YAML_BLANKS = [" ", "\n", "  ", "- ", "\t", "\r", "\x85", "\u2028", "\ufeff", "\0", "\udc80"]
YAML_PIECES = st.sampled_from([*YAML_WORDS.split(), *YAML_BLANKS, '"', "\\"])


def test_slow_loader_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "deck: yes\ntags: [a, 09]\nsrs: {a: 1.5, b: [true, ~]}"
    fast = read_front_matter(text)
    bounded_yaml._loader.cache_clear()
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert read_front_matter(text) == fast
    assert read_front_matter("a: x\ndeck: [").problem_line == 3
    assert read_front_matter("deck: " + "[" * 60_000).problem_line == 2
    bounded_yaml._loader.cache_clear()


@given(st.lists(YAML_PIECES, max_size=30).map("".join) | st.text())
def test_any_text_gives_metadata_or_a_sentence(text: str) -> None:
    read = read_front_matter(text, strict=True)
    assert (read.problem is None) == (read.problem_line == 0)
    assert read.problem_line <= text.count("\n") + 3
    assert read.deck is None or read.deck.strip()
    assert all(read.tags)


PLAIN = st.sampled_from(
    [
        *("a", "Ab/c", "x y", "n", "no", "Null", "true", "12", "1.5", "1e5", "0x1", "2025-11-27"),
        *("it's (so)", "a.", "[a, b/c]", "[a]", "[a, a]", "[null, a]", "[12]", "[]", "", "a: b"),
        *("a #b", "a  b", "a ", "- a", "a,b", "é", "v1.2", "[a,b]", "a-b", "a\tb", "[a b]", "a:"),
        *(
            "'q'",
            "'it''s'",
            '"q: #r"',
            '"a\\n"',
            '"',
            '"" ',
            "[\"#a\", 'b c']",
            "['a','b']",
            "['a'b]",
        ),
        *(
            "a:b",
            "a#b",
            "https://a.b/c?d=e&f#g",
            "10:30",
            "a [b] {c}",
            "漢字 ñ",
            "²",
            "٣",
            "_a",
            "é: a",
        ),
        *(
            "a\u3000",
            "\u3000a",
            "a\u2028b",
            "a\u0085b",
            "\ufeffa",
            "a\xa0",
            "“a”",
            "🎓 a",
            "*a",
            "&a b",
        ),
        *(
            "|",
            ">",
            "~",
            "!a",
            "%a",
            "@a",
            "{a: b}",
            "[a, [b]]",
            "[a, b",
            "? a",
            "a # b",
            "[on, a]",
        ),
    ]
)
KEYS = st.sampled_from(["deck", "tags", "tag", "title", "created", "a-b", "srs", "null", "x"])


KEY_LINES = st.tuples(KEYS, st.sampled_from([":", ": ", ":  ", " : "]), PLAIN).map("".join)
ITEM_LINES = st.tuples(st.sampled_from(["", "  ", " "]), st.sampled_from(["- ", "-  ", "-"]), PLAIN)
ODD_LINES = st.sampled_from(["", "  ", "# c", "  # c: d", "-", "  a: b", "  c", "---", "...", "a"])


@given(
    lines=st.lists(KEY_LINES | ITEM_LINES.map("".join) | ODD_LINES, max_size=6),
    blank=st.booleans(),
    strict=st.booleans(),
)
@settings(max_examples=500)
def test_plain_lines_are_read_as_yaml_reads_them(
    lines: list[str], blank: bool, strict: bool
) -> None:
    text = "\n".join(lines) + "\n" * blank
    quick = read_front_matter(text, strict)
    with mock.patch.object(front_matter, "plain_values", return_value=None):
        assert quick == read_front_matter(text, strict)


@pytest.mark.parametrize(
    ("text", "deck", "tags"),
    [
        (
            "title: What a cell is (1)\ntags: [biology/a, cell]\ndeck: A/b c",
            "A/b c",
            "biology/a cell",
        ),
        ("tags:\n  - a\n  - b/c\naliases: []\npublish: true\ntitle: 漢字 — ñ", None, "a b/c"),
        ("tags:\n- '#a'\n- b\n\n# by hand\nDate created: 2025-11-27T10:30", None, "a b"),
        ('deck: "A: b"\nsource: https://a.org/b?c#d\ntags: a, b', "A: b", "a b"),
        ("tags:\ndeck:\ncssclasses:\n  - wide page\n", None, ""),
    ],
)
def test_most_front_matter_is_plain(text: str, deck: str | None, tags: str) -> None:
    with mock.patch("srs.collection.bounded_yaml.load", side_effect=AssertionError):
        words = tuple(tags.split())
        assert read_front_matter(text) == FrontMatter(deck, words, words)
