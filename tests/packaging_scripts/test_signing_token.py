"""Signing with a key that never leaves its token: a real PKCS#11 module, in software."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import signing
import test_ca

from tests.builders.program_files import program_file

PIN = "271828"
MODULES = [
    Path(folder, "softhsm", "libsofthsm2.so")
    for folder in ("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib64")
]
MODULE = next((path for path in MODULES if path.is_file()), None)
# what OpenSSL reaches a token with; osslsigncode looks for it where OpenSSL does
ENGINES = [*Path("/usr/lib").glob("*/engines-*/pkcs11.so")]

pytestmark = pytest.mark.skipif(
    MODULE is None
    or not ENGINES
    or not all(map(shutil.which, ("softhsm2-util", "osslsigncode", "openssl"))),
    reason="softhsm2, libengine-pkcs11-openssl and osslsigncode are not all installed",
)


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> signing.Identity:
    """A fresh token that holds the key of a fresh CA's signer; the key file itself is gone."""
    family = test_ca.make_test_ca(tmp_path / "ca")
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm.conf"
    settings.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n", "utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    plain = tmp_path / "key.p8"
    new = ["--init-token", "--free", "--label", "office", "--so-pin", PIN, "--pin", PIN]
    key = ["--import", str(plain), "--token", "office", "--label", "sign", "--id", "01"]
    for command in (
        ["openssl", "pkcs8", "-topk8", "-nocrypt", "-in", str(family.key), "-out", str(plain)],
        ["softhsm2-util", *new],
        ["softhsm2-util", *key, "--pin", PIN],
    ):
        subprocess.run(command, check=True, capture_output=True, env=os.environ)
    plain.unlink()
    family.key.unlink()
    pin = tmp_path / "pin"
    pin.write_text(PIN, "ascii")
    return signing.Identity(
        certificate=family.certificate,
        key="pkcs11:token=office;object=sign;type=private",
        pkcs11_module=MODULE,
        password_file=pin,
    )


def test_a_key_in_a_token_signs_and_both_programs_accept_it(
    token: signing.Identity, tmp_path: Path
) -> None:
    program = program_file(tmp_path / "Kuracho" / "Kuracho.exe")

    signing.sign_file(program, token)

    (verdict,) = signing.verify_all([program], tmp_path / "ca" / "root.pem")
    assert verdict.good, verdict.why
    assert verdict.ours


def test_a_wrong_pin_is_a_refusal_that_names_the_file_and_signs_nothing(
    token: signing.Identity, tmp_path: Path
) -> None:
    program = program_file(tmp_path / "Kuracho" / "Kuracho.exe")
    before = program.read_bytes()
    (tmp_path / "pin").write_text("000000", "ascii")

    with pytest.raises(signing.SigningError, match=r"Kuracho\.exe"):
        signing.sign_file(program, token)

    assert program.read_bytes() == before
