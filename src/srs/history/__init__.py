"""The review log as values: its lines, what still counts, each card's chain. Pure."""

from srs.history.chains import CardHistory as CardHistory
from srs.history.chains import histories as histories
from srs.history.counting import effective as effective
from srs.history.counting import open_pending as open_pending
