"""The printable recovery code: 160 random bits in Crockford's base 32, in groups, with a check symbol."""

from __future__ import annotations

import secrets
from typing import Final

SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 32
_GROUP: Final = 4
_CHECK: Final = 37
_LOOK_ALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_code() -> str:
    """A fresh code as it is printed: eight groups of four symbols and the check symbol."""
    while True:
        body = "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH))
        remainder = _remainder(body)
        # Crockford's check symbols beyond 31 are punctuation, which reads badly from paper: draw again.
        if remainder < len(SYMBOLS):
            return printed(body + SYMBOLS[remainder])


def printed(code: str) -> str:
    """The code in the groups of the recovery sheet."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def normalised(typed: str) -> str | None:
    """The code without groups, with look-alikes put right; None where it cannot be one of ours."""
    code = "".join(typed.upper().split()).translate(_LOOK_ALIKES)
    if len(code) != LENGTH + 1 or any(symbol not in SYMBOLS for symbol in code):
        return None
    return code if _remainder(code[:LENGTH]) == SYMBOLS.index(code[LENGTH]) else None


def _remainder(body: str) -> int:
    # 37 is prime and larger than 32, so one wrong symbol or two swapped neighbours always show.
    total = 0
    for symbol in body:
        total = (total * 32 + SYMBOLS.index(symbol)) % _CHECK
    return total
