"""Safeguarding concerns: raised at once, sent to the safeguarding hub, and in sight until their outcome is in."""
