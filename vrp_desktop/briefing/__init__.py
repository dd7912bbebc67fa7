"""The chair's brief: for each child of a sitting only what changed, what is missing and what is open to decide."""
