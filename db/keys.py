"""The key file: the database's random key, wrapped once for each user and once under each user's recovery code.

A value: reading, changing and writing it are three steps, and the file on the disk is always whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from db.files import read_bytes, write_atomically
from db.problems import FileDamaged, FileTooNew, MistypedCode, WrongKey
from db.recovery import new_code, normalised
from db.slots import PRODUCTION, Cost, Slot, SlotKind, waste_a_try

FORMAT: Final = "vrp-desktop keys"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """A database's key and its id; it never shows itself."""

    id: str
    material: bytes = field(repr=False)

    @classmethod
    def new(cls) -> DatabaseKey:
        """A fresh random key of 256 bits."""
        return cls(secrets.token_hex(4), os.urandom(32))

    @property
    def verifier(self) -> str:
        """Proof of the key that says nothing of it: tells a wrong key from a damaged database."""
        return self.mac(b"verifier")

    def mac(self, message: bytes) -> str:
        """A keyed digest of a message, in hex."""
        return hmac.digest(self.material, b"vrp-desktop\x1f" + message, "sha256").hex()


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the key file says. `verifiers` goes by key id, the key in use first and, while re-keying, the next after."""

    store_id: str
    verifiers: Mapping[str, str]
    slots: tuple[Slot, ...]
    leaving: tuple[str, ...]
    seals: Mapping[str, str]

    @classmethod
    def new(cls, key: DatabaseKey) -> KeyFile:
        """A key file for a new store, without slots yet."""
        return cls(secrets.token_hex(16), {key.id: key.verifier}, (), (), {}).sealed(key)

    @property
    def names(self) -> tuple[str, ...]:
        """Who has a passphrase here, in the order of being added; those who are leaving are left out."""
        found = (slot.name for slot in self.slots if slot.kind is SlotKind.PASSPHRASE)
        return tuple(name for name in found if name not in self.leaving)

    @property
    def re_keying(self) -> bool:
        """Whether a change of the database's key was begun and not ended."""
        return len(self.verifiers) > 1

    def unlock(self, path: Path, name: str, passphrase: str) -> tuple[DatabaseKey, ...]:
        """The database's keys, newest first, for a user; raises `WrongKey`, never saying what was wrong."""
        return self._open(path, name, SlotKind.PASSPHRASE, passphrase)

    def unlock_by_code(self, path: Path, name: str, code: str) -> tuple[DatabaseKey, ...]:
        """The same by a user's recovery code; `MistypedCode` where its check symbol does not agree."""
        plain = normalised(code)
        if plain is None:
            raise MistypedCode(path)
        return self._open(path, name, SlotKind.RECOVERY, plain)

    def with_passphrase(
        self, keys: Iterable[DatabaseKey], name: str, passphrase: str, cost: Cost = PRODUCTION
    ) -> KeyFile:
        """With a passphrase slot for `name`, in place of an earlier one."""
        return self._with_slot(Slot.make(self._spelt(name), SlotKind.PASSPHRASE, passphrase, cost), keys)

    def with_recovery(self, keys: Iterable[DatabaseKey], name: str, cost: Cost = PRODUCTION) -> tuple[KeyFile, str]:
        """With a fresh recovery code for `name`, in place of an earlier one; returns the code as printed."""
        code = new_code()
        slot = Slot.make(self._spelt(name), SlotKind.RECOVERY, str(normalised(code)), cost)
        return self._with_slot(slot, keys), code

    def begin_change(self, old: DatabaseKey, leaving: Iterable[str] = ()) -> tuple[KeyFile, DatabaseKey]:
        """The first step of re-keying: a next key, sealed to everyone but the leavers, beside the old one."""
        new = DatabaseKey.new()
        leavers = tuple(dict.fromkeys((*self.leaving, *map(self._spelt, leaving))))
        kept = _holding(self.slots, old.id)
        slots = tuple(slot if slot.name in leavers else slot.seal(new.id, new.material) for slot in kept)
        verifiers = {old.id: old.verifier, new.id: new.verifier}
        return replace(self, verifiers=verifiers, slots=slots, leaving=leavers, seals={}).sealed(old, new), new

    def end_change(self, new: DatabaseKey) -> KeyFile:
        """The last step: only the new key, and no slot of a leaver."""
        staying = [slot for slot in self.slots if slot.name not in self.leaving]
        return replace(self, slots=tuple(staying), leaving=()).undo_change(new)

    def undo_change(self, old: DatabaseKey) -> KeyFile:
        """Back to one key alone, where the database never took the other; leavers stay marked."""
        slots = _holding(self.slots, old.id)
        return replace(self, verifiers={old.id: old.verifier}, slots=slots, seals={}).sealed(old)

    def sealed(self, *keys: DatabaseKey) -> KeyFile:
        """With each key's seal over the whole, so that no one adds a slot without knowing the key."""
        return replace(self, seals={key.id: key.mac(self._body()) for key in keys})

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """The key file at `path`; raises `FileMissing`, `FileDamaged` or `FileTooNew`."""
        return cls.parse(path, read_bytes(path))

    @classmethod
    def parse(cls, path: Path, content: bytes) -> KeyFile:
        """The key file in `content`; `path` is only for what is said about it."""
        try:
            data = json.loads(content)
            if data["format"] != FORMAT:
                raise FileDamaged(path, "not a key file")
            if int(data["version"]) > VERSION:
                raise FileTooNew(path, str(data["version"]))
            digest = data.pop("digest")
            if digest != hashlib.sha256(_canonical(data)).hexdigest():
                raise FileDamaged(path, "its digest does not agree")
            slots = tuple(Slot.from_json(slot) for slot in data["slots"])
            verifiers = {str(note["id"]): str(note["verifier"]) for note in data["keys"]}
            return cls(str(data["store"]), verifiers, slots, tuple(map(str, data["leaving"])), dict(data["seals"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FileDamaged(path, "it cannot be read") from error

    def content(self) -> bytes:
        """The file's bytes."""
        data = self._as_json() | {"seals": dict(self.seals)}
        digest = hashlib.sha256(_canonical(data)).hexdigest()
        return json.dumps(data | {"digest": digest}, indent=1, sort_keys=True).encode() + b"\n"

    def write(self, path: Path) -> None:
        """Replace the file at `path`, whole or not at all."""
        write_atomically(path, self.content())

    def _open(self, path: Path, name: str, kind: SlotKind, secret: str) -> tuple[DatabaseKey, ...]:
        spelt = self._spelt(name)
        slot = next((slot for slot in self.slots if slot.name == spelt and slot.kind is kind), None)
        if slot is None or spelt in self.leaving:
            waste_a_try(secret, self.slots[0].cost if self.slots else PRODUCTION)
            raise WrongKey(path)
        opened = slot.open(secret)
        if opened is None:
            raise WrongKey(path)
        keys = tuple(
            DatabaseKey(key_id, opened[key_id]) for key_id in reversed(list(self.verifiers)) if key_id in opened
        )
        if not keys or any(not self._agrees(key) for key in keys):
            raise FileDamaged(path, "its seal does not agree")
        return keys

    def _agrees(self, key: DatabaseKey) -> bool:
        verified = hmac.compare_digest(key.verifier, self.verifiers[key.id])
        return verified and hmac.compare_digest(key.mac(self._body()), self.seals.get(key.id, ""))

    def _with_slot(self, slot: Slot, keys: Iterable[DatabaseKey]) -> KeyFile:
        held = tuple(keys)
        if {key.id for key in held} != set(self.verifiers):
            # A change of key was broken off while the store stayed open under this one: it goes back before it goes on.
            return self.undo_change(held[0])._with_slot(slot, held[:1])
        for key in held:
            slot = slot.seal(key.id, key.material)
        where = next((i for i, s in enumerate(self.slots) if (s.name, s.kind) == (slot.name, slot.kind)), None)
        slots = list(self.slots)
        if where is None:
            slots.append(slot)
        else:
            slots[where] = slot
        return replace(self, slots=tuple(slots)).sealed(*held)

    def _spelt(self, name: str) -> str:
        """The name as the file spells it: case and composition of what was typed do not matter."""
        wanted = fold_name(name)
        known = (slot.name for slot in self.slots if fold_name(slot.name) == wanted)
        return next(known, unicodedata.normalize("NFC", name.strip()))

    def _as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "store": self.store_id,
            "keys": [{"id": key_id, "verifier": verifier} for key_id, verifier in self.verifiers.items()],
            "slots": [slot.as_json() for slot in self.slots],
            "leaving": list(self.leaving),
        }

    def _body(self) -> bytes:
        return _canonical(self._as_json())


def _holding(slots: Iterable[Slot], key_id: str) -> tuple[Slot, ...]:
    """The slots that hold this key, holding nothing else."""
    return tuple(replace(slot, sealed={key_id: slot.sealed[key_id]}) for slot in slots if key_id in slot.sealed)


def fold_name(name: str) -> str:
    """A user's name for comparing: neither case, width nor stray blanks matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _canonical(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode()
