"""Children and young people: the list, adding after a search, and the record."""
