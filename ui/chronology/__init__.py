"""The chronology of one child."""
