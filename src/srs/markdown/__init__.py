"""What is written in a deck: text to notes that know their places."""
