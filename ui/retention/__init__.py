"""The page of retention: what is due, what was proposed, holds, and what is gone."""
