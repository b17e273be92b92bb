"""Keys by which updates are signed: Ed25519 (RFC 8032), known by the digest of the public half.

Such a key is pinned in the program itself. Certificates would run out on computers that no authority reaches,
and their revocation could not be asked for there.
"""

from hashlib import sha256
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)

from dxdesk.signing.faults import SigningError

PrivateKey: TypeAlias = Ed25519PrivateKey


def new_key() -> PrivateKey:
    """Return a new key."""
    return Ed25519PrivateKey.generate()


def private_pem(key: PrivateKey, passphrase: str) -> bytes:
    """Return a key as its owner keeps it: PKCS#8 in PEM, encrypted by the passphrase."""
    encryption = BestAvailableEncryption(passphrase.encode())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def load_private(data: bytes, passphrase: str) -> PrivateKey:
    """Return the key in a PEM file.

    Raises:
        SigningError: it holds no such key, or the passphrase does not open it.
    """
    try:
        key = load_pem_private_key(data, passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningError("SG30") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningError("SG30")
    return key


def public_half(key: PrivateKey) -> bytes:
    """Return the public half of a key (SubjectPublicKeyInfo in DER, RFC 8410)."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def is_public_key(public: bytes) -> bool:
    """Tell whether these bytes are the public half of such a key, in its one spelling."""
    try:
        key = load_der_public_key(public)
    except (ValueError, UnsupportedAlgorithm):
        return False
    if not isinstance(key, Ed25519PublicKey):
        return False
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) == public


def fingerprint(public: bytes) -> str:
    """Return what a public key is known by: its SHA-256 in hexadecimal digits."""
    return sha256(public).hexdigest()


def signed_with(data: bytes, key: PrivateKey) -> bytes:
    """Return the signature of `data`, 64 bytes."""
    return key.sign(data)


def is_signature(signature: bytes, data: bytes, public: bytes) -> bool:
    """Tell whether a signature is one of `data` by the key with this public half."""
    key = load_der_public_key(public)
    if not isinstance(key, Ed25519PublicKey):
        return False
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True
