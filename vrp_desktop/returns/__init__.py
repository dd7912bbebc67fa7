"""The quarterly return: computed from the records on any day, explained, checked, signed, frozen."""
