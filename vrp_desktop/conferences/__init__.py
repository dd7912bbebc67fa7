"""Panels and conferences: the sittings of forums, who attended, and what was on the agenda."""
