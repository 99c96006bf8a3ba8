"""A review: which card is next, what an answer does, how it is taken back. Pure."""
