"""Signatures: two programs accept what we signed, and neither accepts a turned bit."""

import os
import shutil
import sys
from pathlib import Path

import msi
import pytest
import second_opinion
import signing
import test_ca
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509 import load_pem_x509_certificate

from tests.builders.program_files import program_file

needs_osslsigncode = pytest.mark.skipif(
    shutil.which("osslsigncode") is None, reason="osslsigncode is not installed"
)


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> test_ca.Family:
    return test_ca.make_test_ca(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module")
def identity(family: test_ca.Family) -> signing.Identity:
    return signing.Identity(certificate=family.certificate, key=str(family.key))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program's folder with libraries under other names than .dll, and files that are none."""
    place = tmp_path / "Kuracho"
    program_file(place / "Kuracho.exe")
    program_file(place / "kuracho-reader.exe", b"\x90\xc3")
    program_file(place / "_internal" / "reader.pyd", library=True)
    program_file(place / "_internal" / "様式.bin", library=True)
    (place / "_internal" / "note.dll").write_bytes(b"MZ, but no program")
    return place


@pytest.fixture
def installer(folder: Path, tmp_path: Path) -> Path:
    return msi.build_msi(folder, tmp_path, version="0.1.0", build="test", epoch=msi.FIRST_EPOCH)


def test_libraries_are_signed_before_the_programs_and_nothing_else_is(folder: Path) -> None:
    names = [path.name for path in signing.program_files(folder)]

    assert names == ["reader.pyd", "様式.bin", "Kuracho.exe", "kuracho-reader.exe"]


@needs_osslsigncode
def test_both_programs_accept_what_was_signed_and_name_the_signer(
    folder: Path, installer: Path, identity: signing.Identity, family: test_ca.Family
) -> None:
    done = signing.sign_folder(folder, identity)
    signing.sign_file(installer, identity)

    verdicts = signing.verify_all([folder, installer], family.root)

    assert [one.ours for one in done] == [True] * 4
    assert {(one.good, one.ours, one.signer) for one in verdicts} == {
        (True, True, "試験用 蔵帳 署名")
    }
    assert {one.thumbprint for one in verdicts} == {
        signing.certificate_facts(family.certificate)[1]
    }
    assert signing.table_of(verdicts).count("試験用 蔵帳 署名") == len(verdicts) == 5


@needs_osslsigncode
def test_one_turned_bit_is_refused_by_both_in_a_program_and_in_an_installer(
    folder: Path,
    installer: Path,
    identity: signing.Identity,
    family: test_ca.Family,
    tmp_path: Path,
) -> None:
    program = folder / "Kuracho.exe"
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for path in (program, installer):
        signing.sign_file(path, identity)

        turned = signing.refuses_flipped_byte(path, family.root, scratch)

        assert (turned.osslsigncode, turned.signify) == (False, False)
        # because of the content, not because of the certificate
        assert "MISMATCH" in turned.why
        assert "InvalidDigest" in turned.why
        assert signing.verify_file(path, family.root).good


@needs_osslsigncode
def test_an_unsigned_file_and_a_stranger_s_signature_are_refused(
    folder: Path, identity: signing.Identity, tmp_path: Path
) -> None:
    program = folder / "Kuracho.exe"
    stranger = test_ca.make_test_ca(tmp_path / "stranger")

    unsigned = signing.verify_file(program, stranger.root)
    signing.sign_file(program, identity)
    strange = signing.verify_file(program, stranger.root)

    assert not unsigned.osslsigncode
    assert not unsigned.signify
    assert not strange.osslsigncode
    assert not strange.signify


@needs_osslsigncode
def test_a_time_stamp_is_checked_by_both(
    folder: Path, identity: signing.Identity, family: test_ca.Family
) -> None:
    if not signing.knows("-TSA-key"):
        pytest.skip("this osslsigncode cannot make a time stamp by itself")
    program = folder / "Kuracho.exe"
    stamped = signing.Identity(
        certificate=identity.certificate,
        key=identity.key,
        stamp_certificate=family.stamp_certificate,
        stamp_key=family.stamp_key,
    )

    signing.sign_file(program, stamped)

    assert signing.verify_file(program, family.root).good


@needs_osslsigncode
def test_a_key_that_does_not_belong_to_the_certificate_stops_with_the_file_s_name(
    folder: Path, family: test_ca.Family
) -> None:
    program = folder / "Kuracho.exe"
    before = program.read_bytes()
    wrong = signing.Identity(certificate=family.certificate, key=str(family.stamp_key))

    with pytest.raises(signing.SigningError, match=r"Kuracho\.exe"):
        signing.sign_file(program, wrong)

    assert program.read_bytes() == before
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "Kuracho.exe",
        "kuracho-reader.exe",
    ]


