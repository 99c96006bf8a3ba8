"""Decks, the review log and a day to numbers. Pure; what only `--full` needs is not imported."""

from srs.stats.counts import Horizon as Horizon
from srs.stats.counts import Row as Row
from srs.stats.counts import Stats as Stats
from srs.stats.counts import branches as branches
from srs.stats.counts import collect as collect
