"""An installer that writes down whether it was told to go back, and nothing else; per user."""

import sys

if sys.platform != "win32":
    raise ImportError

import subprocess
import time
import warnings
import winreg
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desktop.machine.installing import installer_program

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it leaves the library after Python 3.12
    import msilib
    from msilib import schema, sequence

PRODUCT = "{B0D6A0E6-5D0B-4B43-9E0E-1D9C43F1A001}"
COMPONENT = "{B0D6A0E6-5D0B-4B43-9E0E-1D9C43F1A002}"
NOTE = "Software\\Kuracho"
KEY = "Software\\KurachoTrial"
PATIENCE_SECONDS = 120
ROWS: dict[str, list[tuple[Any, ...]]] = {
    "Directory": [("TARGETDIR", None, "SourceDir")],
    "Component": [("C", COMPONENT, "TARGETDIR", 4, None, "R")],
    "Registry": [("R", 1, KEY, "told", "[BACKOUT]", "C")],
    "Feature": [("F", None, "trial", "trial", 1, 1, "TARGETDIR", 0)],
    "FeatureComponents": [("F", "C")],
}


@contextmanager
def installed_in(folder: Path) -> Iterator[None]:
    """What the real installer notes when it installs for one account into ``folder``."""
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, NOTE) as key:
        winreg.SetValueEx(key, "InstallFolder", 0, winreg.REG_SZ, f"{folder}\\")
    try:
        yield
    finally:
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, NOTE)


def make(path: Path) -> None:
    """Write the package; what an earlier one wrote down is gone."""
    with suppress(FileNotFoundError):
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, KEY)
    plain = path.with_name("trial.msi")  # the library hands names over in the code page only
    database = msilib.init_database(str(plain), schema, "trial", PRODUCT, "1.0.0", "Kuracho")
    msilib.add_tables(database, sequence)
    for table, lines in ROWS.items():
        msilib.add_data(database, table, lines)
    database.Commit()
    database.Close()
    plain.rename(path)


def told() -> str:
    """What the installer wrote down, once it has."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                return str(winreg.QueryValueEx(key, "told")[0])
        except FileNotFoundError:
            time.sleep(0.5)
    return ""


def remove() -> None:
    """Take the trial off again."""
    subprocess.run([installer_program(), "/x", PRODUCT, "/qn"], check=False, timeout=120)
