"""What agencies rest on when they share: who may see what, what was shared, and the agreements behind it."""
