"""Makes a throw-away CA, a code-signing certificate and a time-stamp certificate for tests.

    python packaging/test_ca.py --out build/test-ca

Every name says 試験用 (for tests). The keys are made anew each time, live under ``build/`` and are
trusted by nobody; ``signing.scan_for_keys`` proves that none of them reaches the output.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MARK = "試験用"
_BITS = 2048
_DAYS = 30


@dataclass(frozen=True, slots=True)
class Family:
    """Where the files lie: the root to trust, and certificate and key of signer and time stamp."""

    root: Path
    certificate: Path
    key: Path
    stamp_certificate: Path
    stamp_key: Path


def make_test_ca(folder: Path, now: datetime | None = None) -> Family:
    """Make the whole family in ``folder``, valid from an hour ago for thirty days."""
    folder.mkdir(parents=True, exist_ok=True)
    moment = (now or datetime.now(UTC)) - timedelta(hours=1)
    root_key = rsa.generate_private_key(65537, _BITS)
    root_name = _name(f"{MARK} 蔵帳 認証局")
    root = (
        _certificate(root_name, root_name, root_key, moment)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    family = Family(*(folder / f"{name}.pem" for name in ("root", "signer", "signer-key",
                                                          "stamp", "stamp-key")))  # fmt: skip
    family.root.write_bytes(_pem(root))
    for name, purpose, certificate, key_file in (
        (f"{MARK} 蔵帳 署名", ExtendedKeyUsageOID.CODE_SIGNING, family.certificate, family.key),
        (
            f"{MARK} 蔵帳 時刻認証",
            ExtendedKeyUsageOID.TIME_STAMPING,
            family.stamp_certificate,
            family.stamp_key,
        ),
    ):
        key = rsa.generate_private_key(65537, _BITS)
        leaf = (
            _certificate(_name(name), root_name, key, moment)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
            .sign(root_key, hashes.SHA256())
        )
        certificate.write_bytes(_pem(leaf))
        _write_key(key_file, key)
    return family


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"{MARK} 蔵帳"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, start: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=_DAYS))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: rsa.RSAPrivateKey) -> None:
    """The key, readable by its owner alone (signing tools do not ask for a password in tests)."""
    raw = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(raw)


def main() -> None:
    """Make the family from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/test-ca"))
    family = make_test_ca(parser.parse_args().out)
    print(f"root {family.root}\ncertificate {family.certificate}\nkey {family.key}")


if __name__ == "__main__":
    main()
