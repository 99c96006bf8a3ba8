"""What is wrong with a deck, one module per group of rules."""
