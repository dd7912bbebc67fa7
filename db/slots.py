"""One slot of the key file: a user's own key pair, opened by a passphrase or a recovery code, and what is sealed to it.

The pair is what lets a leaver's slot be removed and the store re-keyed without the passphrases of those who stay.
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY: Final = 32
_SALT: Final = 16
_NONCE: Final = 12
_LABEL: Final = b"vrp-desktop slot 1"


class SlotKind(StrEnum):
    """What opens the slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the kind of slot
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs, kept in each slot. The default is what users get; tests ask for less by name."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    @property
    def sane(self) -> bool:
        """Whether a file that claims this cost may be believed: a damaged one must not eat the memory."""
        return 8 * self.lanes <= self.memory_kib <= 1024 * 1024 and 1 <= self.iterations <= 64 and 1 <= self.lanes <= 64


PRODUCTION: Final = Cost()


@dataclass(frozen=True, slots=True)
class Slot:
    """One way for one user into the store. `sealed` holds the database key by its id; two while re-keying."""

    name: str
    kind: SlotKind
    cost: Cost
    salt: bytes
    nonce: bytes
    private: bytes
    public: bytes
    sealed: Mapping[str, bytes]

    @classmethod
    def make(cls, name: str, kind: SlotKind, secret: str, cost: Cost = PRODUCTION) -> Slot:
        """A slot with a fresh key pair, opened by `secret`, and nothing sealed to it yet."""
        pair = X25519PrivateKey.generate()
        salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
        private = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, pair.private_bytes_raw(), _bound(name, kind))
        return cls(name, kind, cost, salt, nonce, private, pair.public_key().public_bytes_raw(), {})

    def seal(self, key_id: str, key: bytes) -> Slot:
        """The slot with `key` sealed to it as well; needs no passphrase."""
        fleeting = X25519PrivateKey.generate()
        shared = fleeting.exchange(X25519PublicKey.from_public_bytes(self.public))
        sender = fleeting.public_key().public_bytes_raw()
        # The wrapping key is used once, so that a fixed nonce is safe.
        box = AESGCM(self._sealing_key(shared, sender)).encrypt(bytes(_NONCE), key, self._bound_to(key_id))
        return replace(self, sealed={**self.sealed, key_id: sender + box})

    def open(self, secret: str) -> dict[str, bytes] | None:
        """The database keys sealed to this slot, by id; None where the secret is not the right one."""
        try:
            wrapping = _derive(secret, self.salt, self.cost)
            private = AESGCM(wrapping).decrypt(self.nonce, self.private, _bound(self.name, self.kind))
            pair = X25519PrivateKey.from_private_bytes(private)
            return {key_id: self._unseal(pair, key_id, box) for key_id, box in self.sealed.items()}
        except InvalidTag:
            return None

    def as_json(self) -> dict[str, Any]:
        """The slot as the key file holds it."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "kdf": {
                "name": "argon2id",
                "memory_kib": self.cost.memory_kib,
                "iterations": self.cost.iterations,
                "lanes": self.cost.lanes,
                "salt": _text(self.salt),
            },
            "nonce": _text(self.nonce),
            "private": _text(self.private),
            "public": _text(self.public),
            "sealed": {key_id: _text(box) for key_id, box in self.sealed.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Slot:
        """Read a slot; raises ValueError, KeyError or TypeError where it is none."""
        kdf = data["kdf"]
        cost = Cost(int(kdf["memory_kib"]), int(kdf["iterations"]), int(kdf["lanes"]))
        if kdf["name"] != "argon2id" or not cost.sane:
            raise ValueError("not a key derivation that this version knows")
        sealed = {str(key_id): _bytes(box) for key_id, box in data["sealed"].items()}
        salt, nonce, private, public = (
            _bytes(text) for text in (kdf["salt"], data["nonce"], data["private"], data["public"])
        )
        if (len(salt), len(nonce), len(public)) != (_SALT, _NONCE, _KEY):
            raise ValueError("a field has the wrong length")
        return cls(str(data["name"]), SlotKind(data["kind"]), cost, salt, nonce, private, public, sealed)

    def _unseal(self, pair: X25519PrivateKey, key_id: str, box: bytes) -> bytes:
        sender = box[:_KEY]
        shared = pair.exchange(X25519PublicKey.from_public_bytes(sender))
        return AESGCM(self._sealing_key(shared, sender)).decrypt(bytes(_NONCE), box[_KEY:], self._bound_to(key_id))

    def _sealing_key(self, shared: bytes, sender: bytes) -> bytes:
        derive = HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=_LABEL + sender + self.public)
        return derive.derive(shared)

    def _bound_to(self, key_id: str) -> bytes:
        return _bound(self.name, self.kind) + b"\x1f" + key_id.encode()


def waste_a_try(secret: str, cost: Cost) -> None:
    """Spend what a try costs, so that an unknown name answers no faster than a wrong passphrase."""
    _derive(secret, bytes(_SALT), cost)


def _derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    # NFKC: the same passphrase typed on two keyboards may come composed or not.
    typed = unicodedata.normalize("NFKC", secret).encode()
    kdf = Argon2id(salt=salt, length=_KEY, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(typed)


def _bound(name: str, kind: SlotKind) -> bytes:
    return _LABEL + b"\x1f" + name.encode() + b"\x1f" + kind.value.encode()


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
