"""Children and young people: their names, likely duplicates and identifiers."""
