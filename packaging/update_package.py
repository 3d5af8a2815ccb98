"""Makes an update package from an installer, and checks one.

``update_package.py make MSI --key KEY.pem --version V --build B --notes FILE --out FOLDER`` writes
``kuracho-<version>.kuraup`` for offices that update from a medium; ``check FILE --public HEX``
reads it back as the program does, to its last byte. The schemas are this tree's own.
"""

import argparse
import hashlib
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import release_list

PROJECT = Path(__file__).resolve().parent.parent
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from desktop import __version__  # noqa: E402
from desktop.crypto.signing import SigningKey, sign_json  # noqa: E402
from desktop.domain.errors import AppError  # noqa: E402
from desktop.domain.updates import ENDING, NAME, Installer, UpdateNotice, head_of  # noqa: E402
from desktop.store.migrations import SCHEMA, Schema  # noqa: E402
from desktop.usecases.update_files import Package, check_package, read_package  # noqa: E402


def notice_for(  # noqa: PLR0913 - what a release is, each by its name
    msi: Path,
    *,
    version: str,
    build: str,
    made: datetime,
    notes: str,
    schema: Schema = SCHEMA,
) -> UpdateNotice:
    """What the package of ``msi`` says."""
    with msi.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    installer = Installer(msi.name, msi.stat().st_size, digest)
    return UpdateNotice(version, build, made, schema.reads(), schema.version, notes, installer)


def make_package(msi: Path, notice: UpdateNotice, key: SigningKey, folder: Path) -> Path:
    """Write the package into ``folder`` and read it back; its path."""
    target = folder / f"kuracho-{notice.version}{ENDING}"
    document = sign_json(NAME, notice.to_json(), [key])
    with target.open("wb") as file, msi.open("rb") as installer:
        file.write(head_of(document))
        shutil.copyfileobj(installer, file)
    checked(target, key.public)
    return target


def checked(path: Path, public: bytes) -> Package:
    """The package, read to its last byte as the program does.

    Raises:
        AppError: it would be refused.
    """
    package = read_package(path, public)
    check_package(package)
    return package


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except AppError as error:
        sys.stderr.write(f"{error.code} {error.details}\n")
        return 1


def _make(asked: argparse.Namespace) -> int:
    key = release_list.read_key(asked.key)
    notes = asked.notes.read_text("utf-8").strip() if asked.notes else ""
    notice = notice_for(
        asked.msi, version=asked.version, build=asked.build, made=datetime.now(UTC), notes=notes
    )
    sys.stdout.write(f"{make_package(asked.msi, notice, key, asked.out)}\n")
    return 0


def _check(asked: argparse.Namespace) -> int:
    notice = checked(asked.file, bytes.fromhex(asked.public)).notice
    reads = ",".join(map(str, notice.reads))
    sys.stdout.write(
        f"{notice.version} {notice.build} schema {reads} -> {notice.writes}\n"
        f"{notice.msi.name} {notice.msi.size} {notice.msi.sha256.hex()}\n"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser("make", help="write a package")
    make.add_argument("msi", type=Path)
    make.add_argument("--key", type=Path, required=True, metavar="PEM")
    make.add_argument("--version", default=__version__)
    make.add_argument("--build", required=True)
    make.add_argument("--notes", type=Path, metavar="FILE", help="short Japanese text")
    make.add_argument("--out", type=Path, default=Path("build/windows"))
    make.set_defaults(run=_make)
    check = commands.add_parser("check", help="read a package to its last byte")
    check.add_argument("file", type=Path)
    check.add_argument("--public", required=True, metavar="HEX")
    check.set_defaults(run=_check)
    return parser


if __name__ == "__main__":
    sys.exit(main())
