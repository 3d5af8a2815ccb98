"""Refusals of the store room."""

from desktop.domain.errors import AppError


class StoreBusyError(AppError):
    """Another work on the same file holds the lock for too long; nothing was changed."""

    code = "store.busy"


class StoreFullError(AppError):
    """There is no room left on the disk; the deed was taken back whole."""

    code = "store.full"


class StoreDeviceError(AppError):
    """The disk refused to read or write; the store must be closed and checked."""

    code = "store.device"


class StoreDamagedError(AppError):
    """The file is not what was written; it is only read from now on, and restored."""

    code = "store.damaged"


class StoreReadOnlyError(AppError):
    """The file or its folder cannot be written."""

    code = "store.read-only"


class StoreUnopenableError(AppError):
    """The file cannot be opened at its place."""

    code = "store.unopenable"


class StoreExistsError(AppError):
    """A store already stands in this folder; it is never overwritten."""

    code = "store.exists"


class WrongKeyError(AppError):
    """The key does not open this file."""

    code = "store.wrong-key"


class NewerStoreError(AppError):
    """A newer version of the program wrote this store."""

    code = "store.newer-version"


class StoreInterruptedError(AppError):
    """A search was stopped because a newer one took its place."""

    code = "store.interrupted"


class ChangedElsewhereError(AppError):
    """The record no longer ends with the revision this change was made on."""

    code = "store.changed-elsewhere"


class RecordVoidedError(AppError):
    """The record is struck through; it cannot be changed or struck through again."""

    code = "store.record-voided"


class UnknownRecordError(AppError):
    """No record of that name is in this store."""

    code = "store.unknown-record"


class UnknownLedgerError(AppError):
    """No ledger or form version of that name is in this store."""

    code = "store.unknown-ledger"


class FormNotNextError(AppError):
    """A published form does not follow the version before it, or changes a field's kind."""

    code = "store.form-not-next"


class UnknownDocumentError(AppError):
    """No import, request, draft or package of that name is in this store."""

    code = "store.unknown-document"


class ImportCancelledError(AppError):
    """The import was stopped by the person; nothing of it remains."""

    code = "store.import-cancelled"


class AuditCopyDiffersError(AppError):
    """The second copy of the audit log does not say what the store says."""

    code = "store.audit-copy-differs"


class ChainBrokenError(AppError):
    """An entry of the log or a revision does not follow the one before it."""

    code = "store.chain-broken"


class EntryTooLargeError(AppError):
    """What an entry of the log would have to say of this change is more than it can hold."""

    code = "store.entry-too-large"
