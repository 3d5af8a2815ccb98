"""A package from outside its encryption: who asked, who approved, and that no byte has changed."""

import hashlib
import json
from collections.abc import Sequence
from typing import BinaryIO

from desktop.verify.directory import Version, read_versions
from desktop.verify.documents import (
    MAX_BYTES,
    Members,
    checked,
    decode,
    encode,
    fingerprint,
    need,
    refuse,
    sha256,
)

MAGIC = b"KURAPKG1\n"
_MAX_DIRECTORIES = 8 << 20
_MANIFEST = (
    "v package_id from_store counter recipients created_at not_after request request_sha256"
    " approved_by dir_version inner_sha256 payload_sha256 payload_size checkpoint app_version"
)
_REQUEST = (
    "request_id store purpose legal_basis query as_of_seq nonce policy_version recipients"
    " records inner_sha256 not_after"
)


def read_package(stream: BinaryIO) -> tuple[Members, Members, str]:
    """Manifest, request and store fingerprint of a whole package; the content stays encrypted."""
    need(stream.read(len(MAGIC)) == MAGIC, "持出パッケージではないか、壊れています")
    signed = _framed(stream, MAX_BYTES)
    files = _listed(_framed(stream, _MAX_DIRECTORIES))
    directory = read_versions(files)[-1]
    payload, kids = checked(signed, "manifest", directory.key)
    manifest = decode(payload, _MANIFEST)
    need(manifest.whole("v") == 1, "この版では読めないパッケージです")
    need(kids == (manifest.text("approved_by"),), "承認した人だけの署名ではありません")
    request = _request(manifest, directory, kids[0])
    _check_payload(stream, manifest)
    return manifest, request, fingerprint(files[0])


def _request(manifest: Members, directory: Version, approver: str) -> Members:
    signed, made = manifest.based("request"), manifest.moment("created_at")
    payload, kids = checked(signed, "request", directory.key)
    request = decode(payload, _REQUEST)
    need(len(kids) == 1, "申請した人だけの署名ではありません")
    asked, approved = directory.accounts[kids[0]], directory.accounts[approver]
    need(asked.person != approved.person, "申請した人と承認した人が同じです")
    need(approved.acts_at(made) and "supervisor" in approved.roles, "承認の権限がありません")
    need(asked.acts_at(made) and asked.roles & {"clerk", "supervisor"}, "申請の権限がありません")
    named = request.hexed("request_id", 16) + request.hexed("nonce", 32)
    agreed = (
        (manifest.text("from_store"), manifest.whole("dir_version"))
        == (directory.store, directory.number)
        and hashlib.sha256(signed).digest() == manifest.hexed("request_sha256", 32)
        and sha256("KURA package v1", named).hex()[:32] == manifest.text("package_id")
        and manifest.texts("recipients") == request.texts("recipients")
        and manifest.hexed("inner_sha256", 32) == request.hexed("inner_sha256", 32)
        and (request.text("store"), True) == (directory.store, made <= request.moment("not_after"))
    )
    need(agreed, "申請と承認の内容が合いません")
    known = [directory.recipients.get(rid) for rid in manifest.texts("recipients")]
    need(known and all(until and made <= until for until in known), "宛先が名簿にありません")
    return request


def _check_payload(stream: BinaryIO, manifest: Members) -> None:
    size, digest = 0, hashlib.sha256()
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    need(size >= manifest.whole("payload_size"), "パッケージが途中で切れています")
    need(size == manifest.whole("payload_size"), "パッケージの後ろに余分な内容があります")
    need(digest.digest() == manifest.hexed("payload_sha256", 32), "暗号の本体が署名と違います")


def _framed(stream: BinaryIO, limit: int) -> bytes:
    length = int.from_bytes(stream.read(4), "big")
    need(1 <= length <= limit, "パッケージの長さの値が正しくありません")
    content = stream.read(length)
    need(len(content) == length, "パッケージが途中で切れています")
    return content


def _listed(content: bytes) -> Sequence[bytes]:
    try:
        value = json.loads(content.decode("utf-8"))
        files = [encode(member) for member in value] if isinstance(value, list) else []
    except (ValueError, RecursionError):
        refuse("職員名簿を読めません")
    need(b"[" + b",".join(files) + b"]" == content, "職員名簿を読めません")
    return files
