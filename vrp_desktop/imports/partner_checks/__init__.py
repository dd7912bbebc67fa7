"""Check lists that come back from partners: read by case code, looked at row by row, and taken in or held."""
