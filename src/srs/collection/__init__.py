"""Many decks: finding, configuring and loading them."""
