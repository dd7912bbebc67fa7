"""Screening many at once: what is known of each identified child, marks for many of them, and taking marks back."""
