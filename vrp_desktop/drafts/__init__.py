"""Drafts: what was being typed, kept at most a second after typing, so that nothing is lost by a lock or a crash."""
