"""更新, as the administrator does it: inspect a package, keep it, install it at closing, go back.

None of it needs a data key. How a new version is rehearsed on a copy of each store is
``bringing_up``'s work, done by the new program at the first sign-in with a data key: this
program cannot run what it does not have yet.
"""

import logging
import shutil
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop.domain.errors import AppError
from desktop.domain.rights import Right
from desktop.domain.update_errors import (
    NoEarlierVersionError,
    SameVersionError,
    UpdateOlderError,
    UpdateSkipsError,
    WindowsOnlyError,
)
from desktop.domain.updates import UpdateNotice, version_order
from desktop.machine.installing import can_install, start_installer
from desktop.usecases.bringing_up import room_needed
from desktop.usecases.desk import Desk
from desktop.usecases.office import Office
from desktop.usecases.program_version import ProgramVersion
from desktop.usecases.unit_files import UnitFiles
from desktop.usecases.update_files import (
    KeptUpdate,
    Package,
    check_kept,
    check_package,
    held_checked,
    keep,
    kept_updates,
    let_go,
    read_package,
)
from desktop.usecases.version_log import VersionHistory, history
from desktop.usecases.watch import UNWATCHED, Watch

READERS = (Right.ADMINISTER, Right.APPROVE, Right.AUDIT)
"""The rights that open the version log; one of them suffices."""

_log = logging.getLogger("kuracho.usecases")


class Standing(StrEnum):
    """What the package is to the program that runs."""

    NEWER = "newer"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class UnitRoom:
    """Whether one unit's store can be copied when a new version rehearses on it; in bytes."""

    label: str
    needed: int
    free: int

    @property
    def enough(self) -> bool:
        """Whether it can."""
        return self.free >= self.needed


@dataclass(frozen=True, slots=True)
class UpdateVerdict:
    """A package whose signature and every byte hold, and what it means for this terminal.

    ``rooms`` names each unit whose store the new version will bring up; empty where the schema
    stays the same.
    """

    package: Package
    standing: Standing
    rooms: tuple[UnitRoom, ...]

    @property
    def notice(self) -> UpdateNotice:
        """What the package says of itself."""
        return self.package.notice


@dataclass(frozen=True, slots=True)
class UpdateState:
    """The program that runs, what is kept here newest first, and whether it can be installed."""

    program: ProgramVersion
    kept: tuple[UpdateNotice, ...]
    can_install: bool


@dataclass(frozen=True, slots=True)
class BackOutPlan:
    """The way back to ``version``; ``store_first`` says that stores must be put back before it."""

    version: str
    made: datetime
    store_first: bool


@dataclass(frozen=True, slots=True)
class InstallOrder:
    """What is to be installed once the program has closed everything."""

    kept: KeptUpdate
    back_out: bool


def state(desk: Desk) -> UpdateState:
    """What runs here and what is kept."""
    desk.require(Right.ADMINISTER)
    office = desk.office
    kept = kept_updates(office.home, office.program.release_key)
    return UpdateState(office.program, tuple(one.notice for one in reversed(kept)), can_install())


def versions(desk: Desk) -> VersionHistory:
    """Every version that was started on this terminal."""
    desk.require(*READERS)
    return history(desk.office.home)


def inspect_update(desk: Desk, path: Path, watch: Watch = UNWATCHED) -> UpdateVerdict | None:
    """Check a package from its first byte to its last; None if the person stopped it.

    Raises:
        ReleaseKeyMissingError, NotOurUpdateError, UpdateDamagedError, FileUnreadableError,
        UnknownVersionError: it cannot be believed.
        UpdateOlderError, UpdateSkipsError: it can, and does not fit here.
    """
    desk.require(Right.ADMINISTER)
    package = read_package(path, desk.office.program.release_key)
    standing = _judged(package.notice, desk.office.program)
    if not check_package(package, watch):
        return None
    changes = package.notice.writes != desk.office.program.schema
    return UpdateVerdict(package, standing, _rooms(desk.office) if changes else ())


