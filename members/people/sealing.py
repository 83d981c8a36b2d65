"""Service and identity numbers at rest: sealed with FIELD_KEY, found again by a keyed hash, never kept in plain text.

FIELD_KEYS_BEFORE holds earlier keys, so that what they sealed can be opened until `manage.py rotate_field_key` has sealed
everything again with the present one.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

SERVICE = "service_number"
IDENTITY = "identity_number"


class Unopenable(Exception):
    """No key we have opens it."""


def normalised(number: str) -> str:
    """Letters and figures only, in capitals: "123-456 a" and "123456A" are one number."""
    return "".join(sign for sign in number.upper() if sign.isalnum())


@lru_cache(maxsize=8)
def _fernet(secret: str) -> Fernet:
    # a key of its own for sealing, another for hashing: neither tells anything of the other
    derived = hashlib.scrypt(secret.encode(), salt=b"members.people.sealing", n=2**14, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(derived))


@lru_cache(maxsize=8)
def _hash_key(secret: str) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=b"members.people.hashing", n=2**14, r=8, p=1, dklen=32)


def seal(number: str) -> bytes:
    return seal_bytes(normalised(number).encode())


def open_sealed(sealed: bytes | memoryview) -> str:
    """The number; raises Unopenable."""
    return open_bytes(sealed).decode()


def seal_bytes(content: bytes) -> bytes:
    """Anything else in which such numbers may stand, like an uploaded list."""
    return _fernet(settings.FIELD_KEY).encrypt(content)


def open_bytes(sealed: bytes | memoryview) -> bytes:
    """What was sealed; raises Unopenable."""
    keys = [settings.FIELD_KEY, *getattr(settings, "FIELD_KEYS_BEFORE", [])]
    try:
        return MultiFernet([_fernet(key) for key in keys]).decrypt(bytes(sealed))
    except InvalidToken as error:
        raise Unopenable from error


def number_hash(kind: str, number: str) -> str:
    """The same for the same number of the same kind under the present key; "" for no number."""
    plain = normalised(number)
    if not plain:
        return ""
    return hmac.new(_hash_key(settings.FIELD_KEY), f"{kind}:{plain}".encode(), hashlib.sha256).hexdigest()
