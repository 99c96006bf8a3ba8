"""Fitting the parameters of FSRS-6 to reviews, and measuring how well they predict. Pure."""
