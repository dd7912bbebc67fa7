"""Spreadsheet intake: taking a list in by three steps, the desk of held rows, and the batches."""
