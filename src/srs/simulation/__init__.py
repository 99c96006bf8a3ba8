"""What a year of reviews would bring under each scheduler, if memory were exactly FSRS-6."""

from srs.simulation.habits import Habits, habits_of
from srs.simulation.year import Plan, Year, simulate

__all__ = ["Habits", "Plan", "Year", "habits_of", "simulate"]
