"""Rules for cards that the Obsidian plugin does not see, or sees otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from srs.lint.plugin_causes import cause_of_extra, cause_of_note, hidden_rest
from srs.lint.rule import CheckedDeck, Finding, Rule
from srs.markdown.card_kinds import KINDS
from srs.markdown.cloze import Clozes
from srs.markdown.tag_scopes import tag_lines
from srs.markdown.topics import has_ignored_tag, note_topics
from srs.model import Note
from srs.pieces import Span


def no_cards(deck: CheckedDeck) -> Iterator[Finding]:
    """Notes whose separator is none to the plugin, all in one finding."""
    if deck.plugin is None:
        return
    theirs, ours = deck.plugin.syntax, deck.parsed.syntax
    differs: dict[str, str] = {}
    first, count = None, 0
    patterns = Clozes(theirs.cloze_patterns)
    for note in deck.parsed.notes:
        kind = KINDS[note.kind]
        mark, other = kind.separator(ours), kind.separator(theirs)
        if mark == other and (mark or any(map(patterns.matches, _lines(deck, note)))):
            continue
        differs |= {f"`{mark}`": f"`{other}`" if other else "turned off"} if mark else {}
        first, count = first or note, count + 1
    if first is not None:
        yield Finding(_place(deck, first), _no_cards(count, differs))
    elif ours.end_marker != theirs.end_marker and deck.parsed.notes:
        yield Finding(
            _place(deck, deck.parsed.notes[0]),
            f"Notes end otherwise in Obsidian: `end_marker` is {_quoted(ours.end_marker)} here and "
            f"{_quoted(theirs.end_marker)} in the plugin's settings. Set both to the same.",
        )


def _no_cards(count: int, differs: dict[str, str]) -> str:
    notes = "1 note" if count == 1 else f"{count} notes"
    if not differs:
        return (
            f"No cards of {notes} in Obsidian: the patterns for hidden parts differ. Set them in "
            "the plugin's settings."
        )
    marks, others = " and ".join(differs), " and ".join(differs.values())
    verb = "is" if len(differs) == 1 else "are"
    return (
        f"No cards of {notes} in Obsidian: {marks} {verb} {others} there. Set the same in the "
        'plugin\'s settings, or write the deck in those of the plugin (`preset = "obsidian"`).'
    )


def lost(deck: CheckedDeck) -> Iterator[Finding]:
    if (view := deck.plugin_view) is None:
        return
    kept = view.same.keys() | view.altered.keys()
    notes = [note for note in deck.parsed.notes if note.number not in kept]
    rest = hidden_rest(view)
    hidden = sum(note.first_line > rest for note in notes) if rest is not None else 0
    if rest is not None and hidden:
        cards = "the card" if hidden == 1 else f"the cards of all {hidden} notes"
        yield Finding(
            deck.source.line_span(rest),
            f"Obsidian would lose {cards} below this line: a comment of more than one line hides "
            "the rest of the file. Write it in one line, between blank lines.",
        )
    for note in notes:
        if rest is None or note.first_line <= rest:
            what, do = cause_of_note(view, note)
            yield Finding(_place(deck, note), f"Obsidian would lose this card: {what}. {do}.")


def altered(deck: CheckedDeck) -> Iterator[Finding]:
    if (view := deck.plugin_view) is None:
        return
    for index, theirs in view.altered.items():
        note = deck.parsed.notes[index]
        ours, others = set(view.lines(note)), set(view.text_lines(theirs.lines))
        what, do = cause_of_note(view, note)
        missing, added = sorted(ours - others), sorted(others - ours)
        change = f"cut {_named(missing)} off" if missing else f"add {_named(added)} to"
        yield Finding(_place(deck, note), f"Obsidian would {change} this card: {what}. {do}.")


def extra(deck: CheckedDeck) -> Iterator[Finding]:
    if (view := deck.plugin_view) is None:
        return
    for theirs in view.extra:
        what, do = cause_of_extra(view, theirs)
        line = deck.source.line_span(theirs.lines[0])
        yield Finding(line, f"Obsidian would make a card here: {what}. {do}.")


def no_deck(deck: CheckedDeck) -> Iterator[Finding]:
    if deck.plugin is None or deck.plugin.decks is None or not deck.parsed.notes:
        return
    rules, tags = deck.plugin.decks, deck.plugin.front_tags
    place = _place(deck, deck.parsed.notes[0])
    if has_ignored_tag(tag_lines(deck.parsed.blocks), rules, tags):
        names = ", ".join(rules.ignore_tags)
        yield Finding(
            place,
            f"Obsidian passes over this file, for a tag that keeps it out ({names}). Take the tag "
            "out, if the cards are to be asked there.",
        )
    elif note_topics(deck.parsed, rules, tags, deck.plugin.folder) is None:
        what = f"no tag of a deck ({', '.join(rules.tags)})"
        if rules.by == "folders":
            what = f"no folder and {what}"
        yield Finding(
            place, f"Obsidian sees no cards in this file: it has {what}. Put such a tag at its top."
        )


def _place(deck: CheckedDeck, note: Note) -> Span:
    """The separator of a note, its first line if it has none."""
    if note.separator.end > note.separator.start:
        return note.separator
    return deck.source.line_span(deck.source.line_of(note.span.start))


def _lines(deck: CheckedDeck, note: Note) -> list[str]:
    first, last = (deck.source.line_of(offset) for offset in note.span)
    return deck.source.lines[first : last + 1]


def _named(lines: list[int]) -> str:
    """Lines (from 0) as people name them, by the first and the last."""
    first, last = lines[0] + 1, lines[-1] + 1
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _quoted(text: str) -> str:
    return f"`{text}`" if text else "empty"


RULES = (
    Rule(
        code="SRS401",
        name="no-cards-in-obsidian",
        summary="Obsidian sees no cards: the deck is written with other separators.",
        explanation="The Obsidian plugin looks for the separators of its own settings; those are "
        "`?`, `??`, `::`, `:::` and `==hidden==` unless they were changed. This is said once for a "
        "file. The other rules then tell what the plugin would do if it had the separators of the "
        "deck. In a vault that the plugin is used in, its settings are read from there.",
        bad="Capital of Chile\n-?-\nSantiago\n",
        good="---\nsrs:\n  preset: obsidian\n---\n\nCapital of Chile\n?\nSantiago\n",
        check=no_cards,
    ),
    Rule(
        code="SRS402",
        name="lost-in-obsidian",
        summary="Obsidian would lose a card.",
        explanation="The plugin passes over a line that begins with a comment, together with the "
        "line below it, and over all the rest of the file if the comment has more than one line. "
        "And it looks for `::` and `:::` first: one in the answer of a note makes a card of that "
        "line alone, and what was read of the note is thrown away. Inline code hides `::` if an "
        "odd number of backticks stands on both of its sides.",
        bad="Where does C++ keep `sort`?\n-?-\nIn the header algorithm.\nIts name is std::sort.\n",
        good="Where does C++ keep `sort`?\n-?-\nIn the header algorithm.\nIts name is "
        "`std::sort`.\n",
        check=lost,
    ),
    Rule(
        code="SRS403",
        name="altered-in-obsidian",
        summary="Obsidian would cut a card, or add lines to it.",
        explanation="The plugin knows code fences at the very start of a line only, and ends each "
        "at the first line that begins with the same marks, whatever follows them. In an indented "
        "or quoted fence a blank line ends the card, and a separator is one. Lines are also lost, "
        "or run together, where a comment begins a line (see SRS402).",
        bad="How do you count words?\n-?-\n- With a counter:\n  ```python\n"
        "  from collections import Counter\n\n  Counter(text.split())\n  ```\n",
        good="How do you count words?\n-?-\nWith a counter:\n```python\n"
        "from collections import Counter\n\nCounter(text.split())\n```\n",
        check=altered,
    ),
    Rule(
        code="SRS404",
        name="only-in-obsidian",
        summary="Obsidian makes a card of what is none here.",
        explanation="Its `::` and `==…==` stand in ordinary prose as well, and it finds separators "
        "in code whose fence is indented or quoted. Such a card is asked there, and grading it "
        "writes a comment into the text.",
        bad="Notes on C++: std::sort needs two iterators.\n",
        good="Notes on C++: `std::sort` needs two iterators.\n",
        check=extra,
    ),
    Rule(
        code="SRS408",
        name="no-deck-in-obsidian",
        summary="Obsidian takes the file for no deck.",
        explanation="In a vault the plugin asks the cards of files with a tag of `flashcardTags` "
        "(`#flashcards` unless that was changed), or of files in folders if it makes decks of "
        "these, and never those of files with an ignored tag. Only a vault with the plugin's "
        "settings is looked at so.",
        bad="Capital of Chile\n-?-\nSantiago\n",
        good="#flashcards\n\nCapital of Chile\n-?-\nSantiago\n",
        check=no_deck,
    ),
)
