"""Makes ``Kuracho-<version>-x64.msi`` from the program's folder; the same bytes every time.

    python packaging/msi.py build/windows/Kuracho --out build/windows --version 0.1.0

Needs nothing but Python, on Linux as on Windows. Sign the result with ``signing.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import tempfile
from pathlib import Path
from uuid import UUID, uuid5

import msi_product as product
import msi_wording as words
from cabinet import Packed, write_cabinet
from msi_database import Summary, write_database

FIRST_EPOCH = 315532800
"""1980-01-01, the first day a cabinet knows."""

_VERSION = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})")
_MOST = (255, 255, 65535)


def build_msi(  # noqa: PLR0913  # facts of one build
    folder: Path, out: Path, *, version: str, build: str, epoch: int, icon: Path | None = None
) -> Path:
    """Write the installer of a folder that holds ``Kuracho.exe``; its path.

    Raises:
        ValueError: a version that Windows Installer does not carry, no program, a name outside
            code page 932.
    """
    numbers = _VERSION.fullmatch(version)
    if numbers is None or any(
        int(one) > most for one, most in zip(numbers.groups(), _MOST, strict=True)
    ):
        message = f"an installer's version is three numbers up to 255.255.65535, not {version}"
        raise ValueError(message)
    files = product.entries(folder)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"Kuracho-{version}-x64.msi"
    tables = product.tables(files, version, build, icon=icon is not None)
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        cabinet = _cabinet(files, Path(scratch), epoch).read_bytes()
    streams = {product.CABINET: cabinet}
    if icon is not None:
        streams["Icon.kuracho.ico"] = icon.read_bytes()
    write_database(
        target, tables, streams, _summary(version, build, epoch, streams, tables), product.CODEPAGE
    )
    return target


def _cabinet(files: tuple[product.Entry, ...], scratch: Path, epoch: int) -> Path:
    notice = scratch / "notice.txt"
    notice.write_bytes(product.notice_bytes())
    packed = [Packed(one.key, one.source) for one in files]
    target = scratch / product.CABINET
    packed += [Packed(name, notice) for name in product.NOTICES]
    write_cabinet(packed, target, epoch)
    return target


def _summary(
    version: str, build: str, epoch: int, streams: dict[str, bytes], tables: object
) -> Summary:
    """The summary; the package code is another for every other content."""
    digest = hashlib.sha256(f"{version}\0{build}\0{epoch}\0{tables!r}".encode())
    for name, data in sorted(streams.items()):
        digest.update(name.encode() + data)
    code = uuid5(UUID(product.UPGRADE_CODE), digest.hexdigest())
    return Summary(
        title="Installation Database",
        subject=words.SUBJECT.format(version=version),
        author=words.MAKER,
        comments=words.COMMENTS,
        keywords=words.KEYWORDS,
        template=f"x64;{product.LANGUAGE}",
        package_code="{" + str(code).upper() + "}",
        made=epoch,
        program="packaging/msi.py",
    )


def main() -> None:
    """Build from the command line; print the path and the size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("build/windows"))
    parser.add_argument("--version", required=True)
    parser.add_argument("--build", default="source")
    parser.add_argument("--icon", type=Path)
    parser.add_argument(
        "--epoch", type=int, default=int(os.environ.get("SOURCE_DATE_EPOCH", FIRST_EPOCH))
    )
    asked = parser.parse_args()
    made = build_msi(
        asked.folder, asked.out,
        version=asked.version, build=asked.build, epoch=asked.epoch, icon=asked.icon,
    )  # fmt: skip
    print(f"{made}  {made.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
