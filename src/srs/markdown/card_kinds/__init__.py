"""The kinds of cards, one module each."""
