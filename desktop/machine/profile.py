"""Whether this machine and account keep what is kept on them: the signs Windows gives.

A machine that goes back to an earlier state at each start loses a store, or goes on with an old
one; a profile that roams or is thrown away loses an account's guard memory. Not every product that
resets a machine can be seen; the registered terminal's own secret is missing there after the next
start, which sign-in says in words.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.machine_errors import ForgetfulMachineError, ProfileRefusedError

if sys.platform == "win32":
    from desktop.machine import windows_profile

_PROFILES = {1: "temporary", 2: "roaming", 4: "mandatory", 8: "roaming"}
"""PT_TEMPORARY, PT_ROAMING, PT_MANDATORY, PT_ROAMING_PREEXISTING."""

_AGENTS = (
    ("vdi", r"SOFTWARE\Citrix\VirtualDesktopAgent"),
    ("vdi", r"SOFTWARE\VMware, Inc.\VMware VDM\Agent"),
    ("vdi", r"SOFTWARE\Omnissa\Horizon\Agent"),
    ("vdi", r"SOFTWARE\Microsoft\RDInfraAgent"),
    ("write-filter", r"SYSTEM\CurrentControlSet\Services\uwfvol"),
)
"""Registry keys below HKEY_LOCAL_MACHINE whose presence asks for a look, and proves nothing."""

_STREAMED = "Personality.ini"
_LARGEST = 64 << 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One sign: temporary, mandatory, roaming, share, streamed, vdi or write-filter.

    ``refused`` says that no real store may be founded here; otherwise somebody should look.
    """

    kind: str
    refused: bool


def findings(environment: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Every sign on this machine and account; none on other systems than Windows."""
    if sys.platform == "win32":
        known = os.environ if environment is None else environment
        flags = windows_profile.flags()
        types = dict.fromkeys(name for bit, name in _PROFILES.items() if flags & bit)
        signs = dict.fromkeys(kind for kind, key in _AGENTS if windows_profile.has_key(key))
        return (
            *(Finding(kind, refused=True) for kind in (*types, *_told_by(known))),
            *(Finding(kind, refused=False) for kind in signs),
        )
    return ()


def refuse_forgetful() -> None:
    """Accept a machine that keeps what is written to it.

    Raises:
        ForgetfulMachineError: it is started anew from an image each time.
    """
    if any(one.kind == "streamed" for one in findings()):
        raise ForgetfulMachineError(sign="streamed")


def refuse_profile() -> None:
    """Accept an account and machine at which a real store may be founded.

    Raises:
        ForgetfulMachineError: the machine is started anew from an image each time.
        ProfileRefusedError: the profile is temporary, mandatory, roaming or on a share.
    """
    refuse_forgetful()
    for one in findings():
        if one.refused:
            raise ProfileRefusedError(sign=one.kind)


def _told_by(environment: Mapping[str, str]) -> tuple[str, ...]:
    share = environment.get("APPDATA", "").startswith("\\\\")
    drive = Path(environment.get("SystemDrive", "C:") + "\\")
    told = (("share", share), ("streamed", is_streamed(drive / _STREAMED)))
    return tuple(kind for kind, seen in told if seen)


def is_streamed(personality: Path) -> bool:
    """Citrix Provisioning says in a file at the root of the system drive how it caches writes.

    0 is a private disk; every other number is a cache that is dropped at the next start.
    """
    try:
        text = personality.read_bytes()[:_LARGEST].decode("latin-1")
    except OSError:
        return False
    cache = [line for line in text.splitlines() if "WriteCacheType=" in line]
    return any(line.split("=", 1)[1].strip() != "0" for line in cache)
