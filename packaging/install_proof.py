"""Proves an installer by using it: installs, repairs, upgrades, refuses, backs out, uninstalls.

    python packaging/install_proof.py build/windows/Kuracho-0.1.0-x64.msi build/windows/Kuracho OUT

Works on this machine where it is Windows (and stops if the program is installed), else under Wine.
What is read back (registry, files) is read with Windows' own functions, not with our MSI writer.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import locale
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msi_product as product
import msi_wording as words
from msi import build_msi
from report import Row, read, table, write
from windows_python import PROJECT, WINDOWS, WindowsPython, default_place

from desktop.machine import acl

if sys.platform == "win32":
    import winreg

OLDER = "0.0.1"
_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
_OK, _REFUSED = 0, 1603
_ONLY_OLD = "only-in-the-old-version.txt"
_STORE_FILE = "soumu/store.db"
_ODD_PLACE = "C:\\業務 ソフト\\蔵帳"
_WINE_GROUP = "BUILTIN\\Users"
"""Wine cannot make a local group; this one it has."""


def prove_install(
    msi: Path,
    windows: WindowsPython,
    inside: Callable[[Path], list[Row]] | None = None,
    folder: Path | None = None,
) -> list[Row]:
    """Rows of the report: what was done with the installer, and what came of it.

    ``inside`` looks at the program as it is installed per machine and leaves it unchanged;
    ``folder`` is what the installer was made from (default: ``Kuracho`` beside it).
    """
    made_from = folder or msi.parent / "Kuracho"
    rows = _phase("install", msi, made_from, windows)
    if inside is not None and all(row.ok for row in rows):
        rows += inside(windows.native(r"C:\Program Files\Kuracho"))
    return [*rows, *_phase("rest", msi, made_from, windows)]


def _phase(phase: str, msi: Path, folder: Path, windows: WindowsPython) -> list[Row]:
    """One half of the proof, in the Windows Python."""
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "rows.json"
        places = [windows.path(path) for path in (Path(__file__).resolve(), msi, folder, target)]
        group = [] if WINDOWS else ["--group", _WINE_GROUP]
        project = {"PYTHONPATH": windows.path(PROJECT)}
        done = windows.python(*places, "--phase", phase, *group, environment=project, check=False)
        if target.is_file():
            return read(target)
        why = " ".join(done.stderr.split())[-150:]
        return [Row(f"install.{phase}", "the proof ended by itself", why, "", "none", ok=False)]


@dataclass(slots=True)
class _Proof:
    """One run on one machine; each step leaves the machine as the next one needs it."""

    msi: Path
    folder: Path
    group: str | None
    rows: list[Row] = field(default_factory=list)
    scratch: Path = field(default_factory=lambda: Path(tempfile.mkdtemp()))

    def install(self) -> list[Row]:
        """The first half: the machine is left with the program installed per machine."""
        if _registered():
            message = "the program is installed on this machine; uninstall it first"
            raise RuntimeError(message)
        self._keep_store()
        self._unprepared()
        if self._per_machine():
            self._repair()
        return self.rows

    def rest(self) -> list[Row]:
        """The second half: the machine is left without the program."""
        older = self._older()
        self._refuse_older(older)
        self._back_out(older)
        self._upgrade()
        self._uninstall("machine", _machine_folder())
        self._per_user()
        self._odd_place()
        shutil.rmtree(self.scratch, ignore_errors=True)
        return self.rows

    # ── the steps ──────────────────────────────────────────────────────────────────────

    def _per_machine(self) -> bool:
        began = time.monotonic()
        code = self._run("/i", self.msi)
        took = round(time.monotonic() - began, 1)
        self._say(
            "install.machine", "silent installation per machine: exit code", code, code == _OK
        )
        self._say("install.machine.seconds", "silent installation took", took, code == _OK, "s")
        self._same_files("install.machine.files", _machine_folder())
        self._arp("install.machine.arp", "machine")
        found = _shortcuts()
        self._say("install.shortcut", "Start menu entry", "; ".join(found), len(found) == 1)
        self._notice("install.notice", _store_folder())
        self._access("install.access", _store_folder())
        return code == _OK

    def _repair(self) -> None:
        target = _machine_folder()
        lost, broken = sorted(path for path in target.rglob("*") if path.is_file())[-2:]
        lost.unlink()
        broken.write_bytes(b"broken")
        # what /fa does; Wine's own /fa does not find the product
        code = self._run("/i", self.msi, "REINSTALL=ALL", "REINSTALLMODE=amus")
        self._say("install.repair", "repair: exit code", code, code == _OK)
        self._same_files("install.repair.files", target)

    def _refuse_older(self, older: Path) -> None:
        log = self.scratch / "older.log"
        code = self._run("/i", older, "PREPARE=0", f"/l*v {log}")
        text = _log_text(log)
        # Windows logs the sentence; Wine only names the action that stopped it
        told = words.NEWER_THERE in text
        stopped = told or (_on_wine() and "LaunchConditions" in text and "InstallFiles" not in text)
        self._say(
            "install.downgrade", "an older version is refused: exit code", code, code == _REFUSED
        )
        figure = "told" if told else "stopped by LaunchConditions"
        self._say("install.downgrade.told", "the refusal in the log", figure, stopped)
        self._same_files("install.downgrade.files", _machine_folder())

    def _back_out(self, older: Path) -> None:
        code = self._run("/i", older, "PREPARE=0", "BACKOUT=1")
        version = _registered().get("machine", {}).get("DisplayVersion")
        good = code == _OK and version == OLDER and (_machine_folder() / _ONLY_OLD).is_file()
        self._say("install.backout", "BACKOUT=1 leaves the version", version, good)

    def _upgrade(self) -> None:
        code = self._run("/i", self.msi)
        self._say("install.upgrade", f"upgrade from {OLDER}: exit code", code, code == _OK)
        self._same_files("install.upgrade.files", _machine_folder())
        self._arp("install.upgrade.arp", "machine")
        self._store("install.upgrade.store")

    def _uninstall(self, scope: str, place: Path) -> None:
        code = self._run("/x", self.msi)
        left = sorted(path.name for path in place.rglob("*")) if place.exists() else []
        self._say(f"uninstall.{scope}", "uninstall: exit code", code, code == _OK)
        self._say(f"uninstall.{scope}.files", "files of ours left", len(left), not place.exists())
        rest = [*_registered(), *_shortcuts(), *_own_keys()]
        self._say(f"uninstall.{scope}.rest", "entries left", "; ".join(rest), not rest)
        self._store(f"uninstall.{scope}.store")

    def _per_user(self) -> None:
        # Windows: MSIINSTALLPERUSER=1 ALLUSERS=2. Wine takes that for the machine; what Windows
        # makes of it (no ALLUSERS) can be given directly, to Windows as well.
        code = self._run("/i", self.msi, 'ALLUSERS=""')
        self._say("install.user", "silent installation per user: exit code", code, code == _OK)
        self._same_files("install.user.files", _user_folder())
        self._arp("install.user.arp", "user")
        self._notice("install.user.notice", _user_store_folder())
        self._uninstall("user", _user_folder())

    def _odd_place(self) -> None:
        place = Path(_ODD_PLACE)
        code = self._run("/i", self.msi, f'INSTALLFOLDER="{place}"')
        self._say("install.place", f"installation in {place}: exit code", code, code == _OK)
        self._same_files("install.place.files", place)
        self._uninstall("place", place)
        shutil.rmtree(place.parent, ignore_errors=True)

    # ── what they share ────────────────────────────────────────────────────────────────

    def _run(self, verb: str, msi: Path, *more: str) -> int:
        """The exit code of a silent msiexec; arguments as one line, its quoting is its own."""
        chosen = self.group and verb == "/i" and not any("KURACHOGROUP" in one for one in more)
        prepared = (f'KURACHOGROUP="{self.group}"',) if chosen else ()
        line = " ".join(("msiexec", verb, f'"{msi}"', "/qn", "/norestart", *prepared, *more))
        return subprocess.run(line, check=False).returncode

    def _say(self, identifier: str, what: str, figure: object, ok: bool, unit: str = "") -> None:  # noqa: FBT001  # a verdict
        shown = figure if isinstance(figure, int | float) else str(figure)
        self.rows.append(Row(identifier, what, shown, unit, "", ok=ok))

    def _notice(self, identifier: str, place: Path) -> None:
        notice = place / words.NOTICE_NAME
        same = notice.is_file() and notice.read_bytes() == product.notice_bytes()
        self._say(identifier, f"{place} holds", notice.name, same)

    def _unprepared(self) -> None:
        """A machine that cannot be prepared is left as it was: PrepareMachine runs, and counts."""
        code = self._run("/i", self.msi, 'KURACHOGROUP="a[b]"')
        left = _machine_folder().exists() or bool(_registered())
        self._say(
            "install.unprepared", "without its group: exit code", code, code != _OK and not left
        )

    def _access(self, identifier: str, place: Path) -> None:
        """Nobody else may open the folder; Wine merges what is allowed in the folder above."""
        if _on_wine():
            return
        found = {one.who for one in acl.who_may(place)}
        wanted = {(self.group or product.GROUP).rpartition("\\")[2], "SYSTEM", "Administrators"}
        self._say(identifier, f"who may open {place}", ", ".join(sorted(found)), found == wanted)

    def _same_files(self, identifier: str, place: Path) -> None:
        wanted, found = _hashes(self.folder), _hashes(place)
        same = wanted == found
        odd = sorted(name for name, _ in wanted.items() ^ found.items())[:1]
        what = f"files in {place}, byte for byte" + ("" if same else f"; differing: {odd}")
        self._say(identifier, what, len(found), same)

    def _arp(self, identifier: str, scope: str) -> None:
        entries = _registered()
        # Wine lists what a user installed for himself under the machine
        listed = "machine" if _on_wine() else scope
        entry = entries.get(listed, {})
        told = (entry.get("DisplayName"), entry.get("Contact"))
        right = (
            list(entries) == [listed]
            and _published() == [scope]
            and told == (words.PRODUCT, words.CONTACT)
            and words.COMMENTS in entry.get("Comments", "")
        )
        self._say(identifier, "listed once among the programs as", entry.get("DisplayName"), right)

    def _keep_store(self) -> None:
        """A store from before, and no notice yet: each must be there for its own reason."""
        for place in (_store_folder(), _user_store_folder()):
            (place / words.NOTICE_NAME).unlink(missing_ok=True)
        store = _store_folder() / _STORE_FILE
        store.parent.mkdir(parents=True, exist_ok=True)
        store.write_bytes(b"a store")

    def _store(self, identifier: str) -> None:
        store = _store_folder() / _STORE_FILE
        kept = store.is_file() and store.read_bytes() == b"a store"
        notice = (_store_folder() / words.NOTICE_NAME).is_file()
        self._say(identifier, "the store and the notice stay", kept and notice, kept and notice)

    def _older(self) -> Path:
        """A made-up earlier version: the bare program and one file of its own."""
        old = self.scratch / "old"
        old.mkdir(parents=True)
        # not shutil.copy2: Python 3.12 calls CopyFile2, which Wine 8 lacks
        (old / product.PROGRAM).write_bytes((self.folder / product.PROGRAM).read_bytes())
        (old / _ONLY_OLD).write_text("old", "utf-8")
        return build_msi(
            old, self.scratch, version=OLDER, build=f"{OLDER}+proof", epoch=1_000_000_000
        )


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _log_text(log: Path) -> str:
    """An installer's log: UTF-16 on Windows, the code page of the system under Wine."""
    if not log.is_file():
        return ""
    raw = log.read_bytes()
    wide = raw.startswith(b"\xff\xfe")
    return raw.decode("utf-16" if wide else locale.getencoding(), "replace")


