"""A sitting while it is live: who is there, what agencies tell, what is decided, and taking each deed back."""
