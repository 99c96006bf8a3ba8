"""Random decks, as hostile as Markdown and other people's editors can make them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from srs.markdown.parser import Parsed, parse
from srs.markdown.syntax import SyntaxSettings
from srs.model import FsrsSchedule, FsrsState, Schedule, Sm2Schedule
from srs.text import Source, decode

NATIVE = SyntaxSettings()
OBSIDIAN = SyntaxSettings(
    multi_basic="?",
    multi_reversed="??",
    single_basic="::",
    single_reversed=":::",
    cloze_patterns=("==[123;;]answer[;;hint]==",),
)
SYNTAXES = (
    NATIVE,
    SyntaxSettings(end_marker="+++"),
    SyntaxSettings(end_marker="---"),
    SyntaxSettings(same_line=True),
)

COMMENTS = (
    "<!--SR:!2025-12-14,2,248-->",
    "<!--SR:!2025-12-14,2,248!2000-01-01,1,250-->",
    "<!--SR:!2025-12-14,2,248!2026-01-01,3,250!2026-01-02,3,250,later-->",
    "<!--SR: 14-12-2025 , 2.5,2.48e2 -->",
    "<!--SR:!Wed Jun 14 2023,4,270!broken!,,-->",
    "<!--SR:!2025-13-14,2,248-->",
    "<!--SR:-->",
    "<!--SR:!2025-12-14,2,248\n!2025-12-15,2,248-->",
    "<!--SR:!fsrs,2026-06-14T10:00:00.000Z,3,3.12,5.2,2,1,0,0,2026-06-11T10:00:00.000Z-->",
    "<!--SR:!2025-12-14,2,248",
)
_PREFIXES = ("- ", "  ", "    ", "> ", ">", "1. ", "\t", " ", "* ", "10) ", "+ ", "- [ ] ")
_TEXTS = (
    "front", "back", "-?-", "-??-", " -?- ", "?", "??", "a::b", "a:::b", "`a::b` c", "==x== y",
    "# heading", "## closed ##", "#x", "one\\", "two  ", "`code", "code`", "``a`b``", "\\`a",
    "| a | b |", "|---|---|", "a | b", "--|--", "| c |", "===", "---", "- - -", "***", "+++",
    "<div>", "</div>", "<pre>", "</pre>", "<b>", "<!-- aside -->", "<!-- open", "shut -->",
    "<!-- a --> b", "<?php", "?>", "[ref]", "*em*", "**", "text ^block-1", "^id",
    "> [!sr|card-metadata]", "> [!note]", "$$", "%% hidden %%", "caf\u00e9\u00a0",
    "\u2028", "a\u0085b", "\u00a0",
    "\x0b", "\x0c", "\ufeff", "\x1c", "\udcff\udc80", "\U0001f600 e\u0301",
    "![[image.png]]", "&amp;", "#tag/sub",
)  # fmt: skip
_FENCES = ("```", "~~~", "````", "```python", "~~~~ a`b", "``` a`b", "   ```", "`````")
_CARDS = (
    "front\n-?-\nback",
    "front\n-??-\nback",
    "front\n-?-\n```python\n# code\n\nmore\n```",
    "- front\n  -?-\n  back\n\n- front\n  -?-\n  back",
    "- item\n  front\n  -?-\n  ```\n  code\n  ```\n\n- next",
    "front\n-?-\n| a | b |\n|---|---|\n| c | d |",
    "front\n-?-\n- one\n- two",
    "front\n-?-\n1. one\n\n   more\n2. two",
    "front\n-?-\nback\n---",
    "front\n-?-\nback ^id-1",
    "front\n-?-\n<!-- aside\n\nmore -->\nback",
    "front\n-?-\n<div>\nback\n</div>",
    "front\n-?-\n    code\n    code",
    "front\n-?-\n> quote",
    "front\n-?-",
    "    front\n    -?-\n    back",
)
_OBSIDIAN_CARDS = (
    "front::back",
    "one:::other",
    "- front::back",
    "- front::back\n- front::back",
    "> front::back\n> more",
    "| front::back | b |\n|---|---|\n| c::d | e:::f |",
    "front::back\nmore",
    "front\n?\nback",
    "front\n??\nback\n\n- one\n- two",
    "A ==hidden== word and ==another==",
    "# Heading ==hidden==\n- ==item==",
    "front\n?\nback::still back",
)
_BREAKS = ("\n", "\r\n", "\r")
_FRONT_MATTER = "---\ntags: [flashcards]\n# no heading\n---\n"

lines = st.builds(
    lambda prefixes, text, tail: "".join(prefixes) + text + tail,
    st.lists(st.sampled_from(_PREFIXES), max_size=3),
    st.sampled_from(_TEXTS + _FENCES + COMMENTS),
    st.sampled_from(["", "", "", "", " ", "  ", "\t", " <!--SR:!2025-12-14,2,248-->"]),
)


def _prefixed(prefix: str, block: str) -> str:
    return "\n".join(prefix + line for line in block.split("\n"))


def _blocks(cards: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Cards, perhaps in a container, perhaps with a comment in one of the places that count."""
    card = st.builds(
        _prefixed, st.sampled_from(["", "", "", "", "> ", "  ", "\t", "- "]), st.sampled_from(cards)
    )
    comment = st.sampled_from(COMMENTS)
    reviewed = st.one_of(
        st.builds("{}\n{}".format, card, comment),
        st.builds("{} {}".format, card, comment),
        st.builds("{}\n\n{}\n".format, card, comment),
        st.builds("{1}\n{0}".format, card, comment),
        st.builds("{}\n> [!sr|card-metadata]\n> {}".format, card, comment),
        st.builds("{}\n{}\n{}".format, card, comment, comment),
    )
    return st.one_of(card, reviewed, lines, lines, st.just(""), st.just(""))


