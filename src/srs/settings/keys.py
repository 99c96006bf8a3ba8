"""The table of all keys: what people type, what it takes, what it means."""

from __future__ import annotations

from typing import NamedTuple

from srs.markdown.syntax import SyntaxSettings
from srs.settings import Settings
from srs.settings.kinds import Choice, Clock, Clozes, Flag, Kind, Line, Number, Numbers, Texts
from srs.settings.layer import VARIABLE_PREFIX

_DEFAULTS = Settings()
_PER_DECK = ("algorithm", "preset", "syntax", "sm2", "fsrs", "check")
_PER_DECK_KEYS = ("review.new_per_day", "review.limit_per_day")
_NATIVE = SyntaxSettings()
PRESETS: dict[str, dict[str, object]] = {
    "native": {
        "syntax.multi_basic": _NATIVE.multi_basic,
        "syntax.multi_reversed": _NATIVE.multi_reversed,
        "syntax.single_basic": _NATIVE.single_basic,
        "syntax.single_reversed": _NATIVE.single_reversed,
        "syntax.cloze_patterns": _NATIVE.cloze_patterns,
    },
    "obsidian": {
        "syntax.multi_basic": "?",
        "syntax.multi_reversed": "??",
        "syntax.single_basic": "::",
        "syntax.single_reversed": ":::",
        "syntax.cloze_patterns": ("==[123;;]answer[;;hint]==",),
    },
}


class Key(NamedTuple):
    """One setting: its dotted name in TOML, what it takes, what it means.

    `field` is its name in the settings, where that carries a unit.
    """

    name: str
    kind: Kind
    doc: str
    field: str = ""

    @property
    def section(self) -> str:
        """The table that the key stands in; empty at the top level."""
        return self.name.rpartition(".")[0]

    @property
    def leaf(self) -> str:
        """The name within its table."""
        return self.name.rpartition(".")[2]

    @property
    def attribute(self) -> str:
        """The field of its settings class."""
        return self.field or self.leaf

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return VARIABLE_PREFIX + self.name.replace(".", "_").upper()

    @property
    def per_deck(self) -> bool:
        """Whether it may differ from deck to deck; else it counts for the whole collection."""
        return (self.section or self.name) in _PER_DECK or self.name in _PER_DECK_KEYS

    @property
    def default(self) -> object:
        """The value as the settings hold it when nobody sets it."""
        return self.value_in(_DEFAULTS)

    def value_in(self, settings: Settings) -> object:
        """The key's value in some settings."""
        table: object = getattr(settings, self.section) if self.section else settings
        value: object = getattr(table, self.attribute)
        return value


SECTIONS = {
    "syntax": "What is written in a deck; an empty separator turns its kind of card off.",
    "decks": "What makes a deck, and which files of a folder are none.",
    "sm2": "The constants of SM-2.",
    "fsrs": "What FSRS is run with.",
    "review": "What a session asks.",
    "keys": "The keys of the review screen.",
    "theme": "The colours of the terminal, and how it draws pictures.",
    "check": "Which rules `srs check` applies: codes, or beginnings of codes.",
    "log": "Where reviews are written down.",
}

_EASE = Number(130, 1000, whole=True)
_INTERVAL = Number(1, 36525, whole=True)
# What each parameter of FSRS-6 may be, as published with the model.
_PARAMETERS = Numbers(
    (
        *((0.001, 100),) * 4,
        *((1, 10), (0.001, 4), (0.001, 4), (0.001, 0.75)),
        *((0, 4.5), (0, 0.8), (0.001, 3.5), (0.001, 5)),
        *((0.001, 0.25), (0.001, 0.9), (0, 4), (0, 1)),
        *((1, 6), (0, 2), (0, 2), (0, 0.8), (0.1, 0.8)),
    )
)
_COUNT = Number(0, whole=True, unlimited=True)
_ORDER = Choice(("due", "new", "file", "random", "overdue"))
_THEME = Choice(("auto", "dark", "light", "high-contrast", "mono"))
_IMAGES = Choice(("auto", "kitty", "iterm2", "sixel", "blocks", "off"))

