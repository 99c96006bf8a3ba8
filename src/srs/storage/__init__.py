"""The only rooms that write to decks."""
