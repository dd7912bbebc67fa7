"""Forums: their rules, who sits on them, and the series that propose their next sittings."""
