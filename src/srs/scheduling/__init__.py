"""When a card comes back: pure functions of schedule, moment, settings and load."""
