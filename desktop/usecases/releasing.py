"""払出し: the requester joins manifest and ciphertext on the medium, and reads them back."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop.crypto.signing import payload_unverified
from desktop.domain import cj1
from desktop.domain.audit import Act, anchor_words
from desktop.domain.exports import ExportRequest
from desktop.domain.packages import MANIFEST_TYPE, Manifest
from desktop.domain.rights import Right
from desktop.domain.usecase_errors import FileUnreadableError
from desktop.machine.atomic import sync_file, sync_folder
from desktop.machine.drives import volume_id
from desktop.machine.patience import remove_file, rename
from desktop.paper.export_slip import ExportSlip, draw_export_slip
from desktop.transfer.pack import read_back, write_package
from desktop.usecases.desk import Desk
from desktop.usecases.documents import day_text, fonts, imprint
from desktop.usecases.export_payload import signed_request
from desktop.usecases.exporting import view_of
from desktop.usecases.outbox import discard
from desktop.usecases.writing import writing

PACKAGE_ENDING = ".kura"


@dataclass(frozen=True, slots=True)
class Released:
    """A written package and the slip (持出票) that goes with it."""

    request: ExportRequest
    path: Path
    size: int
    sha256: str
    slip: bytes = field(repr=False)


def release(desk: Desk, request_id: str, folder: Path) -> Released:
    """Write the approved package into ``folder`` under a neutral name, once.

    It stands there before the commit, so a kill between the two leaves a package that was
    approved but not logged as written; releasing again finds it, checks it and logs it.

    Raises:
        NotRequesterError, AlreadyDecidedError, ReleaseWindowClosedError: not by this person,
            not approved, or too late.
        FileUnreadableError: the folder cannot be written to; nothing is left there.
        PackageTamperedError: what was read back is not what was written.
    """
    desk.require(Right.REQUEST_EXPORT)
    with desk.store.read() as reading:
        package = signed_request(reading.exports.get(request_id)).package_id
    path = folder / f"{package[:12]}{PACKAGE_ENDING}"
    with _taken_back_on_failure(path), writing(desk) as tx:
        released = tx.exports.get(request_id).release(by=desk.party, at=desk.now())
        size, digest = _written(desk, path, package, tx.exports.manifest(request_id))
        tx.exports.put(released)
        tx.audit.append(
            Act.EXPORT_WRITTEN,
            {
                "request": request_id,
                "package": package,
                "size": size,
                "sha256": digest,
                "volume": volume_id(folder),
            },
        )
    discard(desk, package)
    return Released(released, path, size, digest, _slip(desk, released, package))


@contextmanager
def _taken_back_on_failure(path: Path) -> Iterator[None]:
    """Whatever fails, the commit included: no package stays that the log does not know."""
    ours = False
    try:
        ours = not path.exists()
        yield
    except OSError as error:
        _drop(path, ours=ours)
        raise FileUnreadableError(name=path.name) from error
    except BaseException:
        _drop(path, ours=ours)
        raise


def _drop(path: Path, *, ours: bool) -> None:
    with suppress(OSError):  # the medium may be gone; the first error is the one to tell
        remove_file(_unfinished(path))
        if ours:
            remove_file(path)


def _written(desk: Desk, path: Path, package: str, manifest: bytes) -> tuple[int, str]:
    versions = desk.files.directory_versions()
    if not path.exists():
        with (
            _unfinished(path).open("wb") as target,
            desk.files.outbox(package).open("rb") as ciphertext,
        ):
            write_package(target, manifest, versions, ciphertext)
            sync_file(target)
        rename(_unfinished(path), path)
        sync_folder(path.parent)
    with path.open("rb") as again:
        found = read_back(again, manifest, versions)
    return found.size, found.sha256.hex()


def _unfinished(path: Path) -> Path:
    """Under this name until it is whole, so that the package's own name always means all of it."""
    return path.with_name(path.name + ".part")


def _slip(desk: Desk, released: ExportRequest, package: str) -> bytes:
    with desk.store.read() as tx:
        view = view_of(desk, tx, released)
        form = tx.forms.latest(released.ledger)
        head = tx.audit.head()
        document = tx.exports.manifest(released.request_id)
    manifest = Manifest.from_json(cj1.decode(payload_unverified(document, MANIFEST_TYPE)))
    marks = imprint(
        desk.office, form.confidentiality, desk.unit.label, desk.view.name, package[:12]
    )
    slip = ExportSlip(
        imprint=marks,
        request_id=released.request_id,
        package_id=package,
        ledger=view.ledger_name,
        purpose=released.purpose,
        legal_basis=released.legal_basis,
        recipient=view.recipient_label,
        records=released.records,
        columns=tuple(form.field(fid).label for fid in released.columns),
        medium_no="",
        requested_by=view.requester_name,
        approved_by=view.decider_name,
        not_after=day_text(manifest.not_after),
        checkpoint=tuple(anchor_words(head.hash).split("-")),
    )
    return draw_export_slip(slip, fonts(desk.office.resources)).pdf
