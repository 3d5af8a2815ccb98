"""Starting Windows Installer on a package, apart from this program, which ends right after.

The installer asks for an administrator by itself (UAC); this program never has more rights than
its user. Files that are in use could not be replaced, therefore the caller starts it last.
"""

import sys
from pathlib import Path

from desktop.domain.update_errors import InstallerNotStartedError, WindowsOnlyError

BACK_OUT = "BACKOUT=1"
"""The installer's property that lets an earlier version take a later one's place."""


def can_install() -> bool:
    """Whether an installer can be started here at all."""
    return sys.platform == "win32"


def told_to_installer(installer: Path, *, back_out: bool, quiet: bool = False) -> tuple[str, ...]:
    """What Windows Installer is told: the package, whether to go back, and whether to show it."""
    going_back = (BACK_OUT,) if back_out else ()
    return ("/i", str(installer), *going_back, *(("/qn",) if quiet else ()))


if sys.platform == "win32":
    import ctypes
    import subprocess

    _LONGEST_PATH = 260

    def start_installer(installer: Path, *, back_out: bool, quiet: bool = False) -> int:
        """Start the installer and return its process number; it outlives this program.

        ``quiet`` shows nothing and asks nothing (for tests and the IT staff's own scripts).

        Raises:
            InstallerNotStartedError: Windows refused.
        """
        program = installer_program()
        told = told_to_installer(installer, back_out=back_out, quiet=quiet)
        try:
            started = subprocess.Popen(  # noqa: S603 - Windows' own program, our verified file
                [program, *told],
                cwd=program.parent,
                creationflags=subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP,
                close_fds=True,
            )
        except OSError as error:
            raise InstallerNotStartedError(number=error.winerror or 0) from error
        number = started.pid
        started.returncode = 0  # nobody waits for it here: it is not ours any more
        return number

    def installer_program() -> Path:
        """Windows Installer where Windows itself lies; a variable could name another place."""
        buffer = ctypes.create_unicode_buffer(_LONGEST_PATH)
        ctypes.windll.kernel32.GetSystemDirectoryW(buffer, _LONGEST_PATH)
        return Path(buffer.value) / "msiexec.exe"

else:

    def start_installer(installer: Path, *, back_out: bool, quiet: bool = False) -> int:
        """Refuse: installers are Windows' own.

        Raises:
            WindowsOnlyError: always.
        """
        del installer, back_out, quiet
        raise WindowsOnlyError
