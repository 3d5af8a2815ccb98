"""The installer's file says in other programs' eyes what we put into it."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import cabinet
import compound_file
import msi
import msi_database
import msi_product
import msi_wording
import olefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.program_files import program_file

WINDOWS = sys.platform == "win32"
MSIINFO, CABEXTRACT = (shutil.which(name) or "" for name in ("msiinfo", "cabextract"))
needs_msiinfo = pytest.mark.skipif(
    not MSIINFO, reason="msiinfo (Debian: msitools) is not installed"
)
needs_cabextract = pytest.mark.skipif(not CABEXTRACT, reason="cabextract is not installed")

Build = Callable[..., Path]
EPOCH = 1_764_050_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Kuracho"
    program_file(place / "Kuracho.exe")
    program_file(place / "kuracho-reader.exe", b"\x90\xc3")
    deep = place / "_internal" / "resources" / "様式 見本"
    deep.mkdir(parents=True)
    (deep / "様式 第1号.txt").write_text("様式" * 30_000, "utf-8")
    (deep / "様式 第2号.txt").write_bytes(b"")
    return place


@pytest.fixture
def build(folder: Path, tmp_path: Path) -> Build:
    def make(version: str = "0.1.0", out: str = "out", **more: object) -> Path:
        facts = {"build": f"{version}+test", "epoch": EPOCH, **more}
        return msi.build_msi(folder, tmp_path / out, version=version, **facts)

    return make


def streams(path: Path) -> dict[str, bytes]:
    with olefile.OleFileIO(str(path), raise_defects=olefile.DEFECT_INCORRECT) as read:
        return {names[0]: read.openstream(names).read() for names in read.listdir()}


def table(path: Path, name: str) -> list[dict[str, str]]:
    """A table as libmsi reads it."""
    told = subprocess.run(
        [MSIINFO, "export", str(path), name], capture_output=True, check=True
    ).stdout.decode("utf-8")
    head, _, _, *rows = told.split("\r\n")
    names = head.split("\t")
    return [dict(zip(names, row.split("\t"), strict=True)) for row in rows if row]


@needs_msiinfo
def test_another_reader_finds_the_japanese_names_whole(build: Build) -> None:
    made = build()

    properties = {row["Property"]: row["Value"] for row in table(made, "Property")}
    shortcut = table(made, "Shortcut")[0]
    files = {row["FileName"].rpartition("|")[2] for row in table(made, "File")}

    assert properties["ProductName"] == "蔵帳 Kuracho"
    assert properties["ARPCOMMENTS"].startswith(
        "アンインストールしても、保存した台帳は消えません。"
    )
    assert (shortcut["Name"], shortcut["Description"]) == ("KURACHO|蔵帳", "書式台帳を開きます")
    assert {"様式 第1号.txt", "保存した台帳は消えません.txt", "Kuracho.exe"} <= files
    assert table(made, "LaunchCondition")[0]["Description"] == msi_wording.NEWER_THERE


@needs_msiinfo
def test_every_file_is_a_component_of_its_own_in_its_own_folder(build: Build, folder: Path) -> None:
    made = build()
    directories = {row["Directory"]: row for row in table(made, "Directory")}
    components = {row["Component"]: row for row in table(made, "Component")}

    def place(key: str) -> str:
        if key == "INSTALLFOLDER":
            return ""
        row = directories[key]
        return place(row["Directory_Parent"]) + row["DefaultDir"].rpartition("|")[2] + "/"

    found = {
        place(components[row["Component_"]]["Directory_"]) + row["FileName"].rpartition("|")[2]
        for row in table(made, "File")
        if row["File"] not in msi_product.NOTICES
    }

    assert found == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    }


@needs_msiinfo
def test_the_store_s_notice_is_permanent_and_every_component_is_for_64_bits(build: Build) -> None:
    permanent, wide = 0x10, 0x100
    bits = {row["Component"]: int(row["Attributes"]) for row in table(build(), "Component")}

    assert {name for name, one in bits.items() if one & permanent} == set(msi_product.NOTICES)
    assert all(one & wide for one in bits.values())


@needs_msiinfo
def test_a_next_version_is_another_product_of_the_same_family_and_parts(build: Build) -> None:
    first, second = build("0.1.0"), build("0.2.0")

    def facts(path: Path) -> dict[str, str]:
        return {row["Property"]: row["Value"] for row in table(path, "Property")}

    def parts(path: Path) -> set[tuple[str, str]]:
        return {(row["Component"], row["ComponentId"]) for row in table(path, "Component")}

    assert facts(first)["UpgradeCode"] == facts(second)["UpgradeCode"]
    assert facts(first)["ProductCode"] != facts(second)["ProductCode"]
    assert parts(first) == parts(second)
    assert facts(first)["ProductCode"] == facts(build("0.1.0", build="other"))["ProductCode"]


def test_the_same_files_give_the_same_bytes_and_others_another_package_code(
    build: Build, folder: Path
) -> None:
    first = build()

    assert build(out="again").read_bytes() == first.read_bytes()

    (folder / "_internal" / "new.txt").write_text("new", "utf-8")
    assert package_code(build(out="later")) != package_code(first)


def package_code(path: Path) -> str:
    with olefile.OleFileIO(str(path)) as read:
        return read.get_metadata().revision_number.decode("ascii")


def test_the_container_is_that_of_an_installer_in_code_page_932(build: Build) -> None:
    made = build()

    with olefile.OleFileIO(str(made), raise_defects=olefile.DEFECT_INCORRECT) as read:
        summary = read.get_metadata()
        assert read.root.clsid == "000C1084-0000-0000-C000-000000000046"
        assert summary.codepage == 932
        assert summary.subject.decode("cp932") == "蔵帳 Kuracho 0.1.0 インストーラー"
        assert summary.template == b"x64;1041"
    pool = streams(made)[msi_database.stream_name("_StringPool", table=True)]
    assert int.from_bytes(pool[:4], "little") == 932


@needs_cabextract
def test_another_program_unpacks_every_file_byte_for_byte(
    build: Build, folder: Path, tmp_path: Path
) -> None:
    packed = tmp_path / "kuracho.cab"
    packed.write_bytes(streams(build())[msi_database.stream_name("kuracho.cab")])
    out = tmp_path / "unpacked"

    subprocess.run([CABEXTRACT, "-q", "-d", str(out), str(packed)], check=True)

    wanted = {one.key: one.source.read_bytes() for one in msi_product.entries(folder)}
    wanted |= dict.fromkeys(msi_product.NOTICES, msi_product.notice_bytes())
    assert {path.name: path.read_bytes() for path in out.iterdir()} == wanted


@pytest.mark.skipif(not WINDOWS, reason="Windows' own reader of installers")
def test_windows_itself_reads_the_japanese_product_name(build: Build) -> None:
    made = build()
    library = ctypes.WinDLL("msi")
    package, view, record = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    size, text = ctypes.c_uint(200), ctypes.create_unicode_buffer(200)

    assert library.MsiOpenDatabaseW(str(made), None, ctypes.byref(package)) == 0
    query = "SELECT `Value` FROM `Property` WHERE `Property`='ProductName'"
    assert library.MsiDatabaseOpenViewW(package, query, ctypes.byref(view)) == 0
    assert library.MsiViewExecute(view, 0) == 0
    assert library.MsiViewFetch(view, ctypes.byref(record)) == 0
    assert library.MsiRecordGetStringW(record, 1, text, ctypes.byref(size)) == 0
    for handle in (record, view, package):
        library.MsiCloseHandle(handle)

    assert text.value == "蔵帳 Kuracho"


@pytest.mark.parametrize(
    "version", ["1.0", "1.0.0.0", "1.0.0a1", "2026.1.0", "256.1.0", "1.0.65536", ""]
)
def test_a_version_that_an_installer_cannot_carry_is_refused(build: Build, version: str) -> None:
    with pytest.raises(ValueError, match="three numbers"):
        build(version)


def test_a_folder_without_the_program_is_refused(build: Build, folder: Path) -> None:
    (folder / "Kuracho.exe").unlink()

    with pytest.raises(ValueError, match=r"Kuracho\.exe"):
        build()


def test_a_name_outside_the_code_page_is_refused_not_replaced(build: Build, folder: Path) -> None:
    (folder / "_internal" / "대장.txt").write_text("x", "utf-8")

    with pytest.raises(UnicodeEncodeError):
        build()


@pytest.mark.skipif(not hasattr(Path, "symlink_to") or WINDOWS, reason="links need rights there")
def test_a_link_out_of_the_folder_is_refused(build: Build, folder: Path) -> None:
    (folder / "_internal" / "away.txt").symlink_to("/etc/hostname")

    with pytest.raises(ValueError, match="link"):
        build()


@given(st.lists(st.text("ab.~ 様式_-第1", min_size=1, max_size=14), unique=True, max_size=30))
def test_short_names_are_short_and_no_two_are_the_same(names: list[str]) -> None:
    taken: set[str] = set()
    folded = {name.casefold(): name for name in names if name.strip(". ")}

    shorts = [msi_product.short_name(name, taken) for name in folded.values()]

    found = [one.partition("|")[0].upper() for one in shorts]
    assert len(set(found)) == len(found)
    for one, name in zip(shorts, folded.values(), strict=True):
        stem, _, suffix = one.partition("|")[0].partition(".")
        assert 1 <= len(stem) <= 8
        assert len(suffix) <= 3
        assert one.isascii() or one.endswith("|" + name)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.text("abXY様", min_size=1, max_size=6),
        st.integers(0, 9000),
        min_size=1,
        max_size=20,
    )
)
def test_streams_of_any_size_come_back_from_the_container(
    tmp_path: Path, sizes: dict[str, int]
) -> None:
    folded = {name.upper(): name for name in sizes}
    wanted = {
        name: bytes(number % 251 for number in range(sizes[name])) for name in folded.values()
    }

    compound_file.write_compound_file(tmp_path / "x", UUID(int=7), wanted)

    assert streams(tmp_path / "x") == wanted


def test_a_container_with_a_table_of_tables_comes_back(tmp_path: Path) -> None:
    wanted = {"big": bytes(range(251)) * 32_000, "small": b"x"}  # over 109 × 128 sectors

    compound_file.write_compound_file(tmp_path / "x", UUID(int=7), wanted)

    assert streams(tmp_path / "x") == wanted


def test_two_rows_with_one_key_and_a_row_of_the_wrong_shape_are_refused(tmp_path: Path) -> None:
    shape = msi_database.columns("Property! s72 Value l0")
    summary = msi_database.Summary("", "", "", "", "", "", "", 0, "")
    for rows in ((("A", "1"), ("A", "2")), (("A",),)):
        one = msi_database.Table("Property", shape, rows)
        with pytest.raises(ValueError, match="Property"):
            msi_database.write_database(tmp_path / "x", [one], {}, summary, 932)


def test_more_than_a_cabinet_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    monkeypatch.setattr(cabinet, "MOST_BYTES", 5)
    files = [cabinet.Packed(name, tmp_path / "a") for name in ("a", "b")]

    with pytest.raises(ValueError, match="does not hold"):
        cabinet.write_cabinet(files, tmp_path / "x.cab", EPOCH)
