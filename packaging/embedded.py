"""Versions of the libraries inside our libraries: asked of the running code, or read in its bytes.

A municipality's question after a security notice is "which OpenSSL is in there"; no package list
answers it, the library itself does.
"""

import platform
import pyexpat
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from cryptography.hazmat.backends.openssl.backend import backend
from fontTools.ttLib import TTFont
from PIL import features
from PySide6.QtCore import qVersion
from sqlcipher3 import dbapi2

# a version as the library writes it into its own file
_MARKS = {
    "bzip2": re.compile(rb"(1\.0\.\d), \d+-[A-Z][a-z]{2}-20\d\d"),
    "expat": re.compile(rb"expat_(\d+\.\d+\.\d+)"),
    "libjpeg-turbo": re.compile(rb"libjpeg-turbo version (\d+\.\d+\.\d+)"),
    "libtiff": re.compile(rb"LIBTIFF, Version (\d+\.\d+\.\d+)"),
    "openssl": re.compile(rb"OpenSSL (\d+\.\d+\.\d+[a-z]?) \d+ [A-Z][a-z]{2} 20\d\d"),
    "pcre2": re.compile(rb"\0(10\.\d\d) 20\d\d-\d\d-\d\d\0"),
    "zlib": re.compile(rb" (?:in|de)flate (\d+\.\d+(?:\.\d+)?)[ .\w-]* Copyright"),
}
_NAME_OF_VERSION = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A library that one file says is inside it."""

    name: str
    version: str
    file: str


def asked() -> dict[str, str]:
    """Version by key of ``resources/data/parts.json``, as the code answers when run."""
    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'x'")  # without a key SQLCipher stays asleep

    def one(question: str) -> str:
        return str(connection.execute(question).fetchone()[0])

    found = {
        "cpython": platform.python_version(),
        "qt": qVersion(),
        "sqlcipher": one("PRAGMA cipher_version").split(" ")[0],
        "sqlite": one("SELECT sqlite_version()"),
        "openssl-sqlcipher3": _number(one("PRAGMA cipher_provider_version")),
        "openssl-cryptography": _number(backend.openssl_version_text()),
        "pdfium": str(pypdfium2.PDFIUM_INFO.version).split("@")[0],
        "libjpeg-turbo": str(features.version("libjpeg_turbo")),
        "openjpeg": str(features.version("jpg_2000")),
        "libtiff": str(features.version("libtiff")),
        "zlib-ng": str(features.version("zlib_ng")),
        "expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    connection.close()
    return found


def never_compiled_in() -> list[str]:
    """Parts of Pillow under the GPL that its builder may have chosen; empty is well."""
    return [name for name in ("libimagequant",) if features.check_feature(name)]


def font_version(path: Path) -> str:
    """The version a typeface names inside itself."""
    with TTFont(path, lazy=True) as font:
        said = str(font["name"].getDebugName(_NAME_OF_VERSION))
    return said.removeprefix("Version ").split(";")[0].strip()


def marks(files: Iterable[tuple[str, bytes]]) -> Iterator[Mark]:
    """What libraries say of themselves in the bytes of executable files, by place and content."""
    for place, content in files:
        for name, pattern in _MARKS.items():
            for version in sorted(set(pattern.findall(content))):
                yield Mark(name, version.decode("ascii"), place)


def _number(text: str) -> str:
    """``3.6.0`` of ``OpenSSL 3.6.0 1 Oct 2025``."""
    return text.split(" ")[1]