def _machine_folder() -> Path:
    return Path(os.environ["ProgramFiles"]) / "Kuracho"  # noqa: SIM112  # Windows spells it so


def _user_folder() -> Path:
    return Path(os.environ["LOCALAPPDATA"]) / "Programs" / "Kuracho"


def _store_folder() -> Path:
    return Path(os.environ["ProgramData"]) / "Kuracho"  # noqa: SIM112  # Windows spells it so


def _user_store_folder() -> Path:
    return Path(os.environ["LOCALAPPDATA"]) / "Kuracho"


def _shortcuts() -> list[str]:
    """Our entries in both Start menus (Wine puts the machine's into the user's)."""
    roots = (Path(os.environ["ProgramData"]), Path(os.environ["APPDATA"]))  # noqa: SIM112  # Windows spells it so
    menus = (root / "Microsoft" / "Windows" / "Start Menu" / "Programs" for root in roots)
    return [path.name for menu in menus for path in menu.rglob(f"{words.SHORTCUT}*.lnk")]


if sys.platform == "win32":
    _ROOTS = {"machine": winreg.HKEY_LOCAL_MACHINE, "user": winreg.HKEY_CURRENT_USER}

    def _registered() -> dict[str, dict[str, str]]:
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

    def _published() -> list[str]:
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

    def _on_wine() -> bool:
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

    def _own_keys() -> list[str]:
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

    def _registered() -> dict[str, dict[str, str]]:
        """There is no such list away from Windows."""
        raise NotImplementedError

    def _published() -> list[str]:
        """There is no such list away from Windows."""
        raise NotImplementedError

    def _on_wine() -> bool:
        """Not asked away from Windows."""
        raise NotImplementedError

    def _own_keys() -> list[str]:
        """There is no registry away from Windows."""
        raise NotImplementedError


def main() -> None:
    """One half inside Windows, for ``prove_install``; or the whole from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("msi", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("json", type=Path)
    parser.add_argument("--phase", choices=("install", "rest"))
    parser.add_argument("--group")
    parser.add_argument("--winpy", type=Path, default=default_place())
    asked = parser.parse_args()
    if asked.phase is None:
        rows = prove_install(asked.msi, WindowsPython(asked.winpy), folder=asked.folder)
        print(table(rows))
    else:
        proof = _Proof(asked.msi, asked.folder, asked.group)
        rows = proof.install() if asked.phase == "install" else proof.rest()
    write(rows, asked.json)
    sys.exit(0 if all(row.ok for row in rows) else 1)


if __name__ == "__main__":
    main()
