"""The audit: what was done, by whom, and proof that no one has changed the telling."""
