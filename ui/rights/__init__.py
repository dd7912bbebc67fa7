"""Requests about a child's own data."""
