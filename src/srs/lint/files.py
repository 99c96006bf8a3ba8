"""Rules for what goes wrong with a file as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.markdown.blocks import FENCED, Kind
from srs.pieces import Span
from srs.text import BOM

CONFLICT = "SRS302"
_OURS = re.compile(r"<{7}(?: |$)")
_THEIRS = re.compile(r">{7}(?: |$)")
_CODE = FENCED | {Kind.INDENTED}
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


def unclosed_fence(deck: CheckedDeck) -> Iterator[Finding]:
    line = deck.parsed.blocks.unclosed_fence
    if line is not None:
        yield Finding(
            deck.source.line_span(line),
            "This code fence is never closed: everything below it is code. Close it with as many "
            "of the same marks on a line of their own.",
        )


def conflicts(deck: CheckedDeck) -> Iterator[Finding]:
    text, lines, kinds = deck.source.text, deck.source.lines, deck.parsed.blocks.kinds
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    begin: int | None = None
    for number, line in enumerate(lines):
        if kinds[number] in _CODE:
            continue
        if _OURS.match(line):
            if begin is not None:
                yield _conflict(deck, begin, begin)
            begin = number
        elif _THEIRS.match(line) and (begin is not None or not _is_quoted(lines, number)):
            yield _conflict(deck, number if begin is None else begin, number)
            begin = None
    if begin is not None:
        yield _conflict(deck, begin, begin)


def _conflict(deck: CheckedDeck, first: int, last: int) -> Finding:
    where = f"lines {first + 1} to {last + 1}" if last > first else "this line"
    return Finding(
        deck.source.line_span(first),
        f"A merge left its marks in {where}. Choose what shall stay, and delete the marks.",
    )


def _is_quoted(lines: list[str], number: int) -> bool:
    """Whether a line of seven `>` stands beside another quoted line."""
    around = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return any(line.startswith(">") for line in around)


def wrong_front_matter(deck: CheckedDeck) -> Iterator[Finding]:
    if deck.front_matter_problem:
        line = deck.source.line_span(deck.front_matter_line - 1)
        yield Finding(line, deck.front_matter_problem)


def unclosed_front_matter(deck: CheckedDeck) -> Iterator[Finding]:
    lines = deck.source.lines
    if deck.parsed.blocks.front_matter_end or len(lines) < 2:
        return
    if lines[0].removeprefix(BOM).rstrip(" \t") == "---" and _KEY.match(lines[1]):
        yield Finding(
            deck.source.line_span(0),
            "This front matter is never closed, and is not read. Put a line `---` under it.",
        )


def not_utf8(deck: CheckedDeck) -> Iterator[Finding]:
    places = [match.start() for match in _NOT_UTF8.finditer(deck.source.text)]
    if places:
        first = places[0]
        byte = ord(deck.source.text[first]) - 0xDC00
        more = f", and {len(places) - 1} more below" if len(places) > 1 else ""
        yield Finding(
            Span(first, first + 1),
            f"The byte 0x{byte:02X} here is not UTF-8{more}. Save the file as UTF-8.",
        )


def mixed_line_ends(deck: CheckedDeck) -> Iterator[Finding]:
    text = deck.source.text
    if "\r" not in text:
        return
    kinds = Counter(_LINE_BREAK.findall(text)).most_common()
    if len(kinds) < 2:
        return
    rare = kinds[-1][0]
    first = next(match for match in _LINE_BREAK.finditer(text) if match.group() == rare)
    counts = ", ".join(f"{count} {_NAMES[kind]}" for kind, count in kinds)
    line = deck.source.line_of(first.start())
    yield Finding(
        deck.source.line_span(line),
        f"Line ends are mixed ({counts}); the first {_NAMES[rare]} ends this line. Let an editor "
        "give all lines the same.",
    )


RULES = (
    Rule(
        code="SRS301",
        name="unclosed-fence",
        summary="A code fence is never closed.",
        explanation="It runs to the end of the file: all notes below it are code, and are not "
        "asked. A fence is closed by a line of at least as many of the same marks, and nothing "
        "else on it.",
        bad="Say hello\n-?-\n```python\nprint('hello')\n",
        good="Say hello\n-?-\n```python\nprint('hello')\n```\n",
        check=unclosed_fence,
    ),
    Rule(
        code=CONFLICT,
        name="conflict-marker",
        summary="A merge left its marks outside code.",
        explanation="Both sides of the merge stand in the deck. As long as they do, nothing else "
        "is reported of it, and `--fix` changes nothing in it.",
        bad="Capital of Chile\n-?-\nSantiago\n<<<<<<< HEAD\n<!--SR:!2025-12-14,2,248-->\n"
        "=======\n<!--SR:!2025-12-20,6,248-->\n>>>>>>> laptop\n",
        good="Capital of Chile\n-?-\nSantiago\n<!--SR:!2025-12-20,6,248-->\n",
        check=conflicts,
    ),
    Rule(
        code="SRS303",
        name="front-matter",
        summary="The front matter cannot be read.",
        explanation="It stands between two lines `---` at the beginning of the file, and is YAML: "
        "one `key: value` per line. What cannot be read, and a `deck`, `tags` or `srs` that holds "
        "something else than it should, counts for nothing; the cards are asked all the same.",
        bad="---\ntags: [chile\n---\nCapital of Chile\n-?-\nSantiago\n",
        good="---\ntags: [chile]\n---\nCapital of Chile\n-?-\nSantiago\n",
        check=wrong_front_matter,
    ),
    Rule(
        code="SRS304",
        name="unclosed-front-matter",
        summary="The front matter is never closed.",
        explanation="Reported is a file that begins with `---` and a `key:`, and has no second "
        "line `---`. A file may well begin with a rule, and then is left in peace.",
        bad="---\ntags: [chile]\n\nCapital of Chile\n-?-\nSantiago\n",
        good="---\ntags: [chile]\n---\n\nCapital of Chile\n-?-\nSantiago\n",
        check=unclosed_front_matter,
    ),
    Rule(
        code="SRS305",
        name="not-utf8",
        summary="The file is not UTF-8.",
        explanation="Bytes that are not UTF-8 are kept when grades are written, but are shown as a "
        "question mark. They come from files in an older encoding.",
        bad="City by the harbour\n-?-\nValpara\udcedso\n",
        good="City by the harbour\n-?-\nValparaíso\n",
        check=not_utf8,
    ),
    Rule(
        code="SRS306",
        name="mixed-line-ends",
        summary="Lines end in different ways.",
        explanation="`srs` copes with it: a new comment ends as the lines around it do, and no "
        "other line is changed. Other programs do not; the plugin gives all lines the same end, "
        "and then every line of the file has changed.",
        bad="Capital of Chile\r\n-?-\nSantiago\n",
        good="Capital of Chile\n-?-\nSantiago\n",
        check=mixed_line_ends,
    ),
)
