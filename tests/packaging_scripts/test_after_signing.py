"""What was told about a program before it was signed is told anew."""

import hashlib
import json
from pathlib import Path

import pytest
from after_signing import renew_hashes
from frozen_folder import hash_list


def entry(place: str, content: bytes) -> dict[str, object]:
    digest = hashlib.sha256(content).hexdigest()
    return {"type": "file", "name": place, "hashes": [{"alg": "SHA-256", "content": digest}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Kuracho"
    (place / "_internal").mkdir(parents=True)
    (place / "Kuracho.exe").write_bytes(b"program")
    (place / "_internal" / "a.pyd").write_bytes(b"library")
    library = {"type": "library", "components": [entry("_internal/a.pyd", b"library")]}
    program = {"components": [entry("Kuracho.exe", b"program")]}
    bill = {"metadata": {"component": program}, "components": [library]}
    (place / "sbom.cdx.json").write_text(json.dumps(bill), "utf-8")
    return place


def test_the_bill_and_the_sums_name_the_signed_files(folder: Path) -> None:
    (folder / "Kuracho.exe").write_bytes(b"program, signed")
    (folder / "_internal" / "a.pyd").write_bytes(b"library, signed")

    assert renew_hashes(folder) == 2

    told = (folder / "sbom.cdx.json").read_text("utf-8")
    for content in (b"program, signed", b"library, signed"):
        assert hashlib.sha256(content).hexdigest() in told
    assert hashlib.sha256(b"program").hexdigest() not in told
    assert (folder.parent / "sbom.cdx.json").read_text("utf-8") == told
    assert (folder.parent / "Kuracho.sha256").read_text("utf-8") == hash_list(folder)
    assert renew_hashes(folder) == 0


def test_a_bill_that_names_a_file_which_is_gone_stops(folder: Path) -> None:
    (folder / "_internal" / "a.pyd").unlink()

    with pytest.raises(FileNotFoundError):
        renew_hashes(folder)
