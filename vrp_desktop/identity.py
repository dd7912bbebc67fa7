"""New ids and steady codes, from a source of chance that practice data can fix."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime

_SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class IdSource:
    """Makes UUIDv7 ids (RFC 9562), rising within one source, and short codes."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._last = 0

    def new_id(self, moment: datetime) -> str:
        """A UUIDv7 in its text form of 36 characters."""
        milliseconds = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
        value = (milliseconds << 80) | (0x7 << 76) | (self._chance.getrandbits(12) << 64)
        value |= (0b10 << 62) | self._chance.getrandbits(62)
        if value <= self._last and value >> 80 == self._last >> 80:
            # Within one millisecond the order of making is kept by counting up the random part.
            value = self._last + 1 + self._chance.getrandbits(16)
        self._last = value
        return str(uuid.UUID(int=value))

    def new_ids(self, moment: datetime, count: int) -> list[str]:
        """Many ids at once, rising: the first as any other, the next by counting up its random part."""
        if count < 1:
            return []
        first = self.new_id(moment)
        value = self._last
        steps = self._chance.getrandbits(16 * count).to_bytes(2 * count, "little")
        made = [first]
        for at in range(0, 2 * count - 2, 2):
            value += 1 + (steps[at] | steps[at + 1] << 8)
            text = f"{value:032x}"
            made.append(f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}")
        self._last = value
        return made

    def new_codes(self, prefix: str, count: int, length: int = 7) -> list[str]:
        """Many codes at once."""
        drawn = self._chance.getrandbits(64 * count).to_bytes(8 * count, "little") if count else b""
        codes = []
        for at in range(0, 8 * count, 8):
            number, signs = int.from_bytes(drawn[at : at + 8], "little"), ""
            for _ in range(length):
                number, sign = divmod(number, len(_SYMBOLS))
                signs += _SYMBOLS[sign]
            codes.append(f"{prefix}-{signs}")
        return codes

    def new_code(self, prefix: str, length: int = 7) -> str:
        """A code such as YP-7K3M9QX: no look-alike letters, nothing of the name in it."""
        return prefix + "-" + "".join(self._chance.choices(_SYMBOLS, k=length))


def made_at(record_id: str) -> datetime:
    """The moment a record was made: a UUIDv7 begins with it (RFC 9562)."""
    return datetime.fromtimestamp((uuid.UUID(record_id).int >> 80) / 1000, UTC)
