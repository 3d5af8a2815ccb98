"""Refusals of the machine room about places, files and the seals of this terminal."""

from desktop.domain.errors import AppError, PlaceRefusedError


class PlaceNetworkError(PlaceRefusedError):
    """The place is a share: a UNC path, a mapped drive, DFS, or a link to one."""

    code = "machine.place-network"


class PlaceSyncedError(PlaceRefusedError):
    """The place is copied to elsewhere by a synchronising program."""

    code = "machine.place-synced"


class PlaceReadOnlyError(PlaceRefusedError):
    """A file made there for trial could not be written, synced and deleted."""

    code = "machine.place-read-only"


class PlaceRemovableError(PlaceRefusedError):
    """The place is on a drive that can be pulled out; a real store is bound to the terminal."""

    code = "machine.place-removable"


class PlaceVolatileError(PlaceRefusedError):
    """The place is a disc that cannot be written, or memory that forgets."""

    code = "machine.place-volatile"


class PlaceOpenError(PlaceRefusedError):
    """The file system keeps no access rights (FAT, exFAT), so everybody could read a store."""

    code = "machine.place-no-acl"


class PlaceMissingError(PlaceRefusedError):
    """The drive or share the place is on is not there now."""

    code = "machine.place-missing"


class NotMemberError(PlaceRefusedError):
    """The folder belongs to the group of this machine's users, and this account is not in it."""

    code = "machine.not-member"


class SealBrokenError(AppError):
    """A sealed file of this terminal was sealed on another one, or is damaged."""

    code = "machine.seal-broken"


class ForgetfulMachineError(AppError):
    """The machine goes back to an earlier state at each start; nothing kept on it stays."""

    code = "machine.forgetful"


class ProfileRefusedError(AppError):
    """The account's profile is temporary, mandatory, roaming or on a share."""

    code = "machine.profile"


class FileHeldError(AppError):
    """Another program (antivirus, indexer, backup) did not let go of a file in time."""

    code = "machine.file-held"
