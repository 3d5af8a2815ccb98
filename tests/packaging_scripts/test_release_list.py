"""The list is made by the build as the program reads it, with a key file or a token elsewhere."""

import sys
from pathlib import Path

import pytest
import release_list
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.builders.programs import BUILD, ProgramFolder, program_folder

ASKED = ("--build", BUILD)


@pytest.fixture
def program(tmp_path: Path) -> ProgramFolder:
    return program_folder(tmp_path / "Kuracho")


def run(*arguments: object) -> int:
    return int(release_list.main([str(one) for one in arguments]))


def test_a_list_made_with_a_key_file_holds_until_a_byte_changes(
    program: ProgramFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "release.pem"
    assert run("new-key", key) == 0
    public = capsys.readouterr().out.strip()

    assert run("make", program.folder, "--key", key, "--version", "0.1.0", *ASKED) == 0
    assert run("check", program.folder, "--public", public, *ASKED) == 0
    (program.folder / "Kuracho.exe").write_bytes(b"MZ other")
    assert run("check", program.folder, "--public", public, *ASKED) == 1
    assert "changed\tKuracho.exe" in capsys.readouterr().out


def test_a_token_that_only_signs_bytes_can_sign_a_list(
    program: ProgramFolder, tmp_path: Path
) -> None:
    token = Ed25519PrivateKey.generate()
    public = token.public_key().public_bytes_raw().hex()
    payload, signature = tmp_path / "payload", tmp_path / "signature"
    given = ("--payload", payload, "--signature", signature, "--public", public)
    version = ("--version", "0.1.0")

    assert run("payload", payload, program.folder, *version, *ASKED) == 0
    signature.write_bytes(token.sign(payload.read_bytes()))

    assert run("make", program.folder, *given, *version, *ASKED) == 0
    signature.write_bytes(bytes(64))
    with pytest.raises(Exception, match="signature"):
        run("make", program.folder, *given, *version, *ASKED)


def test_the_same_folder_gives_the_same_list(program: ProgramFolder) -> None:
    first = program.sign().read_bytes()

    assert program.sign().read_bytes() == first


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right there")
def test_a_folder_with_a_link_is_not_released(program: ProgramFolder) -> None:
    (program.folder / "x.dll").symlink_to(program.folder / "Kuracho.exe")

    with pytest.raises(release_list.NotReleasableError):
        program.sign()


def test_a_key_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    key = tmp_path / "release.pem"
    release_list.new_key(key)
    before = key.read_bytes()

    with pytest.raises(FileExistsError):
        release_list.new_key(key)

    assert key.read_bytes() == before
