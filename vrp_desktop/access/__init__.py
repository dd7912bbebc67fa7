"""Who may do what: roles, permissions, and the unit of work that every command runs in."""
