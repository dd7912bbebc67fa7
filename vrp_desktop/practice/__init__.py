"""Practice workspaces: made-up children and six quarters of work on them, the same for the same seed everywhere."""
