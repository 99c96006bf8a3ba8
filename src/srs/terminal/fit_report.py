"""What `srs fit` found, as lines: the figures before and after, the calibration, the parameters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from srs.fitting.figures import Measures, Tenth

_COLUMNS = 76
_BAR = 40


def figure_lines(before: Measures, after: Measures) -> list[str]:
    """The three measures, of the parameters before and of those that are fitted."""
    rows = [
        f"{name:7}{found.log_loss:10.4f}{found.rmse_bins:13.4f}{found.auc:8.3f}"
        for name, found in (("before", before), ("after", after))
    ]
    held_back = f"{before.count} reviews held back in a time split"
    return [
        f"{held_back}, each predicted from earlier ones only.",
        *("", "         log loss   RMSE(bins)     AUC", *rows),
    ]


def calibration_lines(tenths: Iterable[Tenth]) -> Iterator[str]:
    """A line for each tenth: its figures, and a bar of what was recalled."""
    yield "predicted  recalled  reviews   # recalled, | predicted"
    for tenth in tenths:
        bar = list(("#" * round(tenth.recalled * _BAR)).ljust(_BAR))
        bar[min(round(tenth.predicted * _BAR), _BAR - 1)] = "|"
        figures = f"{tenth.predicted:9.0%}{tenth.recalled:10.0%}{tenth.count:9}"
        yield f"{figures}   {''.join(bar).rstrip()}"


def array(numbers: Sequence[float]) -> str:
    """Numbers as an array of TOML, in lines that fit a narrow terminal."""
    words = ", ".join(map(str, numbers))
    body = textwrap.wrap(words, _COLUMNS, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(("[", *body, "]"))
