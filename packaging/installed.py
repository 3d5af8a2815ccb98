"""What Windows itself tells about our program on this machine: entries, keys, shortcuts, folders.

Read with Windows' own functions, not with our MSI writer. Away from Windows there is nothing to
ask but the folders' names.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import msi_wording as words

if sys.platform == "win32":
    import winreg

_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"


def machine_folder() -> Path:
    """Where the program lies for every account."""
    return Path(os.environ["ProgramFiles"]) / "Kuracho"  # noqa: SIM112  # Windows spells it so


def user_folder() -> Path:
    """Where it lies for one account."""
    return Path(os.environ["LOCALAPPDATA"]) / "Programs" / "Kuracho"


def store_folder() -> Path:
    """Where the stores of the machine lie."""
    return Path(os.environ["ProgramData"]) / "Kuracho"  # noqa: SIM112  # Windows spells it so


def user_store_folder() -> Path:
    """Where the stores of one account lie."""
    return Path(os.environ["LOCALAPPDATA"]) / "Kuracho"


def shortcuts() -> list[str]:
    """Our entries in both Start menus (Wine puts the machine's into the user's)."""
    roots = (Path(os.environ["ProgramData"]), Path(os.environ["APPDATA"]))  # noqa: SIM112  # Windows spells it so
    menus = (root / "Microsoft" / "Windows" / "Start Menu" / "Programs" for root in roots)
    return [path.name for menu in menus for path in menu.rglob(f"{words.SHORTCUT}*.lnk")]


if sys.platform == "win32":
    _ROOTS = {"machine": winreg.HKEY_LOCAL_MACHINE, "user": winreg.HKEY_CURRENT_USER}

    def registered() -> dict[str, dict[str, str]]:
        """Our entries among the installed programs, by scope; two of one scope are an error."""
        found: dict[str, dict[str, str]] = {}
        for scope, root in _ROOTS.items():
            for values in _subkeys(root, _UNINSTALL):
                if values.get("Publisher") == words.MAKER:
                    if scope in found:
                        message = "listed twice among the installed programs"
                        raise RuntimeError(message)
                    found[scope] = values
        return found

    def published() -> list[str]:
        """The scopes for which the installer engine itself knows our product."""
        keys = (
            ("machine", r"Software\Classes\Installer\Products"),
            ("user", r"Software\Microsoft\Installer\Products"),
        )
        return [
            scope
            for scope, key in keys
            if any(one.get("ProductName") == words.PRODUCT for one in _subkeys(_ROOTS[scope], key))
        ]

    def on_wine() -> bool:
        """Whether this is Wine, which says so in a function of its own."""
        return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")

    def _subkeys(root: int, key: str) -> list[dict[str, str]]:
        try:
            opened = winreg.OpenKey(root, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
        except FileNotFoundError:
            return []
        with opened:
            names = [winreg.EnumKey(opened, n) for n in range(winreg.QueryInfoKey(opened)[0])]
            values = []
            for name in names:
                with winreg.OpenKey(opened, name) as entry:
                    count = winreg.QueryInfoKey(entry)[1]
                    pairs = (winreg.EnumValue(entry, n)[:2] for n in range(count))
                    values.append({label: str(value) for label, value in pairs})
            return values

    def own_keys() -> list[str]:
        """Where our own registry key is left over."""
        left = []
        for scope, root in _ROOTS.items():
            try:
                winreg.OpenKey(root, r"Software\Kuracho").Close()
            except FileNotFoundError:
                continue
            left.append(f"{scope} Software\\Kuracho")
        return left

else:

    def registered() -> dict[str, dict[str, str]]:
        """There is no such list away from Windows."""
        raise NotImplementedError

    def published() -> list[str]:
        """There is no such list away from Windows."""
        raise NotImplementedError

    def on_wine() -> bool:
        """Not asked away from Windows."""
        raise NotImplementedError

    def own_keys() -> list[str]:
        """There is no registry away from Windows."""
        raise NotImplementedError
