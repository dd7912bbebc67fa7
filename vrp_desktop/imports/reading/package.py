"""A zip package whose declared sizes are never believed: members are inflated piece by piece against a budget."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from vrp_desktop.imports.reading import refusals
from vrp_desktop.imports.reading.limits import STANDARD, Limits

_CHUNK = 256 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1


class Package:
    """The members of an .xlsx or .ods file, found without regard to case, as the spreadsheet programs do."""

    def __init__(self, data: bytes, limits: Limits = STANDARD) -> None:
        self.limits = limits
        self._data = data
        self._unpacked = 0
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError, UnicodeError):
            raise refusals.damaged() from None
        if len(members) > limits.members:
            raise refusals.unpacks_too_large()
        for member in members:
            # Two members of one name are read differently by different programs: a way to smuggle one past a check.
            if self._members.setdefault(_key(member.filename), member) is not member:
                raise refusals.damaged()

    def has(self, name: str) -> bool:
        return _key(name) in self._members

    def packed_size(self, name: str) -> int:
        """The size inside the file, which bounds nothing; good for progress."""
        member = self._members.get(_key(name))
        return member.compress_size if member else 0

    def refuse_encrypted(self) -> None:
        """A plain message if any member is locked with a zip password."""
        if any(member.flag_bits & _ENCRYPTED for member in self._members.values()):
            raise refusals.password()

    def read(self, name: str, most: int) -> bytes:
        """The whole of a small member."""
        return b"".join(self.chunks(name, most))

    def chunks(self, name: str, most: int) -> Iterator[bytes]:
        """A member in pieces; more than `most` bytes, or more than the budget of the whole package, is refused."""
        member = self._members.get(_key(name))
        if member is None:
            raise refusals.damaged()
        done = 0
        for chunk in self._inflate(member):
            done += len(chunk)
            self._unpacked += len(chunk)
            if done > most or self._unpacked > self.limits.unpacked_bytes:
                raise refusals.unpacks_too_large()
            yield chunk

    def _inflate(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        packed = self._packed(member)
        if member.compress_type == zipfile.ZIP_STORED:
            for at in range(0, len(packed), _CHUNK):
                yield bytes(packed[at : at + _CHUNK])
            return
        if member.compress_type != zipfile.ZIP_DEFLATED:
            raise refusals.damaged()
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), _CHUNK):
                yield inflater.decompress(packed[at : at + _CHUNK], _CHUNK)
                while inflater.unconsumed_tail:
                    yield inflater.decompress(inflater.unconsumed_tail, _CHUNK)
            while rest := inflater.decompress(b"", _CHUNK):
                yield rest
        except zlib.error:
            raise refusals.damaged() from None
        if not inflater.eof:
            raise refusals.damaged()

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        head = self._data[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
        if len(head) < _LOCAL_HEADER.size:
            raise refusals.damaged()
        signature, name_length, extra_length = _LOCAL_HEADER.unpack(head)
        start = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        end = start + member.compress_size
        if signature != b"PK\x03\x04" or end > len(self._data):
            raise refusals.damaged()
        return memoryview(self._data)[start:end]


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
