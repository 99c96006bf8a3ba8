"""The only rooms that know the terminal."""
