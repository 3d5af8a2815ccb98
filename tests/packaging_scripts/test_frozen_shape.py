"""What the spec collects, what the version resource says, what the manifest asks of Windows."""

import ast
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import frozen_shape
import pytest
import version_info
from PIL import Image

import desktop

PROJECT = Path(__file__).resolve().parents[2]
SPEC = (PROJECT / "packaging" / "desktop.spec").read_text("utf-8")
LIB = "PySide6/Qt/lib/" if frozen_shape.sys.platform != "win32" else "PySide6/"


@pytest.mark.parametrize(
    "place",
    [
        r"PySide6\Qt6Core.dll",
        r"PySide6\Qt6Widgets.dll",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        r"PySide6\translations\qtbase_ja.qm",
        "sqlcipher3/_sqlite3.cp312-win_amd64.pyd",
        "keyring-25.7.0.dist-info/entry_points.txt",
    ],
)
def test_what_the_programs_need_belongs(place: str) -> None:
    assert frozen_shape.belongs(place)


@pytest.mark.parametrize(
    "place",
    [
        r"PySide6\Qt6Network.dll",
        "PySide6/Qt/lib/libQt6Network.so.6",
        r"PySide6\Qt6WebEngineCore.dll",
        r"PySide6\Qt6WebSockets.dll",
        r"PySide6\Qt6Pdf.dll",
        r"PySide6\Qt6Qml.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/plugins/networkinformation/qnetworklistmanager.dll",
        "PySide6/plugins/generic/qtuiotouchplugin.dll",
        "PySide6/plugins/imageformats/qpdf.dll",
        "PySide6/translations/qtbase_de.qm",
        r"PySide6\opengl32sw.dll",
        "cryptography-50.0.2.dist-info/RECORD",
    ],
)
def test_networks_plugins_and_notes_of_the_build_machine_do_not(place: str) -> None:
    assert not frozen_shape.belongs(place)


def test_on_linux_the_systems_own_libraries_stay_outside_and_python_does_not() -> None:
    assert not frozen_shape.belongs("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert frozen_shape.belongs("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0")


def test_the_reader_is_kept_apart_from_keys_stores_and_windows() -> None:
    left_out = set(frozen_shape.NOT_IN_THE_READER)

    assert {"PySide6", "sqlcipher3", "sqlalchemy", "keyring", "argon2", "pyrage"} <= left_out
    assert {"desktop.ui", "desktop.usecases", "desktop.store", "desktop.crypto"} <= left_out
    rooms = {path.parent.name for path in (PROJECT / "desktop").glob("*/__init__.py")}
    reached = rooms - {name.removeprefix("desktop.") for name in left_out}
    assert reached == {"domain", "importers", "machine", "commands"} & rooms


def test_no_excluded_module_is_imported_by_our_code() -> None:
    never = set(frozen_shape.NEVER) | set(frozen_shape.NOT_IN_THE_WINDOW)
    found = set()
    for path in (PROJECT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}

    assert {name for name in found if name in never or name.split(".")[0] in never} == set()


def test_the_spec_is_a_folder_of_two_programs_without_a_packer() -> None:
    compile(SPEC, "desktop.spec", "exec")

    assert SPEC.count("COLLECT(") == 1
    assert '"Kuracho", console=False' in SPEC
    assert '"kuracho-reader", console=True' in SPEC
    assert "upx=True" not in SPEC
    assert "exclude_binaries=True" in SPEC


def test_the_version_resource_has_japanese_names_in_the_language_of_japan(tmp_path: Path) -> None:
    written = version_info.write_resource(tmp_path / "v.txt", "1.2.3", "Kuracho.exe")

    text = written.read_text("utf-8")
    ast.parse(text)
    assert "StringTable('041104B0'" in text
    assert "VarStruct('Translation', [1041, 1200])" in text
    assert "filevers=(1, 2, 3, 0)" in text
    assert version_info.words("1.2.3", "Kuracho.exe")["ProductName"] == "蔵帳 Kuracho"
    assert version_info.project_version(PROJECT) == desktop.__version__


@pytest.mark.parametrize("version", ["1.2", "1.2.3.4", "1.2.x", "1.2.70000", "-1.0.0"])
def test_a_version_windows_cannot_count_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        version_info.four_numbers(version)


def test_the_manifest_asks_for_no_rights_and_knows_long_paths_and_dense_screens() -> None:
    root = ET.fromstring((PROJECT / "packaging" / "kuracho.manifest").read_bytes())  # noqa: S314
    said = {re.sub(r"{.*}", "", one.tag): one for one in root.iter()}

    assert said["requestedExecutionLevel"].attrib == {"level": "asInvoker", "uiAccess": "false"}
    assert said["longPathAware"].text == "true"
    assert said["dpiAwareness"].text == "PerMonitorV2"


def test_the_icon_has_every_size_windows_asks_for() -> None:
    with Image.open(PROJECT / "resources" / "icons" / "kuracho.ico") as icon:
        assert icon.info["sizes"] == {(side, side) for side in (16, 24, 32, 48, 64, 256)}
