"""The kinds of thing that a marking does to a case."""

from __future__ import annotations

from typing import Final

NEW_ANSWER: Final = "NEW_ANSWER"
"""A row was added with an answer, or with a question."""
GIVEN: Final = "GIVEN"
"""A question that waited was answered."""
STEP: Final = "STEP"
"""The case went to another status."""
WITHDRAWN: Final = "WITHDRAWN"
"""The referral was withdrawn."""
