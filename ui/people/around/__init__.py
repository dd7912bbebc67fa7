"""The people around a child, on the child's record."""
