"""Refusals of updating: the package, the way back, and bringing a store to the newest schema."""

from desktop.domain.errors import AppError


class ReleaseKeyMissingError(AppError):
    """This program was not built as a release; it believes no update package."""

    code = "updates.no-key"


class NotOurUpdateError(AppError):
    """The file is no update package, or not one signed by those who made this program."""

    code = "updates.not-ours"


class UpdateDamagedError(AppError):
    """The package is signed rightly, but the installer in it is not the one that was signed."""

    code = "updates.damaged"


class UpdateOlderError(AppError):
    """The package holds a version older than the one that runs."""

    code = "updates.older"


class SameVersionError(AppError):
    """The package holds the version that runs already; it can be kept, not installed."""

    code = "updates.same"


class UpdateSkipsError(AppError):
    """The version in the package cannot read the stores this version writes."""

    code = "updates.skips"


class NoRoomError(AppError):
    """There is less room on the disk than the work needs; nothing was begun."""

    code = "updates.no-room"


class WindowsOnlyError(AppError):
    """An installer can be started under Windows only."""

    code = "updates.windows-only"


class InstallerNotStartedError(AppError):
    """Windows did not start the installer."""

    code = "updates.not-started"


class NoEarlierVersionError(AppError):
    """No package of an earlier version is kept on this terminal."""

    code = "updates.no-earlier"


class OlderStoreError(AppError):
    """The store was written by an earlier version and waits to be brought up; nothing was done."""

    code = "store.older-version"


class TooOldStoreError(AppError):
    """No way leads from the store's schema to this program's; an earlier program must come first.

    ``found`` is the store's schema, ``known`` the program's.
    """

    code = "store.too-old"


class MigrationFailedError(AppError):
    """The rehearsal on the copy failed at ``step``; the store itself was not touched."""

    code = "store.rehearsal-failed"


class MigrationCancelledError(AppError):
    """The person stopped the rehearsal; the store itself was not touched."""

    code = "store.rehearsal-cancelled"


class WrittenSinceError(AppError):
    """Since the store was brought up something was written that going back would lose."""

    code = "store.written-since"


class NoWayBackError(AppError):
    """The store was not brought up on this terminal, or the file of before is gone."""

    code = "store.no-way-back"
