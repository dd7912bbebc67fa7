"""Forums as they stand on a day: their rules, and who sits on them for which agency."""
