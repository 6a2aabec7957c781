"""The key ring, which encrypts tokens before they are stored, and decrypts them. Only installations import it."""

import base64
import binascii
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZE = 32
_NONCE = 12


class Unreadable(Exception):
    """A text encrypted with a key that is not in the ring, or altered since."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Encrypted text, in base64, and the id of the key that it is encrypted with."""

    key_id: str
    text: str


class KeyRing:
    """Keys of 32 bytes, the newest first: it encrypts with the newest, by AES-GCM, and decrypts with each.

    A key's id is a hash of the key, so that another key never passes for it.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = {_to_id(key): AESGCM(key) for key in keys}
        self.newest = _to_id(keys[0])

    def __contains__(self, key_id: str) -> bool:
        return key_id in self._keys

    def seal(self, text: str, about: str) -> Sealed:
        """Encrypt a text, bound to the context `about`, so that one row's text is invalid in another."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._keys[self.newest].encrypt(nonce, text.encode(), about.encode())
        return Sealed(self.newest, base64.b64encode(sealed).decode())

    def unseal(self, sealed: Sealed, about: str) -> str:
        """Return the text. Raises Unreadable, whose message holds nothing of it."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise Unreadable(f"it is encrypted with the key {sealed.key_id}, which is not given")
        try:
            whole = base64.b64decode(sealed.text, validate=True)
            return key.decrypt(whole[:_NONCE], whole[_NONCE:], about.encode()).decode()
        except (InvalidTag, ValueError, binascii.Error):
            raise Unreadable("it is not what was stored") from None


def parse_keys(text: str) -> KeyRing:
    """Parse keys of 32 bytes in base64, separated by commas, the newest first."""
    parts = text.replace(",", " ").split()
    return KeyRing([base64.b64decode(part.replace("-", "+").replace("_", "/").rstrip("=") + "=") for part in parts])


def _to_id(key: bytes) -> str:
    return hashlib.sha256(b"azrel key id" + key).hexdigest()[:8]
