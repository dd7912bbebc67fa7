"""WORK: what the program knows and does. All rules live here; nothing here knows of a screen."""
