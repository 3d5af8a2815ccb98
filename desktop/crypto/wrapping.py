"""Keys kept under another key: AES-256-GCM with a derived key, HPKE to a person's public key.

HPKE does not say who sealed; the caller compares what comes out with a commitment.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.errors import KeyMismatchError

KEY_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16
HPKE_OVERHEAD = 32 + TAG_SIZE
"""HPKE ciphertext is this much longer than what it seals."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def derive(material: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 without salt, 32 bytes."""
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=info).derive(material)


def encrypt(key: bytes, nonce: bytes, content: bytes, aad: bytes) -> bytes:
    """AES-256-GCM ciphertext with its tag."""
    return AESGCM(key).encrypt(nonce, content, aad)


def decrypt(key: bytes, nonce: bytes, ciphertext: bytes, aad: bytes) -> bytes:
    """What was encrypted.

    Raises:
        KeyMismatchError: another key, or a changed nonce, ciphertext or context.
    """
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, aad)
    except (InvalidTag, ValueError) as error:
        raise KeyMismatchError(what="ciphertext") from error


def seal_to(pk_enc: bytes, content: bytes, info: bytes) -> bytes:
    """HPKE base mode (X25519, HKDF-SHA256, AES-256-GCM): encapsulated key and ciphertext."""
    return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(pk_enc), info)


def open_as(x25519_sk: bytes, sealed: bytes, info: bytes) -> bytes:
    """What was sealed to this private key.

    Raises:
        KeyMismatchError: sealed to another key, for another purpose, or changed.
    """
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(x25519_sk), info)
    except (InvalidTag, ValueError) as error:
        raise KeyMismatchError(what="sealed") from error


def public_of(x25519_sk: bytes) -> bytes:
    """The X25519 public half."""
    return X25519PrivateKey.from_private_bytes(x25519_sk).public_key().public_bytes_raw()


def commit_of(key: bytes) -> bytes:
    """The commitment the directory carries for a key (SECURITY-DESIGN §3.1)."""
    return hashlib.sha256(b"KURA commit v1\0" + key).digest()
