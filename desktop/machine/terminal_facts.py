"""One look at the computer this program runs on, with the rights of an ordinary account."""

import platform
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from desktop.domain.terminal_facts import (
    Clock,
    PageFile,
    Profile,
    StorePlace,
    SystemVersion,
    TerminalFacts,
)
from desktop.machine.acl import Guard, guard, is_member, open_to_all
from desktop.machine.drives import nearest
from desktop.machine.memory import ram_bytes
from desktop.machine.profile import findings

if sys.platform == "win32":
    from desktop.machine.windows_facts import windows_facts

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
_SWAPS = Path("/proc/swaps")
WANTED_HARDENING: tuple[str, ...] = (
    (
        *("no-heap-in-reports", "no-crash-report", "ends-on-broken-heap", "safe-dll-search"),
        "memory-not-readable",
    )
    if sys.platform == "win32"
    else ("no-core", "not-dumpable")
)
"""What ``hardening.harden`` should name here."""


def terminal_facts(store: Path, hardening: tuple[str, ...]) -> TerminalFacts:
    """Everything the system tells; ``store`` is where the stores lie or will lie."""
    if sys.platform == "win32":
        found = windows_facts(store, hardening)
    else:
        found = _linux_facts(hardening)
    return replace(
        found,
        wanted_hardening=WANTED_HARDENING,
        memory_bytes=ram_bytes() or None,
        free_bytes=_free(store),
        place=_place(store),
        profile=_profile(),
    )


def _linux_facts(hardening: tuple[str, ...]) -> TerminalFacts:
    """The few things Linux tells everybody; what is not told stays None."""
    return TerminalFacts(
        system=SystemVersion(f"Linux {platform.release()}"),
        hardening=hardening,
        wanted_hardening=(),
        page_file=_swap(),
        clock=Clock.SYNCED if _SYNCHRONISED.exists() else None,
    )


def _swap() -> PageFile | None:
    """No swap is told for certain; whether a swap is encrypted is not."""
    try:
        return PageFile.NONE if len(_SWAPS.read_text("ascii").splitlines()) < 2 else None  # noqa: PLR2004 - the first line is the heading
    except OSError:
        return None


def _free(store: Path) -> int | None:
    existing = nearest(store)
    try:
        return None if existing is None else shutil.disk_usage(existing).free
    except OSError:
        return None


def _place(store: Path) -> StorePlace | None:
    if not store.is_dir():
        return StorePlace.ABSENT
    try:
        if open_to_all(store):
            return StorePlace.OPEN
    except OSError:
        return StorePlace.OUTSIDE if is_member() is False else None
    if guard() is Guard.ACCOUNT:
        return StorePlace.ALONE
    return StorePlace.OUTSIDE if is_member() is False else StorePlace.GUARDED


def _profile() -> Profile | None:
    if sys.platform != "win32":
        return None
    found = findings()
    if any(one.refused for one in found):
        return Profile.FORGETFUL
    return Profile.DOUBTFUL if found else Profile.KEPT
