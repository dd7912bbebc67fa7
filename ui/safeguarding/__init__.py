"""The page of safeguarding concerns: what is open, what waits too long, and each concern with its dated steps."""
