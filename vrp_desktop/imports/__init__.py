"""Spreadsheet intake: batches taken from what partners send, held rows, taking a batch back."""
