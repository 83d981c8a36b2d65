"""The room's files at rest: sealed with PERSONNEL_KEY, apart from all else, in pieces that are opened one by one.

Each piece is sealed by itself with AES-256-GCM under a number used once, and bound to its place: a piece that is taken from
another file, or put at another place of the same one, does not open. PERSONNEL_KEYS_BEFORE holds earlier keys, so that what
they sealed can be opened until `manage.py rotate_personnel_key` has sealed everything again with the present one.
"""

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PIECE = 1024 * 1024
NONCE = 12
NAME = 16


class Unopenable(Exception):
    """No key we have opens it."""


@lru_cache(maxsize=8)
def _derived(secret: str) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=b"congress.personnel.sealing", n=2**14, r=8, p=1, dklen=32)


@lru_cache(maxsize=8)
def name_of(secret: str) -> str:
    """What tells the keys apart without telling anything of them: kept with what was sealed."""
    return hashlib.sha256(b"name of " + _derived(secret)).hexdigest()[:NAME]


def present_key() -> str:
    """The name of the key that seals now."""
    return name_of(settings.PERSONNEL_KEY)


def _cipher(key_name: str) -> AESGCM:
    for secret in (settings.PERSONNEL_KEY, *settings.PERSONNEL_KEYS_BEFORE):
        if name_of(secret) == key_name:
            return AESGCM(_derived(secret))
    raise Unopenable(key_name)


def seal_piece(plain: bytes | memoryview, *, place: str) -> bytes:
    """Sealed with the present key; opens only as the piece of this `place`, like "file:17:3"."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_derived(settings.PERSONNEL_KEY)).encrypt(nonce, bytes(plain), place.encode())


def open_piece(sealed: bytes | memoryview, *, place: str, key_name: str) -> bytes:
    """What was sealed; raises Unopenable for another key, another place, or a changed byte."""
    content = bytes(sealed)
    try:
        return _cipher(key_name).decrypt(content[:NONCE], content[NONCE:], place.encode())
    except InvalidTag as error:
        raise Unopenable(place) from error


def seal_named(plain: bytes, *, place: str) -> bytes:
    """As `seal_piece`, with the name of the key before it: for what has no row of its own to keep that name."""
    return present_key().encode() + seal_piece(plain, place=place)


def open_named(sealed: bytes | memoryview, *, place: str) -> bytes:
    """What `seal_named` sealed; raises Unopenable."""
    content = bytes(sealed)
    return open_piece(content[NAME:], place=place, key_name=content[:NAME].decode("ascii", "replace"))


def pieces_of(content: bytes) -> Iterator[memoryview]:
    """Of PIECE bytes each, the last one shorter; nothing is copied."""
    view = memoryview(content)
    for start in range(0, len(content), PIECE):
        yield view[start : start + PIECE]
