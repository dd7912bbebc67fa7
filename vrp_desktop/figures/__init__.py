"""The heart: a figure is a query that returns the records it counts (design.md section 3)."""
