"""A child's own copy, and requests to put the record right."""
