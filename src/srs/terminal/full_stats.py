"""The figures of `srs stats --full` as lines: bars, shares, and the calendar of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from srs.stats.full import LEAST_FORETOLD, FullStats, HardCard, Retention, Share
from srs.stats.histogram import Bin
from srs.terminal.calendar import calendar_lines
from srs.terminal.safe import clean_line
from srs.terminal.stats_table import Paint
from srs.terminal.words import counted, duration

_CODES = re.compile(r"\033\[\d+m")
_WIDE_COLUMNS = 120
_LONGEST_BAR = 30
Lines = list[str]


def full_lines(stats: FullStats, paint: Paint) -> Lines:
    """All sections; in a wide terminal two stand side by side."""
    cards = [
        _bars("Intervals in days", _whole_bins(stats.intervals), paint),
        _bars("Ease in per cent", _whole_bins(stats.eases), paint),
        _bars("Difficulty", _bins(stats.difficulties), paint),
    ]
    sections = [section for section in cards if section]
    if not stats.answers:
        return [*_arranged(sections, paint), "  No answers are in the log yet."]
    sections += [
        _retention(stats.retention, paint),
        _bars("Answers", [(each.label, count) for each, count in stats.ratings], paint),
        _hours(stats.hours, paint),
        _time(stats, paint),
        _foretold(stats, paint),
    ]
    longest = stats.streaks.longest_days
    streak = f"  {counted(stats.streaks.current_days, 'day')} in a row, at most {longest}."
    year = [paint.bold("  Answers of a year"), *calendar_lines(stats.calendar, paint), streak, ""]
    return [*_arranged(sections, paint), *year, *_hardest(stats.hardest, paint)]


def _arranged(sections: Sequence[Lines], paint: Paint) -> Lines:
    """One section below the other, or two beside each other where there is room."""
    if paint.columns < _WIDE_COLUMNS:
        return [line for section in sections for line in (*section, "")]
    lines: Lines = []
    half = paint.columns // 2
    pairs = [*sections, []] if len(sections) % 2 else sections
    for left, right in zip(pairs[::2], pairs[1::2], strict=True):
        for one, other in zip_longest(left, right, fillvalue=""):
            room = half - cell_len(_CODES.sub("", one))
            lines.append(f"{one}{' ' * room}{other}" if other else one)
        lines.append("")
    return lines


def _whole_bins(bins: Iterable[Bin]) -> list[tuple[str, int]]:
    """Bins of whole numbers, named by the first and the last of them."""
    return [(_whole_name(each), each.count) for each in bins]


def _whole_name(each: Bin) -> str:
    if each.end is None:
        return f"{each.start:g}+"
    last = each.end - 1
    return f"{each.start:g}" if last <= each.start else f"{each.start:g} to {last:g}"


def _bins(bins: Iterable[Bin]) -> list[tuple[str, int]]:
    """Bins of any numbers: the first that is in, and the first that is not."""
    return [
        (f"{each.start:g}+" if each.end is None else f"{each.start:g} to <{each.end:g}", each.count)
        for each in bins
    ]


def _bars(title: str, counts: Sequence[tuple[str, int]], paint: Paint) -> Lines:
    """A bar for each count; nothing at all where all are 0."""
    most = max(count for _, count in counts)
    if not most:
        return []
    total, name_columns = sum(count for _, count in counts), max(len(name) for name, _ in counts)
    room = max(4, min(_LONGEST_BAR, paint.columns - name_columns - 20))
    lines = [paint.bold(f"  {title}")]
    for name, count in counts:
        size = -(-count * room // most)
        bar = f"{paint.bar * size}  {count}  {_percent(count, total)}" if count else paint.dot
        line = f"  {name:>{name_columns}}  {bar}"
        lines.append(line if count else paint.dim(line))
    return lines


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def _retention(periods: Iterable[Retention], paint: Paint) -> Lines:
    width = min(16, (paint.columns - 8) // 3)
    heads = "".join(head.rjust(width) for head in ("young", "mature", "all"))
    lines = [paint.bold("  Recalled after a day or more"), paint.dim(f"  {'':6}{heads}")]
    for each in periods:
        of_ages = (each.young, each.mature, each.total)
        shares = "".join(_share(share, width).rjust(width) for share in of_ages)
        lines.append(f"  {each.period:6}{shares}")
    return lines


def _share(share: Share, width: int) -> str:
    """A share in words, without the number of answers where there is no room for it."""
    if share.percent is None:
        return "-"
    words = f"{share.percent:.0f} % of {share.asked}"
    return words if len(words) < width else words.partition(" of ")[0]


def _hours(hours: Sequence[Share], paint: Paint) -> Lines:
    """A bar for each hour from the first with answers to the last, with the share recalled."""
    used = [hour for hour, share in enumerate(hours) if share.asked]
    most = max(share.asked for share in hours)
    lines = [paint.bold("  Answers by hour, share recalled")]
    for hour in range(used[0], used[-1] + 1):
        share = hours[hour]
        size = -(-share.asked * _LONGEST_BAR // most)
        words = f"{share.asked}  {_percent(share.recalled, share.asked)}" if share.asked else ""
        bar = f"{paint.bar * min(size, max(4, paint.columns - 24))}  {words}"
        line = f"  {hour:02}  {bar if share.asked else paint.dot}"
        lines.append(line if share.asked else paint.dim(line))
    return lines


def _time(stats: FullStats, paint: Paint) -> Lines:
    time = stats.time
    if time.mean_s is None or time.median_s is None:
        return []
    bars = _bars("Seconds per card", _bins(time.bins), paint)
    words = f"  median {time.median_s:g} s, mean {time.mean_s:g} s"
    return [*bars, paint.dim(words), paint.dim(f"  {duration(time.total_s)} in all")]


def _foretold(stats: FullStats, paint: Paint) -> Lines:
    """What FSRS predicted against what was recalled; few answers tell nothing."""
    everything = stats.foretold_in_all
    answers = everything.answers if everything else 0
    title = paint.bold("  Recall as FSRS predicts it")
    if everything is None or not stats.foretold_enough:
        return [title, f"  Too few answers to tell: {answers} of {LEAST_FORETOLD}."]
    rows = [*((each, "") for each in stats.foretold), (everything, "  in all")]
    lines = [title, paint.dim("  predicted  recalled  answers")]
    for each, note in rows:
        shares = f"  {100 * each.predicted:7.0f} %{100 * each.recalled:8.0f} %"
        lines.append(f"{shares}{each.answers:9}{note}")
    return lines


def _hardest(cards: Sequence[HardCard], paint: Paint) -> Lines:
    if not cards:
        return []
    lines = [paint.bold("  Hardest cards")]
    for card in cards:
        place = f"{card.deck}:{card.line}" if card.line else card.deck
        counts = f"{counted(card.lapses, 'lapse')} in {counted(card.answers, 'answer')}"
        lines.append(_cut(f"  {clean_line(card.front)}", paint))
        leech = "a leech, " if card.is_leech else ""
        lines.append(paint.dim(_cut(f"    {leech}{counts}, {clean_line(place)}", paint)))
    return lines


def _cut(text: str, paint: Paint) -> str:
    """A line that fits; what is cut off leaves a mark."""
    if cell_len(text) <= paint.columns:
        return text
    while cell_len(text) >= paint.columns:
        text = text[:-1]
    return text + ("…" if paint.unicode else "~")