_KEYS = (
    Key("algorithm", Choice(("sm2", "fsrs")), "How intervals are found."),
    Key("day_starts_at", Clock(), "When a study day begins, in local time."),
    Key("paths", Texts(), "Decks and folders to take when a command names none."),
    Key("exclude", Texts(), "Files to leave out, in the patterns of `.gitignore`."),
    Key("preset", Choice(tuple(PRESETS)), "How cards are written, where [syntax] does not say."),
    Key("syntax.multi_basic", Line(), "The line between front and back."),
    Key("syntax.multi_reversed", Line(), "The line between two sides that are asked each way."),
    Key("syntax.single_basic", Line(blanks=True), "What parts front and back within a line."),
    Key("syntax.single_reversed", Line(blanks=True), "The same, for two sides asked each way."),
    Key("syntax.cloze_patterns", Clozes(), "How hidden parts of a text are marked."),
    Key("syntax.end_marker", Line(), "The line that ends a note, which may then have blank lines."),
    Key("syntax.same_line", Flag(), "Write schedules at the end of a note's last line."),
    Key("syntax.callout", Flag(), "Write schedules in a callout below the note."),
    Key("syntax.leading_tag", Flag(), "Take a tag that a note begins with for its deck."),
    Key(
        "syntax.comment",
        Choice(("keep", "move")),
        "Whether a schedule stays where it stands or moves to where a new one would go.",
    ),
    Key("syntax.split_in_code", Flag(), "Cut notes at separators in code too, as the plugin does."),
    Key("decks.by", Choice(("file", "tags", "folders")), "What makes a deck."),
    Key("decks.tags", Texts(), "Tags that make decks, with all below them."),
    Key("decks.ignore_tags", Texts(), "Tags that keep a file out."),
    Key("decks.ignore_folders", Texts(), "Beginnings of paths, or globs, that keep files out."),
    Key("sm2.base_ease", _EASE, "Ease of a new card, in per cent.", "base_ease_percent"),
    Key("sm2.hard_factor", Number(0.01, 1), "What Hard multiplies the interval by."),
    Key(
        "sm2.easy_bonus", Number(1, 100), "What Easy multiplies the interval by, besides the ease."
    ),
    Key("sm2.max_interval", _INTERVAL, "Longest interval, in days.", "max_interval_days"),
    Key("sm2.load_balance", Flag(), "Move long intervals to near days with fewer cards."),
    Key("sm2.overdue", Choice(("count", "plugin")), "What days late do to the interval."),
    Key("sm2.initial_ease", Choice(("base", "deck", "plugin")), "What a new card's ease is."),
    Key("fsrs.desired_retention", Number(0.5, 0.99), "Share of due cards to be recalled."),
    Key("fsrs.parameters", _PARAMETERS, "Parameters of the model, without any the published ones."),
    Key("fsrs.max_interval", _INTERVAL, "Longest interval, in days.", "max_interval_days"),
    Key("review.new", _COUNT, "At most so many new cards."),
    Key("review.limit", _COUNT, "At most so many cards."),
    Key("review.new_per_day", _COUNT, "At most so many new cards a study day, by the log."),
    Key("review.limit_per_day", _COUNT, "At most so many cards a study day, by the log."),
    Key("review.time", Number(0, unlimited=True), "At most so many minutes.", "time_minutes"),
    Key("review.order", _ORDER, "In which order cards are asked."),
    Key("review.shuffle", Flag(), "Ask due cards, and new ones, in random order."),
    Key(
        "review.decks",
        Choice(("together", "one-by-one")),
        "Whether cards of all decks are asked together or deck by deck.",
    ),
    Key("review.bury", Flag(), "Ask only one card of a note."),
    Key(
        "review.again_after",
        Number(1, whole=True),
        "After how many other cards a forgotten one comes back.",
        "again_after_cards",
    ),
    Key(
        "review.again_after_minutes",
        Number(0, unlimited=True),
        "After how many minutes one comes back, or last; if set, the cards do not count.",
    ),
    Key(
        "review.leech_lapses",
        Number(1, whole=True, unlimited=True),
        "After how many lapses a card is called a leech, and again after every half as many.",
    ),
    Key("review.leech_suspend", Flag(), "Suspend the note of a leech."),
    Key("review.show_time", Flag(), "Show the time on the card, on the screen of a review."),
    Key("keys.preset", Choice(("anki", "obsidian")), "Which keys give which rating."),
    Key("theme.name", _THEME, "Which colours to use."),
    Key("theme.images", _IMAGES, "How pictures are drawn."),
    Key("check.select", Texts(), "Rules to apply, all of them if none is named."),
    Key("check.ignore", Texts(), "Rules to leave out."),
    Key("log.dir", Line(), "The folder of the review log, else in the user's own data."),
)

KEYS = {key.name: key for key in _KEYS}
