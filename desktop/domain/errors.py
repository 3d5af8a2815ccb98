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


class PdfUnreadableError(AppError):
    """The bytes are not a PDF that can be shown."""

    code = "paper.unreadable-pdf"


# ── crypto ─────────────────────────────────────────────────────────────────────────────────


class SignatureRefusedError(AppError):
    """A signed document is not wholly signed by known keys, or is of another type."""

    code = "crypto.signature"


class NotInThisVersionError(AppError):
    """A kind of document, factor or key that a later version of the program will read."""

    code = "crypto.not-in-this-version"


class SignInRefusedError(AppError):
    """The one answer to every sign-in that fails, whatever the cause."""

    code = "signin.refused"


class PasswordLengthError(AppError):
    """A new password is too short or too long."""

    code = "crypto.password-length"


class PasswordKnownError(AppError):
    """A new password is one an attacker tries first."""

    code = "crypto.password-known"


class KeyMismatchError(AppError):
    """A key that was granted or unsealed is not the one the directory commits to."""

    code = "crypto.key-mismatch"


class SheetMistypedError(AppError):
    """What was typed for one recovery sheet cannot be what is printed on it."""

    code = "crypto.sheet-mistyped"


class RecoveryRefusedError(AppError):
    """Two well-typed recovery sheets do not open this store."""

    code = "crypto.recovery-refused"


class NotForUsError(AppError):
    """A sealed file was not encrypted to this store, or was changed on its way."""

    code = "crypto.not-for-us"


class LogBrokenError(AppError):
    """The log is not whole from ``seq`` on."""

    code = "crypto.log-broken"


class GrantMissingError(AppError):
    """The person signed in rightly, but nobody has given them a key of their role yet."""

    code = "crypto.grant-missing"


class FoundingRefusedError(AppError):
    """The people entered cannot found a store."""

    code = "crypto.founding"


class KeysForgottenError(AppError):
    """The session was locked; its keys are gone and a new sign-in is needed."""

    code = "crypto.keys-forgotten"


# ── importers ─────────────────────────────────────────────────────────────────────────


class NotAWorkbookError(AppError):
    """The file is neither a workbook nor a text table."""

    code = "import.not-a-workbook"


class AccessFileError(AppError):
    """The file is a database of Access, which only its own program reads."""

    code = "import.access-file"


class SavedWebPageError(AppError):
    """The file is a saved web page or web answer under a workbook's name."""

    code = "import.saved-web-page"


class EmptyFileError(AppError):
    """The file has no bytes."""

    code = "import.empty-file"


class EmptyWorkbookError(AppError):
    """No sheet of the workbook has a filled cell."""

    code = "import.empty-workbook"


class PasswordNeededError(AppError):
    """The workbook is encrypted and no password was given."""

    code = "import.password-needed"


class WrongPasswordError(AppError):
    """The password does not open the workbook."""

    code = "import.wrong-password"


class DamagedFileError(AppError):
    """The file ends early or contradicts itself."""

    code = "import.damaged"


class ZipBombError(AppError):
    """The file unpacks to far more than a workbook does."""

    code = "import.zip-bomb"


class FileTooLargeError(AppError):
    """The file or its unpacked content is over the limit."""

    code = "import.too-large"


class TooManyPartsError(AppError):
    """The workbook has more parts than a workbook needs."""

    code = "import.too-many-parts"


class TooManySheetsError(AppError):
    """The workbook has too many sheets."""

    code = "import.too-many-sheets"


class TooManyCellsError(AppError):
    """A sheet is wider, longer or fuller than the limit."""

    code = "import.too-many-cells"


class CellTooLongError(AppError):
    """A cell holds more text than a cell can."""

    code = "import.cell-too-long"


class DoctypeError(AppError):
    """The workbook carries a document type declaration, which no office program writes."""

    code = "import.doctype"


class UnreadableWorkbookError(AppError):
    """The content is not what the format demands."""

    code = "import.unreadable"


class UnknownEncodingError(AppError):
    """The text file is neither UTF-8 nor Shift_JIS (CP932)."""

    code = "import.unknown-encoding"


class ReaderDiedError(AppError):
    """The reading process ended without an answer."""

    code = "import.reader-died"


class ReaderMemoryError(AppError):
    """The reading process reached its memory limit."""

    code = "import.reader-memory"


class ReaderTimeError(AppError):
    """The reading process reached its time limit."""

    code = "import.reader-time"


class ReadingCancelledError(AppError):
    """The person stopped the reading."""

    code = "import.cancelled"


class PlanMismatchError(AppError):
    """The plan does not fit the sheet or the form."""

    code = "import.plan-mismatch"


# ── machine ────────────────────────────────────────────────────────────────────────────────


class KeyringRefusedError(AppError):
    """The operating system offers no key store that may hold this terminal's secret."""

    code = "machine.keyring"


class DeviceSecretMissingError(AppError):
    """This terminal does not hold the secret the store was bound to."""

    code = "machine.device-secret"


class PlaceRefusedError(AppError):
    """A store may not lie there: a share, a folder that is synchronised, or read-only."""

    code = "machine.place"


class StoreBusyError(AppError):
    """Another program on this machine has the store open."""

    code = "machine.store-busy"


class FileDamagedError(AppError):
    """A small file of the store is damaged, and so is its previous copy."""

    code = "machine.file-damaged"
