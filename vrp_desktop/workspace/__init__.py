"""The open workspace: unlocking it, the one runner of queries and commands, backups, and who holds a key to it."""
