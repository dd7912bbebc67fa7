"""Chaser slips: an agency's own actions in one folder to send, and its answers back by reply code."""
