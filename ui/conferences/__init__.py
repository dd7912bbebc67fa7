"""Panels and conferences: the sittings of forums, who attended, the agenda and what was agreed."""
