"""Tells Python's ``platform`` what this Windows is, so that nobody has to be asked for it.

keyring and SQLAlchemy ask ``platform`` while they are imported. Its first answer on Windows costs
two questions to WMI (a second each where that service is ill), ``cmd /c ver`` where WMI is
silent, and one to Winsock for the computer's name, which this program never wants to know.
"""

import os
import platform
import sys

_FIRST_BUILD_OF_11 = 22000


def tell_platform() -> None:
    """Fill in the answer of ``platform.uname``, without the computer's name; elsewhere nothing."""
    if sys.platform != "win32":
        return
    version = sys.getwindowsversion()
    major = 11 if version.major == 10 and version.build >= _FIRST_BUILD_OF_11 else version.major  # noqa: PLR2004 - 11 calls itself 10
    platform._uname_cache = platform.uname_result(  # type: ignore[attr-defined, unused-ignore]  # noqa: SLF001 - the only place; the test tells when it is gone
        "Windows",
        "",
        str(major),
        f"{version.major}.{version.minor}.{version.build}",
        os.environ.get("PROCESSOR_ARCHITECTURE", "AMD64"),
    )
