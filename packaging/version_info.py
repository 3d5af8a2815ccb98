"""The version resources of the two programs, with Japanese names, for Explorer and for 資産管理."""

import tomllib
from pathlib import Path

JAPANESE = 0x0411
UNICODE = 1200
PRODUCT = "蔵帳 Kuracho"
COMPANY = "Kuracho プロジェクト"
COPYRIGHT = "Copyright Kuracho プロジェクト. Apache License 2.0"
DESCRIPTIONS = {
    "Kuracho.exe": "蔵帳（くらちょう）閉域端末のための書式台帳",
    "kuracho-reader.exe": "蔵帳 表計算ファイルの読み取り（制限された子プロセス）",
}


def project_version(source: Path) -> str:
    """The version in ``pyproject.toml``."""
    facts = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))
    return str(facts["project"]["version"])


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts it: ``0.1.0`` is 0.1.0.0.

    Raises:
        ValueError: it is not three plain numbers below 65536.
    """
    major, minor, patch = (int(part) for part in version.split("."))
    if not all(0 <= part < 1 << 16 for part in (major, minor, patch)):
        raise ValueError(version)
    return major, minor, patch, 0


def words(version: str, filename: str) -> dict[str, str]:
    """The strings of one program's resource."""
    return {
        "CompanyName": COMPANY,
        "FileDescription": DESCRIPTIONS[filename],
        "FileVersion": version,
        "InternalName": Path(filename).stem,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": filename,
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }


def write_resource(target: Path, version: str, filename: str) -> Path:
    """Write the resource in the form PyInstaller reads; the file it wrote."""
    numbers = four_numbers(version)
    strings = ", ".join(
        f"StringStruct({name!r}, {text!r})" for name, text in words(version, filename).items()
    )
    target.write_text(
        "# UTF-8\nVSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),\n"
        f"  kids=[StringFileInfo([StringTable('{JAPANESE:04X}{UNICODE:04X}', [{strings}])]),\n"
        f"        VarFileInfo([VarStruct('Translation', [{JAPANESE}, {UNICODE}])])])\n",
        encoding="utf-8",
    )
    return target