def _broken(block: str, breaks: list[str]) -> str:
    """Give each line of a block a line break, the given ones in turn."""
    pieces = block.split("\n")
    return "".join(line + breaks[n % len(breaks)] for n, line in enumerate(pieces))


@st.composite
def decks(draw: st.DrawFn, syntax: SyntaxSettings = NATIVE) -> str:
    """The text of a deck as `decode` gives it."""
    cards = _CARDS if syntax.multi_basic == NATIVE.multi_basic else _CARDS[3:] + _OBSIDIAN_CARDS
    style = draw(st.sampled_from([["\n"], ["\n"], ["\r\n"], ["\r"], list(_BREAKS)]))
    blocks = draw(st.lists(_blocks(cards), min_size=1, max_size=8))
    text = draw(st.sampled_from(["", "", "", "", "\ufeff", _FRONT_MATTER]))
    text += "".join(_broken(block, style) for block in blocks)
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    return decode(text.encode("utf-8", "surrogateescape"), "deck.md")


def read(text: str, syntax: SyntaxSettings = NATIVE) -> Parsed:
    """Parse a deck's text."""
    return parse(Source("deck.md", text), syntax)


_figures = st.floats(0.001, 36525).map(lambda value: round(value, 4))
_stamps = st.integers(0, 10**12).map(
    lambda ms: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
sm2_schedules = st.builds(
    Sm2Schedule,
    due=st.dates(date(2000, 1, 2), date(2199, 12, 31)),
    interval_days=st.integers(0, 36525) | _figures,
    ease_percent=st.integers(130, 500) | _figures,
)
fsrs_schedules = st.builds(
    FsrsSchedule,
    due=_stamps,
    interval_days=st.integers(0, 36525),
    stability_days=_figures,
    difficulty=st.floats(1, 10),
    state=st.sampled_from(FsrsState),
    reps=st.integers(0, 999),
    lapses=st.integers(0, 99),
    step=st.integers(0, 3),
    last_review=_stamps,
)
schedules: st.SearchStrategy[Schedule] = sm2_schedules | fsrs_schedules
