"""The review log as values: its lines, what still counts, each card's chain. Pure."""
