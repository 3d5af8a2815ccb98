"""Makes and signs the release list of a finished program folder, and checks one.

``release_list.py make FOLDER --key KEY.pem --version V --build B`` writes ``FOLDER/release.json``
after every file in it is final (Authenticode included); ``check FOLDER --public HEX --build B``
reads it back as the program does; ``new-key KEY.pem`` makes a key for tests. Where the release key
cannot be handed over as a file (a PKCS#11 token), ``payload`` writes the bytes the token has to
sign with Ed25519, and ``make --signature FILE --public HEX`` takes its 64 bytes in place of a key.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from desktop.crypto.signing import SigningKey, document_of, pae, sign, type_of  # noqa: E402
from desktop.domain import cj1  # noqa: E402
from desktop.domain.releases import LIST_FILE, NAME, ListedFile, Release, require_path  # noqa: E402
from desktop.usecases.program_gate import ProgramFacts, Verdict  # noqa: E402
from desktop.usecases.release_check import check_program, found_files, sha256_of  # noqa: E402


class NotReleasableError(Exception):
    """The folder holds something no release list may name."""


def new_key(path: Path) -> str:
    """Write a fresh Ed25519 key as unencrypted PKCS#8 PEM; its public half in hex.

    Raises:
        FileExistsError: a key that programs believe already would be lost.
    """
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key.public_key().public_bytes_raw().hex()


def read_key(path: Path, password: bytes | None = None) -> SigningKey:
    """The release key of a PEM file (PKCS#8, Ed25519)."""
    key = load_pem_private_key(path.read_bytes(), password)
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path.name} holds no Ed25519 key"
        raise NotReleasableError(message)
    return SigningKey(key.private_bytes_raw())


def public_hex(key: SigningKey) -> str:
    """The public half as ``desktop.build_facts.RELEASE_KEY`` holds it."""
    return key.public.hex()


def release_of(folder: Path, *, version: str, build: str, made: datetime | None = None) -> Release:
    """The list of what lies in ``folder`` now.

    Raises:
        NotReleasableError: a link, or a name that Windows would not keep as it is.
    """
    files = []
    for found in found_files(folder):
        if found.size is None:
            message = f"{found.path} is a link"
            raise NotReleasableError(message)
        path = require_path(found.path)
        files.append(ListedFile(path, found.size, sha256_of(folder / path)))
    listed = tuple(sorted(files, key=lambda one: one.path))
    release = Release(version, build, made or datetime.now(UTC), listed)
    return Release.from_json(release.to_json())


def make_release(
    folder: Path, key: SigningKey, *, version: str, build: str, made: datetime | None = None
) -> Path:
    """Write the signed list of ``folder`` into it; every other file must be final by now."""
    release = release_of(folder, version=version, build=build, made=made)
    target = folder / LIST_FILE
    target.write_bytes(sign(NAME, cj1.encode(release.to_json()), [key]))
    return target


def check_release(folder: Path, public: str, build: str) -> Verdict:
    """What a program of this build and key would say of ``folder`` at its start."""
    return check_program(ProgramFacts(folder, build, public))


def main(arguments: Sequence[str] | None = None) -> int:
    """One command; 0 if the list was made, or holds."""
    asked = _parser().parse_args(arguments)
    return int(asked.run(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    key = commands.add_parser("new-key", help="a key for tests")
    key.add_argument("key", type=Path)
    key.set_defaults(run=_new_key)
    payload = commands.add_parser("payload", help="what a token has to sign")
    payload.add_argument("out", type=Path)
    payload.set_defaults(run=_payload)
    make = commands.add_parser("make", help="write FOLDER/release.json")
    make.add_argument("--key", type=Path)
    make.add_argument("--payload", type=Path, help="what `payload` wrote")
    make.add_argument("--signature", type=Path, help="64 bytes over it")
    make.add_argument("--public", help="the token's public key, hex")
    make.set_defaults(run=_make)
    check = commands.add_parser("check", help="compare FOLDER with its list")
    check.add_argument("--public", required=True)
    check.set_defaults(run=_check)
    for command in (payload, make, check):
        command.add_argument("folder", type=Path)
        command.add_argument("--build", required=True)
    for command in (payload, make):
        command.add_argument("--version", required=True)
    return parser


def _new_key(asked: argparse.Namespace) -> int:
    print(new_key(asked.key))
    return 0


def _payload(asked: argparse.Namespace) -> int:
    release = release_of(asked.folder, version=asked.version, build=asked.build)
    asked.out.write_bytes(pae(type_of(NAME), cj1.encode(release.to_json())))
    print(asked.out)
    return 0


def _make(asked: argparse.Namespace) -> int:
    if asked.key is not None:
        key = read_key(asked.key)
        print(make_release(asked.folder, key, version=asked.version, build=asked.build))
        return 0
    if not (asked.payload and asked.signature and asked.public):
        print("--key, or --payload, --signature and --public", file=sys.stderr)
        return 2
    payload = asked.payload.read_bytes().split(b" ", 4)[4]
    document = document_of(NAME, payload, bytes.fromhex(asked.public), asked.signature.read_bytes())
    (asked.folder / LIST_FILE).write_bytes(document)
    return _check(asked)


def _check(asked: argparse.Namespace) -> int:
    verdict = check_release(asked.folder, asked.public, asked.build)
    for fault in verdict.faults:
        print(f"{fault.difference}\t{fault.path}")
    print(f"{verdict.standing}: {verdict.files} files, {verdict.size:,} bytes")
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main())
