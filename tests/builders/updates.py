"""Update packages for tests, signed by a key of their own that the test hands to the office."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.crypto.signing import SigningKey, sign_json
from desktop.domain.updates import Installer, UpdateNotice, head_of
from desktop.usecases.office import Office
from desktop.usecases.program_version import ProgramVersion

KEY = SigningKey(bytes(range(1, 33)))
MADE = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
RUNNING = ProgramVersion("0.2.0", "0.2.0+aaaaaaaaaaaa", 1, KEY.public)
NOTES = "一覧の印刷を直しました。\n照会が速くなりました。"


@dataclass(frozen=True)
class Made:
    """A package file, what it says, and the installer inside."""

    path: Path
    notice: UpdateNotice
    installer: bytes


def notice(version: str, installer: bytes, schema: tuple[int, ...] = (1,)) -> UpdateNotice:
    """What a package of ``version`` says."""
    digest = hashlib.sha256(installer).digest()
    msi = Installer(f"Kuracho-{version}-x64.msi", len(installer), digest)
    build = f"{version}+bbbbbbbbbbbb"
    return UpdateNotice(version, build, MADE, schema, max(schema), NOTES, msi)


def package(
    folder: Path,
    version: str = "0.3.0",
    *,
    schema: tuple[int, ...] = (1,),
    installer: bytes = b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 5000,
    key: SigningKey = KEY,
) -> Made:
    """A package in ``folder``; the installer is 1.3 MB of nothing."""
    said = notice(version, installer, schema)
    path = folder / f"kuracho-{version}.kuraup"
    path.write_bytes(head_of(sign_json("update", said.to_json(), [key])) + installer)
    return Made(path, said, installer)


def running(office: Office, program: ProgramVersion = RUNNING) -> Office:
    """The same office with a released program in it."""
    return replace(office, program=program)
