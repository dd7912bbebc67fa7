"""Links between two children: a role each way for one occurrence, read as a sentence from either end (B21)."""
