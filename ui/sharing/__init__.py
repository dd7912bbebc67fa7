"""The page of sharing and governance: the share log, what was shared on a reason alone, and the register of papers."""
