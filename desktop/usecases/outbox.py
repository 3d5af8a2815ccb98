"""Ciphertext of approved packages on its way out; without its manifest no receiver takes it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from desktop.domain.exports import ExportState
from desktop.domain.usecase_errors import FileUnreadableError
from desktop.machine.atomic import sync_file, sync_folder
from desktop.machine.patience import remove_file
from desktop.usecases.desk import Desk
from desktop.usecases.export_payload import signed_request


@contextmanager
def keeping(desk: Desk, package_id: str) -> Iterator[BinaryIO]:
    """A file to write the ciphertext into; it lies safely on the disk when the block ends.

    Raises:
        FileUnreadableError: it cannot be written.
    """
    path = desk.files.outbox(package_id)
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as target:
            yield target
            sync_file(target)
        sync_folder(path.parent)
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error


def discard(desk: Desk, package_id: str) -> None:
    """Remove the ciphertext; what cannot be removed now ``sweep`` removes later."""
    with suppress(OSError):
        remove_file(desk.files.outbox(package_id))


def sweep(desk: Desk) -> None:
    """Remove ciphertext that no approved request waits for, as a kill may leave it."""
    with desk.store.read() as tx:
        approved = tx.exports.list(ExportState.APPROVED)
    waiting = {signed_request(one).package_id for one in approved}
    for path in desk.files.outbox("").glob("*"):
        if path.name not in waiting:
            discard(desk, path.name)
