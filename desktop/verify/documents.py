"""Canonical JSON and signed documents, written a second time for the auditor."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MAX_BYTES = 1 << 20
_MAX_INT = 1 << 53
_MAX_SIGNATURES = 8
_KEY = re.compile(r"[a-z0-9_]+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class BadError(Exception):
    """Something is not as it must be: a reason for people, and the entry it was found at."""

    def __init__(self, reason: str, seq: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seq = seq


def refuse(reason: str, seq: int | None = None) -> NoReturn:
    """Say what is wrong, and at which entry if that is known."""
    raise BadError(reason, seq)


def need(fine: object, reason: str, seq: int | None = None) -> None:
    """Refuse unless ``fine``."""
    if not fine:
        refuse(reason, seq)


class Members:
    """An object with exactly these members; each is read as the type it must have."""

    def __init__(self, value: object, names: str) -> None:
        if not isinstance(value, dict) or set(value) != set(names.split()):
            refuse("文書の項目が決まりと違います")
        self._value = value

    def raw(self, name: str) -> object:
        """The member as it stands."""
        return self._value[name]

    def text(self, name: str) -> str:
        """A text."""
        return _text(self._value[name])

    def whole(self, name: str) -> int:
        """A whole number from 0."""
        value = self._value[name]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            refuse("数の形が正しくありません")
        return value

    def items(self, name: str) -> list[Any]:
        """A list."""
        value = self._value[name]
        if not isinstance(value, list):
            refuse("一覧の形が正しくありません")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(_text(item) for item in self.items(name))

    def hexed(self, name: str, size: int) -> bytes:
        """``size`` bytes written as lowercase hex."""
        found = self.text(name)
        need(re.fullmatch(f"[0-9a-f]{{{2 * size}}}", found), "16進の値が正しくありません")
        return bytes.fromhex(found)

    def based(self, name: str) -> bytes:
        """Bytes written as canonical base64."""
        found = self.text(name)
        try:
            content = base64.b64decode(found.encode("ascii"), validate=True)
        except (UnicodeEncodeError, binascii.Error):
            refuse("base64の値が正しくありません")
        need(base64.b64encode(content).decode("ascii") == found, "base64の値が正しくありません")
        return content

    def moment(self, name: str) -> datetime:
        """A moment in UTC."""
        found = self.text(name)
        need(_TIME.fullmatch(found), "日時の形が正しくありません")
        try:
            return datetime.strptime(found, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            refuse("日時の形が正しくありません")


def encode(value: object) -> bytes:
    """The one canonical encoding of a value."""
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        refuse("文字の符号が正しくありません")


def decode(content: bytes, names: str) -> Members:
    """The object of a canonical encoding that has exactly the members ``names``."""
    need(len(content) <= MAX_BYTES, "文書が大きすぎます")
    try:
        value = json.loads(content.decode("utf-8"))
        need(encode(value) == content, "文書が正準の形ではありません")
    except (ValueError, RecursionError):
        refuse("文書を読めません")
    return Members(value, names)


def sha256(label: str, content: bytes) -> bytes:
    """SHA-256 under one of the format's labels."""
    return hashlib.sha256(label.encode("ascii") + b"\0" + content).digest()


def kid_of(public: bytes) -> str:
    """The key id of an Ed25519 public key."""
    return sha256("KURA key v1", public).hex()[:32]


def fingerprint(first_file: bytes) -> str:
    """The store fingerprint of directory version 1, as people compare it."""
    number = int.from_bytes(hashlib.sha256(first_file).digest()[:20], "big")
    letters = "".join(_CROCKFORD[(number >> (5 * place)) & 31] for place in reversed(range(32)))
    return "-".join(letters[start : start + 4] for start in range(0, 32, 4))


def signed_by(public: bytes, name: str, payload: bytes, signature: bytes) -> bool:
    """Whether a signature over a ``name``.v1 payload is ``public``'s."""
    kind = _type_of(name).encode("ascii")
    encoded = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, encoded)
    except (InvalidSignature, ValueError):
        return False
    return True


def opened(content: bytes, name: str) -> tuple[bytes, dict[str, bytes]]:
    """Payload and signatures of a signed document, nothing checked yet."""
    document = decode(content, "payload sigs type")
    need(document.text("type") == _type_of(name), "文書の種類が違います")
    members = [Members(item, "kid sig") for item in document.items("sigs")]
    kids = [member.text("kid") for member in members]
    fine = 1 <= len(kids) <= _MAX_SIGNATURES and sorted(set(kids)) == kids
    need(fine, "署名の並びが正しくありません")
    return document.based("payload"), {m.text("kid"): m.hexed("sig", 64) for m in members}


def checked(
    content: bytes, name: str, key_of: Callable[[str], bytes | None]
) -> tuple[bytes, tuple[str, ...]]:
    """Payload and signers of a signed document; one bad signature refuses all of it."""
    payload, signatures = opened(content, name)
    for kid, signature in signatures.items():
        public = key_of(kid)
        if public is None:
            refuse("署名した人が職員名簿にいません")
        fine = kid_of(public) == kid and signed_by(public, name, payload, signature)
        need(fine, "署名が合いません")
    return payload, tuple(signatures)


def _text(value: object) -> str:
    if not isinstance(value, str):
        refuse("文字の項目が正しくありません")
    return value


def _type_of(name: str) -> str:
    return f"application/vnd.kuracho.{name}.v1+json"


def _check(value: object) -> None:
    if isinstance(value, dict | list):
        named = isinstance(value, list) or all(map(_KEY.fullmatch, value))
        need(named, "文書に使えない項目名があります")
        for member in value if isinstance(value, list) else value.values():
            _check(member)
    elif isinstance(value, int) and not isinstance(value, bool):
        need(abs(value) <= _MAX_INT, "文書に大きすぎる数があります")
    else:
        need(value is None or isinstance(value, bool | str), "文書に使えない値があります")
