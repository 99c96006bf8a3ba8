"""The rule for lines that are nearly a separator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.markdown.blocks import Kind
from srs.pieces import Edit, Span

_LONGEST = 12
_USUAL = ("-?-", "-??-", "?", "??")
_LOOK_ALIKES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2e3a\u30fc", "-")
    | dict.fromkeys("\uff1f\ufe56\u061f\u2e2e", "?")
)
_BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")
_DASHES = re.compile("-+")
_AROUND = frozenset({Kind.TEXT, Kind.HEADING, Kind.FENCE_OPEN, Kind.FENCE_CLOSE, Kind.HTML})


def nearly(deck: CheckedDeck) -> Iterator[Finding]:
    syntax = deck.parsed.syntax
    separators = [text for text in (syntax.multi_basic, syntax.multi_reversed) if text]
    if not separators:
        return
    kinds = deck.parsed.blocks.kinds
    for number, line in enumerate(deck.source.lines):
        if not _may_be_one(line) or kinds[number] != Kind.TEXT:
            continue
        meant = _meant(line, separators)
        if meant and _is_between_text(deck, number, meant) and not deck.parsed.note_at(number):
            yield _finding(deck, number, meant)


def _finding(deck: CheckedDeck, number: int, meant: str) -> Finding:
    span, line = deck.source.line_span(number), deck.source.lines[number]
    bare = line.strip()
    start = span.start + line.index(bare)
    place = Span(start, start + len(bare))
    if bare.startswith(meant):
        message = f"Text stands behind the separator `{meant}`. Put it on the next line."
    elif bare in _USUAL:
        message = (
            f"`{bare}` is a separator in other settings; in yours it is `{meant}`. Write that, or "
            "change the settings (`preset`)."
        )
    else:
        message = f"This line is nearly a separator. Write `{meant}`, if it is meant as one."
    only_blanks = "".join(bare.split(" ")) == meant
    return Finding(place, message, Edit(place, meant) if only_blanks else None)


def _may_be_one(line: str) -> bool:
    return "?" in line.translate(_LOOK_ALIKES) if len(line) <= _LONGEST else line[:1] == "-"


def _meant(line: str, separators: list[str]) -> str | None:
    """The separator that a line was meant to be, None if it was meant to be none."""
    bare = line.strip()
    if bare in separators:
        return None
    for separator in separators:
        if len(separator) >= 3 and re.match(rf"{re.escape(separator)}\s", bare):
            return separator
    if len(bare) > _LONGEST:
        return None
    dashed = bare.translate(_LOOK_ALIKES)
    plain = _BLANKS.sub("", dashed)
    for separator in sorted(separators, key=len, reverse=True):
        if _DASHES.sub("-", plain) == _DASHES.sub("-", separator):
            return separator
        if len(separator) >= 3 and dashed in (separator[1:], separator[:-1]):
            return separator
    return _of_other_preset(plain, separators) if plain == bare else None


def _of_other_preset(plain: str, separators: list[str]) -> str | None:
    """The separator with as many question marks as one of the other usual settings."""
    if plain not in _USUAL:
        return None
    marks = plain.count("?")
    return next((text for text in separators if text.count("?") == marks), None)


def _is_between_text(deck: CheckedDeck, number: int, meant: str) -> bool:
    """Whether text stands directly above a line, and directly below it or behind the separator."""
    kinds = deck.parsed.blocks.kinds
    if number == 0 or kinds[number - 1] not in _AROUND:
        return False
    if deck.source.lines[number].strip().startswith(meant):
        return True
    return number + 1 < len(kinds) and kinds[number + 1] in _AROUND


RULES = (
    Rule(
        code="SRS205",
        name="nearly-separator",
        summary="A line between text is nearly a separator.",
        explanation="Reported is a line with text directly above and below that is a separator "
        "but for blanks (`- ? -`), a missing or doubled dash (`-?`, `--?--`), other dashes or "
        "question marks (`—?—`), or the separator of other settings (`?` where `-?-` is set); and "
        "a separator with text behind it. Lines within a note that has a separator are left in "
        "peace.\n\n"
        "`--fix` takes blanks out, and nothing else.",
        bad="Capital of Chile\n- ? -\nSantiago\n",
        good="Capital of Chile\n-?-\nSantiago\n",
        check=nearly,
    ),
)
