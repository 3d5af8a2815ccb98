"""Starting Windows Installer on a package, apart from this program, which ends right after.

The installer asks for an administrator by itself (UAC); this program never has more rights than
its user. Files that are in use could not be replaced, therefore the caller starts it last.
"""

import sys
from pathlib import Path
from typing import BinaryIO

from desktop.domain.update_errors import InstallerNotStartedError, WindowsOnlyError

BACK_OUT = "BACKOUT=1"
"""The installer's property that lets an earlier version take a later one's place."""

FOR_ONE_USER = ("MSIINSTALLPERUSER=1", "ALLUSERS=2")
"""The installer's properties for a program that was installed for one account only."""


def can_install() -> bool:
    """Whether an installer can be started here at all."""
    return sys.platform == "win32"


def told_to_installer(
    installer: Path, *, back_out: bool, one_user: bool = False, quiet: bool = False
) -> tuple[str, ...]:
    """What Windows Installer is told: the package, whether to go back, for whom, and how loudly."""
    going_back = (BACK_OUT,) if back_out else ()
    scope = FOR_ONE_USER if one_user else ()
    return ("/i", str(installer), *going_back, *scope, *(("/qn",) if quiet else ()))


if sys.platform == "win32":
    import ctypes
    import msvcrt
    import os
    import subprocess
    import winreg

    _LONGEST_PATH = 260
    _KEY, _VALUE = "Software\\Kuracho", "InstallFolder"

    def start_installer(
        installer: Path, held: BinaryIO, *, back_out: bool, quiet: bool = False
    ) -> int:
        """Start the installer and return its process number; it outlives this program.

        ``held`` is the verified package as ``holding.open_held`` opened it: Windows Installer
        inherits it, so nobody can exchange the package while the administrator is being asked.
        ``quiet`` shows nothing and asks nothing (for tests and the IT staff's own scripts).

        Raises:
            InstallerNotStartedError: Windows refused.
        """
        program = installer_program()
        one_user = installed_for_one_user(Path(sys.executable).parent)
        told = told_to_installer(installer, back_out=back_out, one_user=one_user, quiet=quiet)
        handle = msvcrt.get_osfhandle(held.fileno())
        try:
            os.set_handle_inheritable(handle, True)  # noqa: FBT003 - the library's own signature
            started = subprocess.Popen(  # noqa: S603 - Windows' own program, our verified file
                [program, *told],
                cwd=program.parent,
                creationflags=subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP,
                startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]}),
                close_fds=True,
            )
        except OSError as error:
            raise InstallerNotStartedError(number=error.winerror or 0) from error
        number = started.pid
        started.returncode = 0  # nobody waits for it here: it is not ours any more
        return number

    def installed_for_one_user(folder: Path) -> bool:
        """Whether the installer put the program in ``folder`` there for this account alone."""
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
                there, _ = winreg.QueryValueEx(key, _VALUE)
        except OSError:
            return False
        return os.path.normcase(Path(str(there))) == os.path.normcase(folder)

    def installer_program() -> Path:
        """Windows Installer where Windows itself lies; a variable could name another place."""
        buffer = ctypes.create_unicode_buffer(_LONGEST_PATH)
        ctypes.windll.kernel32.GetSystemDirectoryW(buffer, _LONGEST_PATH)
        return Path(buffer.value) / "msiexec.exe"

else:

    def start_installer(
        installer: Path, held: BinaryIO, *, back_out: bool, quiet: bool = False
    ) -> int:
        """Refuse: installers are Windows' own.

        Raises:
            WindowsOnlyError: always.
        """
        del installer, held, back_out, quiet
        raise WindowsOnlyError
