"""Settings: how it looks, one's own key, users, places and lists, identifiers, backups, and about the program."""
