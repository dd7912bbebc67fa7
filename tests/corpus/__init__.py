"""Spreadsheets as partners send them, and as nobody should: made by code, so that no real list is ever kept."""
