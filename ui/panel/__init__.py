"""Panel cases: the list with its work lists, a case beside it, and the deeds of its way."""
