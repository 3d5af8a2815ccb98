"""Refusals about the program itself: its files are not those of its release.

``file`` is a path inside the program folder, ``count`` how many differences there are in all.
"""

from typing import ClassVar

from desktop.domain.errors import AppError
from desktop.domain.releases import Difference, Fault


class ProgramRefusedError(AppError):
    """No real store is opened with a program that was not compared, or whose files differ.

    Each difference has its subclass.
    """

    code: ClassVar[str] = "program.refused"


class ProgramUnsignedError(ProgramRefusedError):
    """A frozen program that was built without a release key: a trial build."""

    code = "program.no-key"


class ReleaseListMissingError(ProgramRefusedError):
    """The signed list of the program's files is not there or cannot be read."""

    code = "program.no-list"


class ReleaseListForgedError(ProgramRefusedError):
    """The list of files is not the one that was signed for this product."""

    code = "program.forged-list"


class ProgramOtherBuildError(ProgramRefusedError):
    """The list belongs to another build: half an update, or an older list put back."""

    code = "program.other-build"


class ProgramFileChangedError(ProgramRefusedError):
    """A program file has another content than the one released."""

    code = "program.changed"


class ProgramFileMissingError(ProgramRefusedError):
    """A program file is gone."""

    code = "program.missing"


class ProgramFileExtraError(ProgramRefusedError):
    """A file lies in the program folder that was never released."""

    code = "program.extra"


class ProgramFileUnreadableError(ProgramRefusedError):
    """A program file or folder cannot be read, so nothing can be said of it."""

    code = "program.unreadable"


class SelfTestFailedError(AppError):
    """The self-test did not come to its end; ``rows`` were told before."""

    code = "program.self-test"


_KINDS: dict[Difference, type[ProgramRefusedError]] = {
    Difference.NO_KEY: ProgramUnsignedError,
    Difference.NO_LIST: ReleaseListMissingError,
    Difference.FORGED_LIST: ReleaseListForgedError,
    Difference.OTHER_BUILD: ProgramOtherBuildError,
    Difference.CHANGED: ProgramFileChangedError,
    Difference.MISSING: ProgramFileMissingError,
    Difference.EXTRA: ProgramFileExtraError,
    Difference.UNREADABLE: ProgramFileUnreadableError,
    Difference.UNKNOWN: ProgramRefusedError,
}


def refusal_of(fault: Fault, count: int) -> ProgramRefusedError:
    """The refusal that names ``fault`` out of ``count`` of them."""
    return _KINDS[fault.difference](file=fault.path, count=count)
