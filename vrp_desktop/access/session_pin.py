"""A PIN for one session: kept in memory as a slow hash, never written anywhere, and slowed after wrong tries."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from vrp_desktop.errors import Invalid

FEWEST_DIGITS: Final = 4
MOST_DIGITS: Final = 12
FREE_TRIES: Final = 2
"""So many wrong tries cost nothing: fingers slip."""

MOST_TRIES: Final = 6
"""After so many wrong tries in a row only the passphrase opens again."""

_FIRST_WAIT: Final = timedelta(seconds=5)


class SessionPin:
    """Set once for a session; `try_digits` says whether it fits, and `wait` how long the next try has to wait."""

    def __init__(self, digits: str) -> None:
        self._salt = secrets.token_bytes(16)
        self._hash = _hash(check_digits(digits), self._salt)
        self._wrong = 0
        self._closed_until: datetime | None = None

    @property
    def is_spent(self) -> bool:
        """Whether so many wrong tries were made that the passphrase is needed."""
        return self._wrong >= MOST_TRIES

    def wait(self, now: datetime) -> int:
        """How many seconds the next try has to wait; 0 where it need not."""
        if self._closed_until is None or now >= self._closed_until:
            return 0
        return -int(-(self._closed_until - now).total_seconds() // 1)

    def try_digits(self, digits: str, now: datetime) -> bool:
        """Whether these are the digits; never while it waits or is spent."""
        if self.is_spent or self.wait(now):
            return False
        if secrets.compare_digest(_hash(digits.strip(), self._salt), self._hash):
            self._wrong, self._closed_until = 0, None
            return True
        self._wrong += 1
        if self._wrong > FREE_TRIES:
            self._closed_until = now + _FIRST_WAIT * 2 ** (self._wrong - FREE_TRIES - 1)
        return False


def check_digits(digits: str) -> str:
    """The digits of a new PIN; refuses too few, what is no digit, and one digit again and again."""
    typed = digits.strip()
    if not (typed.isascii() and typed.isdigit() and FEWEST_DIGITS <= len(typed) <= MOST_DIGITS):
        raise Invalid({"pin": f"A PIN has {FEWEST_DIGITS} to {MOST_DIGITS} digits."})
    if len(set(typed)) == 1 or typed in "01234567890123" or typed in "98765432109876":
        raise Invalid({"pin": "This PIN is guessed at once. Take another."})
    return typed


def _hash(digits: str, salt: bytes) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
