"""Under which account of the operating system this program runs; told, never trusted."""

import os
import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _LONGEST = 257

    def account_name() -> str:
        """The name of the Windows account, "" where the system does not say."""
        buffer = ctypes.create_unicode_buffer(_LONGEST)
        size = wintypes.DWORD(_LONGEST)
        asked = ctypes.windll.advapi32.GetUserNameW(buffer, ctypes.byref(size))
        return buffer.value if asked else ""

else:
    import pwd

    def account_name() -> str:
        """The name of the account, "" where the system does not say."""
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return ""
