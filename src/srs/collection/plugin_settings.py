"""What the settings of the Obsidian plugin mean here: a table, and older forms of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from srs.collection import plugin_values as read
from srs.settings.kinds import said

_CLOZES = {  # switches of older versions: their defaults then, and what they stand for
    "convertHighlightsToClozes": (True, "==[123;;]answer[;;hint]=="),
    "convertBoldTextToClozes": (False, "**[123;;]answer[;;hint]**"),
    "convertCurlyBracketsToClozes": (False, "{{[123;;]answer[;;hint]}}"),
}
_SHUFFLED = "randomizeCardOrder"  # of older versions, too
_STATE = frozenset({"buryDate", "buryList", "historyDeck"})  # stands beside settings in old files
# How the plugin does what it has no setting for.
_ALWAYS: dict[str, object] = {
    "preset": "obsidian",
    "syntax.leading_tag": True,
    "syntax.comment": "move",
    "syntax.split_in_code": True,
    "sm2.initial_ease": "plugin",
}


class Meaning(NamedTuple):
    """Our settings by their dotted keys, with the plugin's name for each that its file holds.

    `unused` names what means nothing here; `wrong` says of a name what is wrong with its value.
    """

    values: Mapping[str, object]
    names: Mapping[str, str]
    unused: tuple[str, ...]
    wrong: Mapping[str, str]


class _Setting(NamedTuple):
    """A setting of the plugin: its default there, our keys, what makes a value for each."""

    default: object
    keys: tuple[str, ...]
    read: read.Reader


def meaning(settings: Mapping[str, object]) -> Meaning:
    """Translate settings of the plugin; what they do not hold has the plugin's defaults."""
    given = _renewed({name: value for name, value in settings.items() if value is not None})
    values, names, wrong = dict(_ALWAYS), {}, {}
    for name, setting in _SETTINGS.items():
        value = given.get(name, setting.default)
        try:
            values.update(zip(setting.keys, setting.read(value), strict=True))
        except ValueError as error:
            wrong[name] = f"`{name}` must be {error}, not {said(value)}."
        if name in given:
            names.update(dict.fromkeys(setting.keys, name))
    if values.get("review.order") == "random":
        values["review.decks"] = "together"  # the plugin then takes each card from any deck
    return Meaning(values, names, () if wrong else tuple(_unused(given)), wrong)


def _renewed(given: dict[str, object]) -> dict[str, object]:
    """Put settings of older versions into their present form."""
    renewed = dict(given)
    if "clozePatterns" not in given and given.keys() & _CLOZES.keys():
        renewed["clozePatterns"] = [
            pattern for name, (default, pattern) in _CLOZES.items() if given.get(name, default)
        ]
    if "flashcardCardOrder" not in given and _SHUFFLED in given:
        renewed["flashcardCardOrder"] = f"DueFirst{'Random' if given[_SHUFFLED] else 'Sequential'}"
    return renewed


def _unused(given: Mapping[str, object]) -> Iterator[str]:
    """The names of settings, and the patterns of deletions, that mean nothing here."""
    yield from sorted(given.keys() - _SETTINGS.keys() - _CLOZES.keys() - _STATE - {_SHUFFLED})
    for pattern in read.words(given.get("clozePatterns", [])):
        if not read.is_pattern(pattern):
            yield f"clozePatterns: {pattern}"


_SETTINGS = {
    "multilineCardSeparator": _Setting("?", ("syntax.multi_basic",), read.own_line),
    "multilineReversedCardSeparator": _Setting("??", ("syntax.multi_reversed",), read.own_line),
    "singleLineCardSeparator": _Setting("::", ("syntax.single_basic",), read.inside),
    "singleLineReversedCardSeparator": _Setting(":::", ("syntax.single_reversed",), read.inside),
    "multilineCardEndMarker": _Setting("", ("syntax.end_marker",), read.own_line),
    "clozePatterns": _Setting(
        [_CLOZES["convertHighlightsToClozes"][1]], ("syntax.cloze_patterns",), read.clozes
    ),
    "cardCommentOnSameLine": _Setting(False, ("syntax.same_line",), read.flag),
    "useCalloutsForSchedulingComments": _Setting(False, ("syntax.callout",), read.flag),
    "convertFoldersToDecks": _Setting(False, ("decks.by",), read.either("folders", "tags")),
    "flashcardTags": _Setting(["#flashcards"], ("decks.tags",), read.word_list),
    "flashcardTagsToIgnore": _Setting([], ("decks.ignore_tags",), read.word_list),
    "noteFoldersToIgnore": _Setting(
        ["**/*.excalidraw.md"], ("decks.ignore_folders",), read.word_list
    ),
    "burySiblingCards": _Setting(False, ("review.bury",), read.flag),
    "flashcardCardOrder": _Setting(
        "DueFirstRandom", ("review.order", "review.shuffle"), read.one_of(read.CARD_ORDERS)
    ),
    "flashcardDeckOrder": _Setting(
        read.DECK_ORDERS[0],
        ("review.decks",),
        read.one_of(dict.fromkeys(read.DECK_ORDERS, ("one-by-one",))),
    ),
    "algorithm": _Setting(
        "SM-2-OSR", ("algorithm",), read.one_of({"SM-2-OSR": ("sm2",), "FSRS": ("fsrs",)})
    ),
    "baseEase": _Setting(250, ("sm2.base_ease",), read.whole(130, 1000)),
    "lapsesIntervalChange": _Setting(0.5, ("sm2.hard_factor",), read.factor(0.01, 1, 1)),
    "easyBonus": _Setting(1.3, ("sm2.easy_bonus",), read.factor(1, 100, 10)),
    "loadBalance": _Setting(True, ("sm2.load_balance",), read.flag),
    "maximumInterval": _Setting(
        36525, ("sm2.max_interval", "fsrs.max_interval"), read.whole(1, 36525, keys=2)
    ),
    "fsrsDesiredRetention": _Setting(0.9, ("fsrs.desired_retention",), read.factor(0.5, 0.99, 1)),
    "startOfDay": _Setting("00:00:00", ("day_starts_at",), read.clock),
}
