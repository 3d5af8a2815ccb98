"""Proves an installer by using it: installs, repairs, upgrades, refuses, backs out, uninstalls.

    python packaging/install_proof.py build/windows/Kuracho-0.1.0-x64.msi build/windows/Kuracho OUT

Works on this machine where it is Windows (and stops if the program is installed), else under Wine.
What is read back (registry, files) is read with Windows' own functions, not with our MSI writer.
"""

from __future__ import annotations

import argparse
import hashlib
import locale
import re
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
from installed import (
    machine_folder,
    on_wine,
    own_keys,
    published,
    registered,
    shortcuts,
    store_folder,
    user_folder,
    user_store_folder,
)
from msi import build_msi
from report import Row, read, table, write
from windows_python import PROJECT, WINDOWS, WindowsPython, default_place

from desktop.machine import acl

OLDER = "0.0.1"
_OK, _REFUSED, _FAILED = 0, 1603, 1627
_MOST_SECONDS = 180
_ONLY_OLD = "only-in-the-old-version.txt"
_STORE_FILE = "proof-of-the-installer/store.db"
"""No office's: a machine on which this is proven may hold stores."""
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
        if registered():
            self._clear()
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
        self._uninstall("machine", machine_folder(), store_folder())
        self._per_user()
        self._odd_place()
        for place in (store_folder(), user_store_folder()):
            shutil.rmtree((place / _STORE_FILE).parent, ignore_errors=True)
        shutil.rmtree(self.scratch, ignore_errors=True)
        return self.rows

    # ── the steps ──────────────────────────────────────────────────────────────────────

    def _per_machine(self) -> bool:
        began = time.monotonic()
        code = self._run("/i", self.msi)
        took = round(time.monotonic() - began, 1)
        self._code("install.machine", "silent installation per machine", code)
        bar = f"<= {_MOST_SECONDS}"
        quick = code == _OK and took <= _MOST_SECONDS
        self._say("install.machine.seconds", "silent installation took", took, bar, quick, "s")
        self._same_files("install.machine.files", machine_folder())
        self._arp("install.machine.arp", "machine")
        found = shortcuts()
        self._say("install.shortcut", "Start menu entry", "; ".join(found), "one", len(found) == 1)
        self._notice("install.notice", store_folder())
        self._access("install.access", store_folder())
        return code == _OK

    def _repair(self) -> None:
        target = machine_folder()
        lost, broken = sorted(path for path in target.rglob("*") if path.is_file())[-2:]
        lost.unlink()
        broken.write_bytes(b"broken")
        # what /fa does; Wine's own /fa does not find the product
        code = self._run("/i", self.msi, "REINSTALL=ALL", "REINSTALLMODE=amus")
        self._code("install.repair", "repair", code)
        self._same_files("install.repair.files", target)

    def _refuse_older(self, older: Path) -> None:
        log = self.scratch / "older.log"
        code = self._run("/i", older, "PREPARE=0", f"/l*v {log}")
        text = _log_text(log)
        # Windows logs the sentence; Wine only names the action that stopped it
        told = words.NEWER_THERE in text
        stopped = told or (on_wine() and "LaunchConditions" in text and "InstallFiles" not in text)
        self._code("install.downgrade", "an older version is refused", code, _REFUSED)
        figure = "told" if told else "stopped by LaunchConditions" if stopped else "not there"
        bar = "told; under Wine stopped by LaunchConditions"
        self._say("install.downgrade.told", "the refusal in the log", figure, bar, stopped)
        self._same_files("install.downgrade.files", machine_folder())

    def _back_out(self, older: Path) -> None:
        code = self._run("/i", older, "PREPARE=0", "BACKOUT=1")
        version = registered().get("machine", {}).get("DisplayVersion")
        good = code == _OK and version == OLDER and (machine_folder() / _ONLY_OLD).is_file()
        self._say("install.backout", "BACKOUT=1 leaves the version", version, OLDER, good)

    def _upgrade(self) -> None:
        code = self._run("/i", self.msi)
        self._code("install.upgrade", f"upgrade from {OLDER}", code)
        self._same_files("install.upgrade.files", machine_folder())
        self._arp("install.upgrade.arp", "machine")
        self._store("install.upgrade.store", store_folder())

    def _uninstall(self, scope: str, place: Path, stores: Path) -> None:
        code = self._run("/x", self.msi)
        left = sorted(path.name for path in place.rglob("*")) if place.exists() else []
        self._code(f"uninstall.{scope}", "uninstall", code)
        gone = not place.exists()
        self._say(f"uninstall.{scope}.files", "files of ours left", len(left), "no folder", gone)
        rest = [*registered(), *shortcuts(), *own_keys()]
        self._say(f"uninstall.{scope}.rest", "entries left", "; ".join(rest) or 0, "0", not rest)
        self._store(f"uninstall.{scope}.store", stores)

    def _per_user(self) -> None:
        # Windows: MSIINSTALLPERUSER=1 ALLUSERS=2. Wine takes that for the machine; what Windows
        # makes of it (no ALLUSERS) can be given directly, to Windows as well.
        code = self._run("/i", self.msi, 'ALLUSERS=""')
        self._code("install.user", "silent installation per user", code)
        self._same_files("install.user.files", user_folder())
        self._arp("install.user.arp", "user")
        self._notice("install.user.notice", user_store_folder())
        self._uninstall("user", user_folder(), user_store_folder())

    def _odd_place(self) -> None:
        place = Path(_ODD_PLACE)
        code = self._run("/i", self.msi, f'INSTALLFOLDER="{place}"')
        self._code("install.place", f"installation in {place}", code)
        self._same_files("install.place.files", place)
        self._uninstall("place", place, store_folder())
        shutil.rmtree(place.parent, ignore_errors=True)

    # ── what they share ────────────────────────────────────────────────────────────────

    def _run(self, verb: str, msi: Path, *more: str) -> int:
        """The exit code of a silent msiexec; arguments as one line, its quoting is its own."""
        chosen = self.group and verb == "/i" and not any("KURACHOGROUP" in one for one in more)
        prepared = (f'KURACHOGROUP="{self.group}"',) if chosen else ()
        line = " ".join(("msiexec", verb, f'"{msi}"', "/qn", "/norestart", *prepared, *more))
        return subprocess.run(line, check=False).returncode

    def _say(  # noqa: PLR0913, PLR0917  # a row's members
        self,
        identifier: str,
        what: str,
        figure: object,
        bar: str,
        ok: bool,  # noqa: FBT001  # a verdict
        unit: str = "",
    ) -> None:
        shown = figure if isinstance(figure, int | float) else str(figure)
        self.rows.append(Row(identifier, what, shown, unit, bar, ok=ok))

    def _code(self, identifier: str, what: str, code: int, wanted: int = _OK) -> None:
        self._say(identifier, f"{what}: exit code", code, str(wanted), code == wanted)

    def _notice(self, identifier: str, place: Path) -> None:
        notice = place / words.NOTICE_NAME
        same = notice.is_file() and notice.read_bytes() == product.notice_bytes()
        self._say(identifier, f"{place} holds", notice.name, "our text, byte for byte", same)

    def _unprepared(self) -> None:
        """A machine that cannot be prepared is left as it was: PrepareMachine runs, and counts."""
        code = self._run("/i", self.msi, 'KURACHOGROUP="a[b]"')
        left = machine_folder().exists() or bool(registered())
        self._say(
            "install.unprepared",
            "without its group: exit code",
            code,
            f"{_REFUSED} (Wine: {_FAILED}), nothing left",
            code == (_FAILED if on_wine() else _REFUSED) and not left,
        )

    def _access(self, identifier: str, place: Path) -> None:
        """Nobody else may open the folder; Wine merges what is allowed in the folder above."""
        if on_wine():
            return
        found = {one.who for one in acl.who_may(place)}
        wanted = {(self.group or product.GROUP).rpartition("\\")[2], "SYSTEM", "Administrators"}
        may, should = (", ".join(sorted(names)) for names in (found, wanted))
        self._say(identifier, f"who may open {place}", may, should, found == wanted)

    def _same_files(self, identifier: str, place: Path) -> None:
        wanted, found = _hashes(self.folder), _hashes(place)
        same = wanted == found
        odd = sorted(name for name, _ in wanted.items() ^ found.items())[:1]
        what = f"files in {place}, byte for byte" + ("" if same else f"; differing: {odd}")
        self._say(identifier, what, len(found), str(len(wanted)), same and bool(wanted))

    def _arp(self, identifier: str, scope: str) -> None:
        entries = registered()
        # Wine lists what a user installed for himself under the machine
        listed = "machine" if on_wine() else scope
        entry = entries.get(listed, {})
        told = (entry.get("DisplayName"), entry.get("Contact"))
        right = (
            list(entries) == [listed]
            and published() == [scope]
            and told == (words.PRODUCT, words.CONTACT)
            and words.COMMENTS in entry.get("Comments", "")
        )
        name = entry.get("DisplayName")
        self._say(identifier, "listed once among the programs as", name, words.PRODUCT, right)

    def _keep_store(self) -> None:
        """A store from before, and no notice yet: each must be there for its own reason."""
        for place in (store_folder(), user_store_folder()):
            (place / words.NOTICE_NAME).unlink(missing_ok=True)
            store = place / _STORE_FILE
            store.parent.mkdir(parents=True, exist_ok=True)
            store.write_bytes(b"a store")

    def _store(self, identifier: str, place: Path) -> None:
        store = place / _STORE_FILE
        kept = store.is_file() and store.read_bytes() == b"a store"
        notice = (place / words.NOTICE_NAME).is_file()
        stay = [name for name, there in (("store", kept), ("notice", notice)) if there]
        what = "what stays in the folder of the stores"
        self._say(identifier, what, ", ".join(stay), "store, notice", kept and notice)

    def _clear(self) -> None:
        """Take away what a proof that broke off left under Wine; on Windows it may be in use.

        Raises:
            RuntimeError: this is Windows, or it stays.
        """
        for entry in registered().values() if on_wine() else ():
            code = re.search(r"\{[-0-9A-F]{36}\}", entry.get("UninstallString", ""))
            if code is not None:
                subprocess.run(f"msiexec /x {code[0]} /qn /norestart", check=False)
        if registered():
            message = "the program is installed on this machine; uninstall it first"
            raise RuntimeError(message)

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
