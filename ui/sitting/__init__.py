"""The live view of a sitting."""
