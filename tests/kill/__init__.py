"""Killing the program at random moments: what it acknowledged is there, and everything verifies."""
