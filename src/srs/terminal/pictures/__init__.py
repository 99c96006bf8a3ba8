"""Pictures on cards: by the terminal's own protocol, as half blocks, or in words."""
