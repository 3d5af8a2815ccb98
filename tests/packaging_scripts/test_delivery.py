"""What lies beside the installer: the zip, the sums, and the sheet to compare them on paper."""

import hashlib
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import hash_sheet
import pytest
import zip_folder
from pypdf import PdfReader

from desktop.paper.hash_sheet import HashedFile, grouped

EPOCH = 1_764_050_000
FACTS = {"version": "0.1.0", "build": "0.1.0+0123456789ab", "epoch": EPOCH}
PRINT = "08DDD38B2A000609AE664C2F6984D208F71D5FA0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Kuracho"
    (place / "_internal" / "様式").mkdir(parents=True)
    (place / "Kuracho.exe").write_bytes(b"MZ" * 999)
    (place / "_internal" / "様式" / "第1号.txt").write_text("様式", "utf-8")
    return place


def test_a_zip_is_the_same_whenever_it_is_made_and_unpacks_whole(
    folder: Path, tmp_path: Path
) -> None:
    first = zip_folder.zip_folder(folder, tmp_path / "a.zip", EPOCH)
    (folder / "Kuracho.exe").write_bytes(b"MZ" * 999)  # a later time, the same bytes
    second = zip_folder.zip_folder(folder, tmp_path / "b.zip", EPOCH)

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        assert packed.namelist() == ["Kuracho/Kuracho.exe", "Kuracho/_internal/様式/第1号.txt"]
        assert {one.date_time for one in packed.infolist()} == {(2025, 11, 25, 5, 53, 20)}
        packed.extractall(tmp_path / "out")
    for path in folder.rglob("*"):
        if path.is_file():
            same = tmp_path / "out" / "Kuracho" / path.relative_to(folder)
            assert same.read_bytes() == path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_not_packed(folder: Path, tmp_path: Path) -> None:
    (folder / "away").symlink_to("/etc/hostname")

    with pytest.raises(ValueError, match="away is a link"):
        zip_folder.zip_folder(folder, tmp_path / "a.zip", EPOCH)


def test_a_date_before_zips_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1980"):
        zip_folder.zip_folder(folder, tmp_path / "a.zip", 0)


def test_the_sheet_carries_every_group_size_and_command_and_the_signer(
    folder: Path, tmp_path: Path
) -> None:
    file = folder / "Kuracho.exe"

    paper, sums = hash_sheet.write_hash_sheet(
        [file], tmp_path, **FACTS, signer="架空開発 株式会社", thumbprint=PRINT
    )

    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper.read_bytes())).pages)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    for group in grouped(digest):
        assert group in text
    for told in (
        "Kuracho.exe", "1,998 バイト", "certutil -hashfile Kuracho.exe SHA256",
        "Get-FileHash Kuracho.exe", "架空開発 株式会社", "08DD D38B", "0.1.0+0123456789ab",
        "令和7年11月25日", "検収者", "検収用",
    ):  # fmt: skip
        assert told in text
    assert "試験用" not in text
    assert sums.read_bytes() == f"{digest}  Kuracho.exe\n".encode()


def test_a_trial_signature_is_told_on_the_sheet(folder: Path, tmp_path: Path) -> None:
    paper, _ = hash_sheet.write_hash_sheet(
        [folder / "Kuracho.exe"], tmp_path, **FACTS, signer="試験用 蔵帳 署名", thumbprint=PRINT
    )

    text = PdfReader(BytesIO(paper.read_bytes())).pages[0].extract_text()
    assert "導入には使えません" in text
    assert "検収用" not in text


def test_four_files_and_the_record_stay_on_one_page(folder: Path, tmp_path: Path) -> None:
    files = [folder / f"Kuracho-{number}.bin" for number in range(4)]
    for path in files:
        path.write_bytes(path.name.encode())

    paper, sums = hash_sheet.write_hash_sheet(files, tmp_path, **FACTS)

    assert len(PdfReader(BytesIO(paper.read_bytes())).pages) == 1
    assert len(sums.read_text("utf-8").splitlines()) == 4


@pytest.mark.parametrize("digest", ["", "0" * 63, "g" * 64])
def test_what_is_no_sha256_is_not_printed(digest: str) -> None:
    with pytest.raises(ValueError, match="64"):
        HashedFile("a", 1, digest)
