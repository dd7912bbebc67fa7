"""What leaves the workspace as data: flat files with nothing hidden in them, each with its receipt (M18, B7)."""
