"""Decks, the review log and a day to numbers. Pure."""
