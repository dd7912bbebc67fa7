"""One file for each revision of the store, in order."""