def take_update(desk: Desk, path: Path, watch: Watch = UNWATCHED) -> UpdateNotice | None:
    """Keep a package on this terminal, to be installed or gone back to; None if stopped.

    The package of the running version may be kept too: it is the way back after an update.

    Raises:
        AppError: as ``inspect_update``, or there is no room; nothing is kept.
    """
    desk.require(Right.ADMINISTER)
    office = desk.office
    package = read_package(path, office.program.release_key)
    _judged(package.notice, office.program)
    kept = keep(package, office.home, watch)
    if kept is None:
        return None
    _log.info("update.kept %s", kept.notice.version)
    _let_old_ones_go(office)
    return kept.notice


def order_install(desk: Desk, version: str) -> InstallOrder:
    """The order to install a kept newer version, after its installer was read once more.

    Raises:
        WindowsOnlyError: nothing can be installed here.
        SameVersionError, UpdateOlderError, UpdateSkipsError: it does not fit.
        NoEarlierVersionError, UpdateDamagedError: it is not kept, or not what was signed.
    """
    desk.require(Right.ADMINISTER)
    kept = _kept(desk.office, version)
    if _judged(kept.notice, desk.office.program) is Standing.SAME:
        raise SameVersionError(version=version)
    return _ordered(kept, back_out=False)


def back_out_plan(desk: Desk) -> BackOutPlan | None:
    """The newest kept version before the running one, None if none is kept."""
    desk.require(Right.ADMINISTER)
    kept = _earlier(desk.office)
    if kept is None:
        return None
    notice = kept.notice
    return BackOutPlan(notice.version, notice.made, notice.writes < desk.office.program.schema)


def order_back_out(desk: Desk) -> InstallOrder:
    """The order to install the version before this one.

    Raises:
        NoEarlierVersionError: its package is not kept here.
        WindowsOnlyError, UpdateDamagedError: as ``order_install``.
    """
    desk.require(Right.ADMINISTER)
    kept = _earlier(desk.office)
    if kept is None:
        raise NoEarlierVersionError
    return _ordered(kept, back_out=True)


def begin_install(order: InstallOrder) -> None:
    """Start the installer; the last thing this program does, with every store closed.

    Raises:
        UpdateDamagedError: the installer was exchanged since it was ordered.
        WindowsOnlyError, InstallerNotStartedError: it was not started.
    """
    with held_checked(order.kept) as held:
        _log.info("update.install %s back-out=%d", order.kept.notice.version, order.back_out)
        start_installer(order.kept.installer, held, back_out=order.back_out)


def _ordered(kept: KeptUpdate, *, back_out: bool) -> InstallOrder:
    check_kept(kept)
    if not can_install():
        raise WindowsOnlyError
    return InstallOrder(kept, back_out)


def _judged(notice: UpdateNotice, program: ProgramVersion) -> Standing:
    mine = version_order(program.version)
    if notice.order < mine:
        raise UpdateOlderError(version=notice.version, running=program.version)
    if program.schema not in notice.reads:
        raise UpdateSkipsError(version=notice.version, schema=program.schema)
    return Standing.SAME if notice.order == mine else Standing.NEWER


def _kept(office: Office, version: str) -> KeptUpdate:
    for one in kept_updates(office.home, office.program.release_key):
        if one.notice.version == version:
            return one
    raise NoEarlierVersionError


def _earlier(office: Office) -> KeptUpdate | None:
    mine = version_order(office.program.version)
    kept = kept_updates(office.home, office.program.release_key)
    return next((one for one in reversed(kept) if one.notice.order < mine), None)


def _let_old_ones_go(office: Office) -> None:
    """Only the way back, the running version and what is newer stay."""
    mine = version_order(office.program.version)
    kept = kept_updates(office.home, office.program.release_key)
    for one in [one for one in kept if one.notice.order < mine][:-1]:
        let_go(one)


def _rooms(office: Office) -> tuple[UnitRoom, ...]:
    """Each unit's room for a copy, as far as it shows without a key."""
    found = []
    for unit in office.units():
        try:
            database = unit.folder / UnitFiles(unit.folder).pointer().active_db
            needed, free = room_needed(database), shutil.disk_usage(unit.folder).free
        except (AppError, OSError):  # that unit cannot be signed in to anyhow, and says so there
            continue
        found.append(UnitRoom(unit.label, needed, free))
    return tuple(found)
