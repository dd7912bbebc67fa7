"""The page of restricted records: which they are, who opened them, and the months signed off."""
