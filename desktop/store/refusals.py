"""What the database driver says, as a refusal a person understands, or a bug left as it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError  # noqa: A004 - the pool's own
from sqlcipher3 import dbapi2

from desktop.domain.errors import AppError
from desktop.domain.store_errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreDeviceError,
    StoreFullError,
    StoreInterruptedError,
    StoreReadOnlyError,
    StoreUnopenableError,
    WrongKeyError,
)

_PRIMARY = 0xFF
_BY_CODE: dict[int, type[AppError]] = {
    5: StoreBusyError,
    6: StoreBusyError,
    8: StoreReadOnlyError,
    9: StoreInterruptedError,
    10: StoreDeviceError,
    11: StoreDamagedError,
    13: StoreFullError,
    14: StoreUnopenableError,
    26: WrongKeyError,
}
# a page whose seal does not fit is SQLITE_ERROR or NOTADB once the first page has been read
_AFTER_OPENING = {26: StoreDamagedError}


# the driver's backup raises without a code, with the text SQLite has for it
_BY_TEXT: dict[str, int] = {
    "database is locked": 5,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
}


def refusal_for(error: BaseException, *, opening: bool = False) -> AppError | None:
    """The refusal that stands for a driver error, None if the error is a bug of ours."""
    if isinstance(error, TimeoutError):
        return StoreBusyError()
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None and isinstance(cause, dbapi2.Error):
        code = _BY_TEXT.get(str(cause))
    if not isinstance(code, int):
        return None
    code &= _PRIMARY
    kind = _BY_CODE.get(code) if opening else _AFTER_OPENING.get(code, _BY_CODE.get(code))
    return None if kind is None else kind()


@contextmanager
def refusing(*, opening: bool = False) -> Iterator[None]:
    """Turn driver errors of the block into refusals; errors that are bugs pass unchanged.

    The driver's own text is dropped: it can quote a value.
    """
    try:
        yield
    except AppError:
        raise
    except Exception as error:
        refusal = refusal_for(error, opening=opening)
        if refusal is None:
            raise
        raise refusal from None
