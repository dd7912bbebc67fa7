"""Saved views of lists, the user's own and the team's."""
