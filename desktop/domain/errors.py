"""Every refusal a person can understand and act on; anything else is a bug.

One class per refusal, grouped by room. The sentence shown to the user lives in
``desktop/ui/messages`` under ``code``; a test proves that each code has one.
"""

from typing import ClassVar


class AppError(Exception):
    """A refusal the user can understand and act on; anything else is a bug.

    ``details`` fill the blanks of the sentence and reach the log: identifiers
    and counts, never a value from a record.
    """

    code: ClassVar[str] = "app.refused"

    def __init__(self, **details: str | int) -> None:
        super().__init__(self.code)
        self.details = details


# ── documents and formats ──────────────────────────────────────────────────────────────


class MalformedDocumentError(AppError):
    """A document of ours does not have exactly the canonical form its type demands."""

    code = "format.malformed"


class UnknownVersionError(AppError):
    """A document or store was written by a version of the program this one cannot read."""

    code = "format.unknown-version"


# ── rights and exports ─────────────────────────────────────────────────────────────────


class NotPermittedError(AppError):
    """The person's roles do not carry the right this deed needs."""

    code = "rights.not-permitted"


class SelfApprovalError(AppError):
    """The person who asked for an export may not decide on it."""

    code = "export.self-approval"


class AlreadyDecidedError(AppError):
    """The request is no longer in the state this deed needs."""

    code = "export.already-decided"


class NotRequesterError(AppError):
    """Only the person who asked may withdraw or release the request."""

    code = "export.not-requester"


class RequestExpiredError(AppError):
    """The request's life is over; it must be asked for anew."""

    code = "export.expired"


class ReleaseWindowClosedError(AppError):
    """The hours in which an approved package may be written are over."""

    code = "export.window-closed"


class PayloadChangedError(AppError):
    """The payload rebuilt for the approver is not the one the requester signed."""

    code = "export.payload-changed"


class NothingToExportError(AppError):
    """A request needs at least one record and one column."""

    code = "export.nothing"


# ── directory ──────────────────────────────────────────────────────────────────────────────


class DirectoryChainError(AppError):
    """A directory version does not follow the one before it."""

    code = "directory.chain"


class DirectorySignersError(AppError):
    """A directory version was not signed by the two humans its predecessor demands."""

    code = "directory.signers"


class DirectorySeparationError(AppError):
    """One human would hold roles that must be held by two."""

    code = "directory.separation"


class DirectoryRollbackError(AppError):
    """The directory is older than the one this terminal has already seen, or another store's."""

    code = "directory.rollback"


# ── paper ──────────────────────────────────────────────────────────────────────────────


class FontUnreadableError(AppError):
    """A font file is absent, damaged, or not one that can be printed with."""

    code = "paper.font-unreadable"


class TooManyColumnsError(AppError):
    """More columns than a sheet can show legibly were asked for."""

    code = "paper.too-many-columns"
