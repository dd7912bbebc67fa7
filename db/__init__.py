"""STORE: what is kept, and how."""
