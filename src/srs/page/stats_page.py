"""The page of `srs stats --html`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from srs.page.charts import Column, calendar_chart, column_chart
from srs.stats.counts import Row, Stats
from srs.stats.full import LEAST_FORETOLD, FullStats, HardCard, Retention, Share
from srs.stats.histogram import Bin

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_COUNTS = ("new", "learning", "due", "overdue", "young", "mature", "total")
_HEADS = ("new", "learning", "due", "late", "young", "mature", "total")
_STYLE = """\
:root { color-scheme: light dark; --back: #fff; --text: #1c2128; --dim: #5b6470; --line: #d8dde3;
  --accent: #0a6cc4; --l1: #bcdcf7; --l2: #7ab8ea; --l3: #2f87d0; --l4: #0b4f8f; --l0: #eceff2; }
@media (prefers-color-scheme: dark) { :root { --back: #14181d; --text: #e4e8ed; --dim: #9aa5b1;
  --line: #333b44; --accent: #58a9ee; --l1: #173b5a; --l2: #23618f; --l3: #3a8fd0; --l4: #93cbf8;
  --l0: #20262d; } }
body { background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
  margin: 2rem auto; max-width: 84rem; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
p, .dim { color: var(--dim); }
main { display: grid; gap: 2.5rem;
  grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); }
.wide { grid-column: 1 / -1; overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .6rem; text-align: right; }
th { color: var(--dim); font-weight: normal; }
th:first-child, td:first-child { overflow-wrap: anywhere; text-align: left; }
tr:last-child.sum td { font-weight: bold; }
svg { display: block; width: 100%; } svg text { fill: var(--dim); font-size: 12px; }
.wide svg text { font-size: 8px; }
.bar { fill: var(--accent); } .level0 { fill: var(--l0); } .level1 { fill: var(--l1); }
.level2 { fill: var(--l2); } .level3 { fill: var(--l3); } .level4 { fill: var(--l4); }
"""


def stats_page(stats: Stats, full: FullStats, today: date) -> str:
    """Give the whole page; every text from decks is escaped."""
    sections = [
        _decks(stats),
        column_chart("Due on the coming days", [_day(*each) for each in stats.forecast]),
        column_chart("Intervals in days", _whole_columns(full.intervals)),
        column_chart("Ease in per cent", _whole_columns(full.eases)),
        column_chart("Difficulty", _columns(full.difficulties)),
        *(_answered(full) if full.answers else ["<p>No answers are in the log yet.</p>"]),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>srs, {today.isoformat()}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>Cards and answers, {today.isoformat()}</h1>\n<main>\n{''.join(sections)}</main>\n"
        "</body>\n</html>\n"
    )


def _answered(full: FullStats) -> list[str]:
    hours = [
        Column(f"{hour:02}", each.asked, f"{hour:02}:00: {each.asked}, {_percent(each)} recalled")
        for hour, each in enumerate(full.hours)
    ]
    ratings = [Column(each.label, n, f"{each.label}: {n}") for each, n in full.ratings]
    streak = full.streaks
    words = f"{streak.current_days} days in a row, at most {streak.longest_days}."
    return [
        _retention(full.retention),
        _foretold(full),
        column_chart("Answers", ratings),
        column_chart("Answers by hour", hours),
        column_chart("Seconds per card", _columns(full.time.bins)),
        calendar_chart("Answers of a year", full.calendar) + f"<p>{words}</p></section>\n",
        _hardest(full.hardest),
    ]


def _decks(stats: Stats) -> str:
    rows = [*stats.decks, stats.total]
    cells = [
        _cells([row.deck or "total", *_counts(row)], row is stats.total and "sum") for row in rows
    ]
    return _table("Decks", ("deck", *_HEADS), cells)


def _counts(row: Row) -> list[str]:
    return [str(getattr(row, name)) for name in _COUNTS]


def _retention(periods: Iterable[Retention]) -> str:
    rows = [
        _cells([each.period, *map(_share, (each.young, each.mature, each.total))])
        for each in periods
    ]
    return _table("Recalled after a day or more", ("", "young", "mature", "all"), rows)


def _foretold(full: FullStats) -> str:
    everything, title = full.foretold_in_all, "Recall as FSRS predicts it"
    if everything is None or not full.foretold_enough:
        count = everything.answers if everything else 0
        words = f"Too few answers to tell: {count} of {LEAST_FORETOLD}."
        return f"<section class=wide><h2>{title}</h2><p>{words}</p></section>\n"
    rows = [
        _cells([name, f"{each.predicted:.0%}", f"{each.recalled:.0%}", str(each.answers)])
        for name, each in (
            *((_tenth(each.predicted), each) for each in full.foretold),
            ("all", everything),
        )
    ]
    heads = ("chance", "predicted", "recalled", "answers")
    return _table(title, heads, rows)


def _tenth(predicted: float) -> str:
    low = min(int(predicted * 10), 9) * 10
    return f"{low}–{low + 10} %"


def _hardest(cards: Sequence[HardCard]) -> str:
    rows = [_cells([card.front, _place(card), _lapses(card), str(card.answers)]) for card in cards]
    heads = ("card", "place", "lapses", "answers")
    return _table("Hardest cards", heads, rows) if rows else ""


def _lapses(card: HardCard) -> str:
    return f"{card.lapses}, a leech" if card.is_leech else str(card.lapses)


def _place(card: HardCard) -> str:
    return f"{card.deck}:{card.line}" if card.line else card.deck


def _table(title: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    return (
        f"<section class=wide><h2>{escape(title)}</h2><table><tr>{head}</tr>\n"
        f"{''.join(rows)}</table></section>\n"
    )


def _cells(texts: Iterable[str], kind: str | bool = False) -> str:
    cells = "".join(f"<td>{escape(text)}</td>" for text in texts)
    return f"<tr class={kind}>{cells}</tr>\n" if kind else f"<tr>{cells}</tr>\n"


def _percent(share: Share) -> str:
    return "-" if share.percent is None else f"{share.percent:.0f} %"


def _share(share: Share) -> str:
    return f"{_percent(share)} of {share.asked}" if share.asked else "-"


def _day(day: date, due: int) -> Column:
    return Column(f"{day:%a} {day.day}", due, f"{day.isoformat()}: {due}")


def _whole_columns(bins: Iterable[Bin]) -> list[Column]:
    return [_column(each, 1) for each in bins]


def _columns(bins: Iterable[Bin]) -> list[Column]:
    return [_column(each, 0) for each in bins]


def _column(each: Bin, less: int) -> Column:
    """A bin's column; of whole numbers the last that is in it is named, one `less` than its end."""
    if each.end is None:
        label = f"{each.start:g}+"
    elif each.end - less <= each.start:
        label = f"{each.start:g}"
    else:
        label = f"{each.start:g}{'–' if less else ' to <'}{each.end - less:g}"
    return Column(label, each.count, f"{label}: {each.count}")
