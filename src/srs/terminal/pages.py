"""The pages that can hide a card: all keys, and the card's schedule."""

from __future__ import annotations

from srs.model import FsrsSchedule, Rating, Schedule
from srs.moment import Moment
from srs.session.view import Information, PastAnswer, Question
from srs.terminal.bindings import SCROLLING, Action, Preset, key_names, rating_keys
from srs.terminal.safe import clean_line
from srs.terminal.words import counted, due_day, duration, long_interval

_PAIRS = (
    (Action.UP, Action.DOWN),
    (Action.PAGE_UP, Action.PAGE_DOWN),
    (Action.TOP, Action.BOTTOM),
)


def help_rows(preset: Preset) -> list[tuple[str, str]]:
    """Every key with what it does."""
    rows = [(key_names(Action.SHOW), Action.SHOW.value)]
    rows += [(key, rating.label) for rating, key in rating_keys(preset).items()]
    others = [each for each in Action if each not in SCROLLING | {Action.SHOW}]
    rows += [(key_names(action), action.value) for action in others]
    return rows + [
        (f"{key_names(one)}, {key_names(other)}", f"{one.value}, {other.value}")
        for one, other in _PAIRS
    ]


def info_rows(question: Question, known: Information) -> list[tuple[str, str]]:
    """The card's place and schedule, its past, what each answer would make of it, and why.

    Rows are names and values; one without a name goes on with the row above.
    """
    rows = [
        ("Place", clean_line(f"{question.path}:{question.line}")),
        ("Deck", clean_line(question.deck)),
        ("Kind", question.kind.replace("_", " ")),
    ]
    rows += _schedule_rows(question.schedule, question.moment)
    if known.recall is not None:
        rows.append(("Recall", f"{known.recall * 100:.1f} % today"))
    rows += [(rating.label, _outcome(question, question.outcomes[rating])) for rating in Rating]
    rows += [("", ""), *_past_rows(known)]
    for rating in Rating:
        names = (f"Why {rating.label}", *[""] * len(known.reasons[rating]))
        reasons = (f"{topic}: {text}" for topic, text in known.reasons[rating])
        rows += [("", ""), *zip(names, reasons, strict=False)]
    return rows


def _past_rows(known: Information) -> list[tuple[str, str]]:
    """The card's answers by the log, the last first."""
    if not known.past:
        return [("History", "no answer in the log")]
    names = ("History", *[""] * len(known.past))
    return list(zip(names, map(_past_words, reversed(known.past)), strict=False))


def _past_words(answer: PastAnswer) -> str:
    words = f"{answer.moment.now:%Y-%m-%d %H:%M}  {answer.what.capitalize()}"
    if answer.schedule is not None:
        before = _length(answer.before, answer.moment) if answer.before else "new"
        words += f", from {before} to {_length(answer.schedule, answer.moment)}"
    return words if answer.seconds is None else f"{words}, in {duration(answer.seconds)}"


def _length(schedule: Schedule, moment: Moment) -> str:
    """How long a schedule lets a card wait, from the answer that gave it."""
    given = schedule.last_review if isinstance(schedule, FsrsSchedule) else None
    return long_interval(schedule, moment._replace(now=given or moment.now))


def _outcome(question: Question, schedule: Schedule) -> str:
    interval = long_interval(schedule, question.moment)
    day = due_day(schedule, question.moment).isoformat()
    return ", ".join([interval, f"due {day}", *_strength(schedule)])


def _schedule_rows(schedule: Schedule | None, moment: Moment) -> list[tuple[str, str]]:
    if schedule is None:
        return [("Schedule", "new, not reviewed yet")]
    return [
        ("Due", due_day(schedule, moment).isoformat()),
        ("Interval", counted(round(schedule.interval_days, 1), "day")),
        ("Schedule", ", ".join(_strength(schedule) + _history(schedule))),
    ]


def _strength(schedule: Schedule) -> list[str]:
    if isinstance(schedule, FsrsSchedule):
        return [
            f"stability {counted(round(schedule.stability_days, 1), 'day')}",
            f"difficulty {schedule.difficulty:.1f} of 10",
        ]
    return [f"ease {schedule.ease_percent:g} %"]


def _history(schedule: Schedule) -> list[str]:
    if not isinstance(schedule, FsrsSchedule):
        return []
    return [
        schedule.state.name.lower(),
        counted(schedule.reps, "review"),
        counted(schedule.lapses, "lapse"),
    ]
