"""The kit that every page is built from."""
