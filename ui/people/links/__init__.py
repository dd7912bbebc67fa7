"""Links to other children, on a child's record, and the associates picture."""
