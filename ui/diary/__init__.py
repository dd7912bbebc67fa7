"""The diary: what forums have planned, what their series propose, and the bank holidays between."""
