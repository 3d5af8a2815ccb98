"""A folder that holds what must not be in it is told, by the place of each thing."""

import zipfile
from pathlib import Path

import contents
import pytest
from archives import pieces
from frozen_folder import files_of, hash_list, read_frozen

KEY_FILE = b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAAA\n-----END PRIVATE KEY-----\n"
PLACE = "/srv/builder/kuracho"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with nothing wrong in it; a program is frozen by ``make windows`` only."""
    root = tmp_path / "Kuracho"
    for name in ("THIRD-PARTY.txt", "sbom.cdx.json", "_internal/resources/style.qss"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x" * 100)
    (root / "_internal" / "Qt6Core.dll").write_bytes(b"MZ" + bytes(5000))
    return root


def missed(folder: Path) -> dict[str, str]:
    rows = contents.check(folder, [PLACE])
    return {row.id.removeprefix("contents."): str(row.figure) for row in rows if not row.ok}


def test_a_clean_folder_has_no_miss(folder: Path) -> None:
    assert missed(folder) == {}


@pytest.mark.parametrize(
    ("name", "content", "row"),
    [
        ("shim.dll", b"MZ" + bytes(62) + b"Wine builtin DLL\0", "wine"),
        ("icuuc.dll", b"MZ", "wine"),
        ("BCryptPrimitives.dll", b"MZ", "wine"),
        ("api-ms-win-crt-runtime-l1-1-0.dll", b"MZ", "wine"),
        ("x.pem", KEY_FILE, "key"),
        ("Qt6Network.dll", b"MZ", "network"),
        ("libQt6WebEngineCore.so.6", b"", "network"),
        ("Qt6WebSockets.dll", b"MZ", "network"),
        ("libcrypto-3.dll", b"MZ", "network"),
        ("_ssl.pyd", b"MZ", "network"),
        ("a.pyd", b"..Z:/srv/builder/kuracho/desktop/app.py", "path"),
        ("b.pyd", "Z:\\srv\\builder\\kuracho\\x".encode("utf-16-le"), "path"),
        ("c.json", rb'"Z:\\srv\\builder\\kuracho\\x"', "path"),
    ],
)
def test_each_thing_that_must_not_be_there_is_found(
    folder: Path, name: str, content: bytes, row: str
) -> None:
    (folder / "_internal" / name).write_bytes(content)

    assert missed(folder) == {row: f"_internal/{name}"}


@pytest.mark.parametrize(
    "name", ["Qt6Core.dll", "_socket.pyd", "sslproto.txt", "cryptography.pyd", "crypto.svg"]
)
def test_what_only_sounds_like_it_is_left_alone(folder: Path, name: str) -> None:
    (folder / "_internal" / name).write_bytes(b"/srv/builder/kuracho-else -----BEGIN PRIVATE KEY")

    assert missed(folder) == {}


def test_a_path_inside_an_archive_is_found_where_it_lies(folder: Path) -> None:
    with zipfile.ZipFile(folder / "_internal" / "base.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.pyc", b"x" * 500 + b"/srv/builder/kuracho/a/b.py")

    assert missed(folder) == {"path": "_internal/base.zip!a/b.pyc"}
    assert "_internal/base.zip!a/b.pyc" in dict(pieces(folder))


def test_a_missing_file_and_a_heavy_folder_are_missed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "THIRD-PARTY.txt").unlink()
    monkeypatch.setattr(contents, "MOST_MEGABYTES", 0.001)

    assert missed(folder) == {"whole": "THIRD-PARTY.txt", "size": "0.0"}


def test_hashes_are_sorted_and_name_the_folder(folder: Path) -> None:
    lines = hash_list(folder).splitlines()

    names = [line.split("  ")[1] for line in lines]
    assert names == sorted(names)
    assert names[0] == "Kuracho/THIRD-PARTY.txt"
    assert len(names) == len(files_of(folder)) == 4


def test_who_froze_is_read_without_drives(tmp_path: Path) -> None:
    assert read_frozen(tmp_path) == []

    (tmp_path / "frozen.json").write_text(r'["Z:\\srv\\py", "Z:\\srv\\py", "/out"]', "utf-8")

    assert read_frozen(tmp_path) == ["/out", r"\srv\py"]
