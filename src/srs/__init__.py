"""Spaced repetition for decks of Markdown, in the terminal."""

__version__ = "0.1.0"
