"""The package is made by the build as the program reads it."""

from pathlib import Path

import pytest
import release_list
import update_package

from desktop.store.migrations import SCHEMA


def run(*arguments: object) -> int:
    return int(update_package.main([str(one) for one in arguments]))


@pytest.fixture
def msi(tmp_path: Path) -> Path:
    path = tmp_path / "Kuracho-0.2.0-x64.msi"
    path.write_bytes(bytes(range(256)) * 9000)
    return path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("一覧の印刷を直しました。\n", "utf-8")
    return path


def test_a_package_made_with_a_key_file_is_read_back_until_a_byte_changes(
    tmp_path: Path, msi: Path, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "release.pem"
    public = release_list.new_key(key)

    made = run("make", msi, "--key", key, "--version", "0.2.0", "--build", "0.2.0+0123456789ab",
               "--notes", notes, "--out", tmp_path)  # fmt: skip

    assert made == 0
    path = tmp_path / "kuracho-0.2.0.kuraup"
    assert capsys.readouterr().out == f"{path}\n"
    assert run("check", path, "--public", public) == 0
    said = capsys.readouterr().out
    assert f"schema {','.join(map(str, SCHEMA.reads()))} -> {SCHEMA.version}" in said
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert run("check", path, "--public", public) == 1
    assert "updates.damaged" in capsys.readouterr().err


def test_another_key_does_not_believe_it(
    tmp_path: Path, msi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = [tmp_path / "one.pem", tmp_path / "other.pem"]
    publics = [release_list.new_key(key) for key in keys]
    run("make", msi, "--key", keys[0], "--version", "0.2.0", "--build", "b", "--out", tmp_path)

    assert run("check", tmp_path / "kuracho-0.2.0.kuraup", "--public", publics[1]) == 1
    assert "updates.not-ours" in capsys.readouterr().err


def test_an_installer_of_another_name_is_not_packed(tmp_path: Path, msi: Path) -> None:
    key = tmp_path / "release.pem"
    release_list.new_key(key)
    odd = msi.rename(tmp_path / "蔵帳.msi")

    asked = ("make", odd, "--key", key, "--version", "0.2.0", "--build", "b", "--out", tmp_path)
    assert run(*asked) == 1
