"""What may lie in the frozen folder, by name; ``desktop.spec`` asks, the tests check.

Lists of what is kept, not of what is thrown out, wherever a library may grow: a new plugin of Qt
stays outside until somebody writes it in here.
"""

import sys
from pathlib import Path, PurePosixPath

# modules no program of ours needs. The first block could talk to a network; CPython's own OpenSSL
# goes with it (hashlib then uses CPython's own SHA-2, and sqlcipher3 and cryptography carry theirs)
NEVER = (
    *("ssl", "_ssl", "_hashlib", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc", "wsgiref"),
    *("http.server", "http.cookiejar", "webbrowser", "socketserver", "socks", "requests"),
    *("sqlite3", "_sqlite3", "multiprocessing", "tkinter", "turtle", "curses", "readline"),
    *("pip", "setuptools", "pkg_resources", "ensurepip", "venv", "lib2to3"),
    *("pytest", "_pytest", "unittest", "doctest", "pdb", "pydoc", "hypothesis", "PyInstaller"),
    *("numpy", "pandas", "lxml", "IPython", "matplotlib", "desktop.importers.tests"),
)
_QT_MODULES = ("Network", "DBus", "Sql", "Test", "Xml", "Help", "Designer", "UiTools", "Concurrent")
_QT_MODULES += ("Qml", "Quick", "QuickControls2", "QuickTest", "QuickWidgets", "PrintSupport")
_QT_MODULES += ("OpenGL", "OpenGLWidgets", "SvgWidgets")
NOT_IN_THE_WINDOW = (
    *(f"PySide6.Qt{name}" for name in _QT_MODULES),
    # dialects of servers, and what Pillow brings for formats no document of ours has
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle", "postgresql")),
    *("PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingtk", "PIL._imagingmath"),
    "PIL._imagingft",
)
NOT_IN_THE_READER = (
    *("PySide6", "shiboken6", "sqlcipher3", "sqlalchemy", "keyring", "reportlab", "fontTools"),
    *("PIL", "pypdfium2", "argon2", "pyrage"),
    *(f"desktop.{room}" for room in ("ui", "usecases", "store", "transfer", "paper", "crypto")),
    *("desktop.verify", "desktop.app"),
)

_QT_LIBRARIES = {"Core", "Gui", "Widgets", "Svg"}
_QT_PLUGINS = {"iconengines/qsvgicon", "imageformats/qsvg"}
if sys.platform == "win32":
    _QT_PLUGINS.add("platforms/qwindows")  # self-test and tour run on it, with a screen or none
else:
    _QT_LIBRARIES |= {"DBus", "XcbQpa"}
    _QT_PLUGINS |= {"platforms/qxcb", "platforms/qoffscreen"}
_TRANSLATIONS = {"qt_ja.qm", "qtbase_ja.qm"}
# software OpenGL and the shader compiler: widgets are painted without either
_UNUSED_HELPERS = {"opengl32sw.dll", "d3dcompiler_47.dll"}
# they differ with the pip and the machine that installed
_NOTES_OF_PIP = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}


def belongs(place: str, origin: str = "") -> bool:
    """Whether a library or data file may be collected.

    Args:
        place: where it would lie in ``_internal``.
        origin: the file it comes from, where it could be the system's own.
    """
    path = PurePosixPath(place.replace("\\", "/"))
    name = path.name
    if name.removeprefix("lib").startswith("Qt6"):
        return name.removeprefix("lib").removeprefix("Qt6").split(".")[0] in _QT_LIBRARIES
    if path.parts[0] == "PySide6" and "plugins" in path.parts:
        return f"{path.parent.name}/{name.removeprefix('lib').split('.')[0]}" in _QT_PLUGINS
    if path.parts[0] == "PySide6" and "translations" in path.parts:
        return name in _TRANSLATIONS
    if path.parent.suffix == ".dist-info" and name in _NOTES_OF_PIP:
        return False
    return name not in _UNUSED_HELPERS and not _of_the_system(name, origin)


def _of_the_system(name: str, origin: str) -> bool:
    """Linux: the folder is a sanity check for this machine and uses its libraries."""
    return origin.startswith(("/lib", "/usr/lib")) and not name.startswith("libpython")


def program_data(source: Path) -> list[tuple[str, str]]:
    """Our own data files: all of ``resources``."""
    return [(str(source / "resources"), "resources")]
