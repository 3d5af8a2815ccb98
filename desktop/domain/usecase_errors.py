"""Refusals of the deeds themselves: where the person, not a file, is in the way."""

from typing import ClassVar

from desktop.domain.errors import AppError


class NoDataKeyError(AppError):
    """The person holds no data key, as administrators and auditors do not."""

    code: ClassVar[str] = "desk.no-data-key"


class PersonTwiceError(AppError):
    """Two people of one founding have the same 職員番号."""

    code: ClassVar[str] = "founding.person-twice"


class UserNumberError(AppError):
    """What was typed cannot be a 職員番号."""

    code: ClassVar[str] = "founding.user-number"


class BlankNameError(AppError):
    """A name, an office or a terminal was left blank or is too long."""

    code: ClassVar[str] = "founding.blank"


class FingerprintDiffersError(AppError):
    """The fingerprint typed from paper is not the one in the file."""

    code: ClassVar[str] = "units.fingerprint"


class OwnCardError(AppError):
    """The unit card is this unit's own."""

    code: ClassVar[str] = "units.own-card"


class ProposalGoneError(AppError):
    """The proposal was already signed, withdrawn, or is older than seven days."""

    code: ClassVar[str] = "units.proposal-gone"


class ProposalWaitsError(AppError):
    """Another proposal waits for its second signature; one at a time."""

    code: ClassVar[str] = "units.proposal-waits"


class SecondPersonError(AppError):
    """The second signature must be another person's."""

    code: ClassVar[str] = "units.second-person"


class WrongPasswordHereError(AppError):
    """The password typed to confirm a deed is not the signed-in person's."""

    code: ClassVar[str] = "desk.password"


class DrillPackageError(AppError):
    """A drill store and a real store do not exchange packages."""

    code: ClassVar[str] = "units.drill"


class UnknownRecipientError(AppError):
    """The recipient is not in the directory, or its time is over."""

    code: ClassVar[str] = "export.recipient"


class ResidueFoundError(AppError):
    """What is to leave still holds what looks like a person's number; a reason is needed."""

    code: ClassVar[str] = "export.residue"


class ReasonNeededError(AppError):
    """The deed needs a written reason."""

    code: ClassVar[str] = "desk.reason"


class FileUnreadableError(AppError):
    """The file or folder cannot be read or written."""

    code: ClassVar[str] = "desk.file"


class ValuesRefusedError(AppError):
    """A record's values break the rules of its fields; nothing was stored."""

    code: ClassVar[str] = "records.values"


class NothingToImportError(AppError):
    """Not one row of the sheet can be imported."""

    code: ClassVar[str] = "import.nothing"
