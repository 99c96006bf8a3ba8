"""What a year of reviews would bring under each scheduler, if memory were exactly FSRS-6."""

from srs.simulation.year import FIRST_SHARES, RECALL_SHARES, Plan, Year, simulate

__all__ = ["FIRST_SHARES", "RECALL_SHARES", "Plan", "Year", "simulate"]
