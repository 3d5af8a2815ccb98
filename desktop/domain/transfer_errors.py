"""Every refusal of a package, a card or a receipt; see ``errors`` for what a refusal is."""

from desktop.domain.errors import AppError

# ── packages ────────────────────────────────────────────────────────────


class NotAPackageError(AppError):
    """The file does not begin as a package of ours."""

    code = "transfer.not-a-package"


class NewerPackageError(AppError):
    """The package was written by a newer version of the program."""

    code = "transfer.newer-version"


class PackageTruncatedError(AppError):
    """The file ends before the package does."""

    code = "transfer.truncated"


class TrailingBytesError(AppError):
    """Something stands behind the end of the package."""

    code = "transfer.trailing-bytes"


class PackageTamperedError(AppError):
    """A byte of the package is not what was signed."""

    code = "transfer.tampered"


class UnknownSenderError(AppError):
    """No unit card of the sending unit has been registered here."""

    code = "transfer.unknown-sender"


class DirectoryOldError(AppError):
    """The package relies on an older directory than the one known here."""

    code = "transfer.directory-old"


class DirectoryGapError(AppError):
    """The enclosed directory does not reach the version known here."""

    code = "transfer.directory-gap"


class UnapprovedPackageError(AppError):
    """The manifest does not carry exactly the signature of its approver."""

    code = "transfer.unapproved"


class ApproverRoleError(AppError):
    """The approver held no right to approve at that time."""

    code = "transfer.approver-role"


class RequesterRoleError(AppError):
    """The requester held no right to request at that time."""

    code = "transfer.requester-role"


class SelfApprovedPackageError(AppError):
    """Requester and approver are one human."""

    code = "transfer.self-approved"


class WrongRecipientError(AppError):
    """The package is for another unit."""

    code = "transfer.wrong-recipient"


class RecipientUnregisteredError(AppError):
    """The sending unit's directory does not know the recipient."""

    code = "transfer.recipient-unregistered"


class PackageExpiredError(AppError):
    """The package's life is over."""

    code = "transfer.expired"


class ReplayedPackageError(AppError):
    """The package has been accepted here before."""

    code = "transfer.replay"


class DrillPackageError(AppError):
    """A drill store and a real store may not exchange packages."""

    code = "transfer.drill"


# ── parts ────────────────────────────────────────────────────────────


class PartMalformedError(AppError):
    """A part is not exactly what a package may hold."""

    code = "transfer.part-malformed"


class ResidueError(AppError):
    """A finished part still holds something that may not leave."""

    code = "transfer.residue"


# ── cards and receipts ────────────────────────────────────────────────────────────


class NotACardError(AppError):
    """The file is no unit card."""

    code = "transfer.not-a-card"


class CardRefusedError(AppError):
    """The unit card's signature or directory does not hold."""

    code = "transfer.card-refused"


class NotAReceiptError(AppError):
    """The file is no receipt."""

    code = "transfer.not-a-receipt"


class ReceiptRefusedError(AppError):
    """The receipt is not the signed answer to this package."""

    code = "transfer.receipt-refused"
