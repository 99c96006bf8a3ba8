"""Which key does what: actions, presets, and how each is explained."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Literal

from srs.model import Rating

Preset = Literal["anki", "obsidian"]


class Action(Enum):
    """What a person can ask for during a review; the value explains it."""

    SHOW = "show the answer; then Good"
    UNDO = "undo the last step, as far back as the session goes"
    EDIT = "open the note in your editor, then go on"
    SKIP = "skip this card for now"
    BURY = "bury it until tomorrow"
    SUSPEND = "suspend its note with the tag #suspended"
    OPEN = "open a link or picture of the card"
    INFO = "the card's schedule and what each answer would make of it"
    HELP = "all keys"
    QUIT = "leave; nothing is lost"
    UP = "scroll up"
    DOWN = "scroll down"
    PAGE_UP = "a page up"
    PAGE_DOWN = "a page down"
    TOP = "to the top"
    BOTTOM = "to the end"


SCROLLING = frozenset(
    {Action.UP, Action.DOWN, Action.PAGE_UP, Action.PAGE_DOWN, Action.TOP, Action.BOTTOM}
)

_RATING_KEYS: Mapping[Preset, Mapping[Rating, str]] = {
    "anki": {Rating.AGAIN: "1", Rating.HARD: "2", Rating.GOOD: "3", Rating.EASY: "4"},
    "obsidian": {Rating.AGAIN: "0", Rating.HARD: "1", Rating.GOOD: "2", Rating.EASY: "3"},
}

ACTION_KEYS: Mapping[Action, tuple[str, ...]] = {
    Action.SHOW: ("space", "enter"),
    Action.UNDO: ("u",),
    Action.EDIT: ("e",),
    Action.SKIP: ("s",),
    Action.BURY: ("-",),
    Action.SUSPEND: ("!",),
    Action.OPEN: ("o",),
    Action.INFO: ("i",),
    Action.HELP: ("?",),
    Action.UP: ("up", "k"),
    Action.DOWN: ("down", "j"),
    Action.PAGE_UP: ("pgup",),
    Action.PAGE_DOWN: ("pgdn",),
    Action.TOP: ("home",),
    Action.BOTTOM: ("end",),
    Action.QUIT: ("q", "ctrl-c"),
}

_KEY_NAMES = {
    "space": "Space",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "pgup": "PgUp",
    "pgdn": "PgDn",
    "home": "Home",
    "end": "End",
    "ctrl-c": "Ctrl-C",
}


def rating_keys(preset: Preset) -> Mapping[Rating, str]:
    """The key of each rating, from Again to Easy."""
    return _RATING_KEYS[preset]


def bindings(preset: Preset) -> Mapping[str, Action | Rating]:
    """What each key does."""
    table: dict[str, Action | Rating] = {
        key: action for action, keys in ACTION_KEYS.items() for key in keys
    }
    return table | {key: rating for rating, key in rating_keys(preset).items()}


def key_names(action: Action) -> str:
    """The keys of an action as people read them: `Space, Enter`."""
    return ", ".join(_KEY_NAMES.get(key, key) for key in ACTION_KEYS[action])
