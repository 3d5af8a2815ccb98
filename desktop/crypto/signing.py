"""Ed25519 signatures over DSSE's pre-authentication encoding, and signed documents (SD).

A signed document is verified whole or not at all: each signature by a known key, each key once,
the type given by the caller. Only verified bytes are handed on to be parsed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, to_base64
from desktop.domain.errors import MalformedDocumentError, SignatureRefusedError
from desktop.domain.ids import Kid
from desktop.domain.people import key_id

MAX_SIGNATURES = 8
_KID_LENGTH = 32

Resolve = Callable[[Kid], bytes | None]
"""Kid → the Ed25519 public key that may sign this document, or None."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A payload whose every signature holds, and who signed it."""

    payload: bytes
    kids: tuple[Kid, ...]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 private key (32 bytes); its ``repr`` shows nothing."""

    secret: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    @property
    def kid(self) -> Kid:
        """The kid of the public half."""
        return key_id(self.public)

    def sign_pae(self, name: str, payload: bytes) -> bytes:
        """The signature over PAE of ``payload`` as a ``name``.v1 document."""
        private = Ed25519PrivateKey.from_private_bytes(self.secret)
        return private.sign(pae(type_of(name), payload))


def type_of(name: str) -> str:
    """The full type of a document name such as ``directory``."""
    return f"application/vnd.kuracho.{name}.v1+json"


def pae(type_name: str, payload: bytes) -> bytes:
    """DSSE v1 pre-authentication encoding."""
    kind = type_name.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def verify_pae(public: bytes, name: str, payload: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is ``public``'s over ``payload`` as a ``name``.v1 document."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, pae(type_of(name), payload))
    except (InvalidSignature, ValueError):
        return False
    return True


def sign(name: str, payload: bytes, keys: Sequence[SigningKey]) -> bytes:
    """A signed document of ``payload`` (already canonical), signed by each of ``keys``."""
    return _write(name, payload, [(key.kid, key.sign_pae(name, payload)) for key in keys])


def sign_json(name: str, value: Json, keys: Sequence[SigningKey]) -> bytes:
    """A signed document of a value in its canonical encoding."""
    return sign(name, cj1.encode(value), keys)


def document_of(name: str, payload: bytes, public: bytes, signature: bytes) -> bytes:
    """The signed document whose one signature was made elsewhere, by a token for instance.

    Raises:
        SignatureRefusedError: it is not ``public``'s over ``payload``.
    """
    if not verify_pae(public, name, payload, signature):
        raise SignatureRefusedError(reason="bad-signature")
    return _write(name, payload, [(key_id(public), signature)])


def add_signature(untrusted_bytes: bytes, name: str, resolve: Resolve, key: SigningKey) -> bytes:
    """The same document signed by one more key; what is there already must verify.

    Raises:
        SignatureRefusedError: the document does not verify, or ``key`` has signed it already.
    """
    verify(untrusted_bytes, name, resolve)
    payload, signatures = _read(untrusted_bytes, name)
    if key.kid in (kid for kid, _ in signatures):
        raise SignatureRefusedError(reason="twice")
    return _write(name, payload, [*signatures, (key.kid, key.sign_pae(name, payload))])


def verify(untrusted_bytes: bytes, name: str, resolve: Resolve) -> Verified:
    """Return the payload of a ``name``.v1 document whose every signature holds.

    Raises:
        MalformedDocumentError: not a canonical signed document.
        SignatureRefusedError: another type, an unknown kid, a kid twice, a bad signature.
    """
    payload, signatures = _read(untrusted_bytes, name)
    for kid, signature in signatures:
        public = resolve(kid)
        if public is None:
            raise SignatureRefusedError(reason="unknown-kid")
        if key_id(public) != kid or not verify_pae(public, name, payload, signature):
            raise SignatureRefusedError(reason="bad-signature")
    return Verified(payload, tuple(kid for kid, _ in signatures))


def payload_unverified(untrusted_bytes: bytes, name: str) -> bytes:
    """The payload of a document whose keys stand inside itself; verify it right after.

    Only a founding directory needs this: its signers are named by its own payload.
    """
    return _read(untrusted_bytes, name)[0]


def _read(untrusted_bytes: bytes, name: str) -> tuple[bytes, list[tuple[Kid, bytes]]]:
    document = Document(cj1.decode(untrusted_bytes), "payload", "sigs", "type")
    if document.text("type") != type_of(name):
        raise SignatureRefusedError(reason="type")
    signatures = [_signature(member) for member in document.items("sigs")]
    kids = [kid for kid, _ in signatures]
    if not 1 <= len(kids) <= MAX_SIGNATURES or sorted(set(kids)) != kids:
        raise SignatureRefusedError(reason="signatures")
    return document.base64("payload"), signatures


def _signature(untrusted: Json) -> tuple[Kid, bytes]:
    document = Document(untrusted, "kid", "sig")
    kid = document.text("kid")
    if len(kid) != _KID_LENGTH:
        raise MalformedDocumentError(reason="kid")
    return Kid(kid), document.hex("sig", 64)


def _write(name: str, payload: bytes, signatures: Sequence[tuple[Kid, bytes]]) -> bytes:
    if len({kid for kid, _ in signatures}) != len(signatures):
        raise SignatureRefusedError(reason="twice")
    return cj1.encode(
        {
            "payload": to_base64(payload),
            "sigs": [{"kid": kid, "sig": sig.hex()} for kid, sig in sorted(signatures)],
            "type": type_of(name),
        }
    )