@pytest.mark.parametrize("form", ["file", "number", "backwards", "hexadecimal"])
def test_no_form_of_the_signing_key_stays_unseen_in_a_folder(
    folder: Path, identity: signing.Identity, family: test_ca.Family, form: str
) -> None:
    raw = family.key.read_bytes()
    key = load_pem_private_key(raw, None)
    prime = key.private_numbers().p.to_bytes(128, "big")  # type: ignore[union-attr]  # an RSA key
    forms = {
        "file": raw,
        "number": prime,
        "backwards": prime[::-1],
        "hexadecimal": prime.hex().encode(),
    }
    assert signing.scan_for_keys(folder, identity) == ()

    (folder / "_internal" / "x.bin").write_bytes(b"\0" * 1000 + forms[form] + b"\0")

    assert [one.partition(":")[0] for one in signing.scan_for_keys(folder, identity)] == [
        str(Path("_internal") / "x.bin")
    ]


def test_a_library_that_only_names_the_header_of_key_files_is_no_key(
    folder: Path, identity: signing.Identity
) -> None:
    text = b'load(b"-----BEGIN RSA PRIVATE KEY-----")\0-----BEGIN PRIVATE KEY-----\0'
    (folder / "_internal" / "x.bin").write_bytes(text)

    assert signing.scan_for_keys(folder, identity) == ()


def test_every_name_of_the_test_ca_says_that_it_is_for_tests(family: test_ca.Family) -> None:
    for certificate in (family.root, family.certificate, family.stamp_certificate):
        assert signing.certificate_facts(certificate)[0].startswith(test_ca.MARK)


@pytest.mark.skipif(sys.platform != "win32", reason="a program that its maker signed lies there")
def test_the_signature_of_a_trusted_maker_is_known() -> None:
    held = second_opinion.opinion(Path(sys.base_prefix) / "python.exe")

    assert (held.valid, held.maker.casefold() in signing.TRUSTED_MAKERS) == (True, True), held.why


def test_the_release_key_is_looked_for_too(
    folder: Path, identity: signing.Identity, tmp_path: Path
) -> None:
    key = Ed25519PrivateKey.generate()
    place = tmp_path / "release.pem"
    place.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )
    assert signing.scan_for_keys(folder, identity, [place]) == ()

    (folder / "x.bin").write_bytes(b"\0" * 99 + key.private_bytes_raw())

    assert signing.scan_for_keys(folder, identity, [place]) == ("x.bin: a signing key",)


@needs_osslsigncode
def test_a_pfx_with_a_password_signs_as_well_and_its_key_is_looked_for(
    folder: Path, family: test_ca.Family, tmp_path: Path
) -> None:
    key = load_pem_private_key(family.key.read_bytes(), None)
    certificate = load_pem_x509_certificate(family.certificate.read_bytes())
    locked = BestAvailableEncryption("合言葉".encode())
    pfx, password = tmp_path / "signer.pfx", tmp_path / "password.txt"
    pfx.write_bytes(serialize_key_and_certificates(b"x", key, certificate, None, locked))
    password.write_text("合言葉", "utf-8")
    identity = signing.Identity(pfx=pfx, password_file=password)

    signing.sign_file(folder / "Kuracho.exe", identity)

    assert signing.verify_file(folder / "Kuracho.exe", family.root).good
    assert signing.scan_for_keys(folder, identity) == ()
    (folder / "x.bin").write_bytes(key.private_numbers().q.to_bytes(128, "big"))
    assert signing.scan_for_keys(folder, identity) == ("x.bin: a signing key",)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the tool")
def test_a_tool_that_does_not_answer_is_not_waited_for(
    folder: Path, identity: signing.Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = tmp_path / "tools" / "osslsigncode"
    waits.parent.mkdir()
    waits.write_text("#!/bin/sh\nexec sleep 60\n", "ascii")
    waits.chmod(0o755)
    monkeypatch.setenv("PATH", str(waits.parent), prepend=os.pathsep)
    monkeypatch.setattr(signing, "LONGEST_SECONDS", 0.3)

    with pytest.raises(signing.SigningError, match=r"Kuracho\.exe: .* gave no answer in 0\.3 s"):
        signing.sign_file(folder / "Kuracho.exe", identity)
