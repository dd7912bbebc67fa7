"""Search as you type over children, cases, notes, rationales and actions."""
