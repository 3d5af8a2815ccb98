"""受領: a package from another unit is checked, shown, and taken into a ledger of its own."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from desktop.domain.audit import Act, Checkpoint
from desktop.domain.errors import AppError
from desktop.domain.fields import Field
from desktop.domain.forms import Form
from desktop.domain.ids import LedgerId
from desktop.domain.packages import Receipt
from desktop.domain.payloads import RECORDS_PART, Inner
from desktop.domain.rights import Right
from desktop.domain.sheets import letter
from desktop.domain.usecase_errors import FileUnreadableError
from desktop.machine.patience import remove_file, replace_file
from desktop.store.bulk import ImportDraft
from desktop.store.imports import ImportOrder
from desktop.store.packages import Seen as SeenPackage
from desktop.store.packages import StagingState
from desktop.store.transactions import ReadTx, WriteTx
from desktop.transfer.read_parts import read_parts
from desktop.transfer.receipts import make_receipt
from desktop.transfer.unpack import Me, Received, Seen, inspect, open_parts
from desktop.usecases.desk import Desk
from desktop.usecases.documents import write_paper
from desktop.usecases.import_numbers import next_batch
from desktop.usecases.sender_pins import directory_of, pins
from desktop.usecases.watch import UNWATCHED, Watch, counting
from desktop.usecases.writing import writing

RECEIPT_ENDING = ".kurareceipt"
_SAMPLE = 10
_KEEP_SEEN = timedelta(days=30)
_FIRST_LINE = 2
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package whose every check holds; its parts wait inside the encrypted store."""

    path: Path
    package_id: str
    from_label: str
    created_at: datetime
    purpose: str
    legal_basis: str
    requester: str
    approver: str
    ledger_name: str
    fields: tuple[Field, ...]
    records: int
    sample: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    received: Received = field(repr=False)
    inner: Inner = field(repr=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The ledger the records are in now, and the receipt to hand back."""

    ledger: LedgerId
    records: int
    receipt: Path


def inspect_package(desk: Desk, path: Path) -> Arrival:
    """Check a package from its first byte to its last and decrypt it into the store's staging.

    Raises:
        AppError: one class of ``transfer_errors`` per thing that can be wrong; nothing is kept,
            and the log says why.
    """
    desk.require(Right.CREATE)
    try:
        with path.open("rb") as untrusted:
            return _inspected(desk, path, untrusted)
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
    except AppError as refusal:
        details = refusal.details
        obj = {"package": details["package"]} if "package" in details else {}
        desk.store.refused(desk, Act.PACKAGE_REFUSED, obj, refusal)
        raise


def accept(desk: Desk, arrival: Arrival, folder: Path, watch: Watch = UNWATCHED) -> Accepted:
    """Take the records over, remember the package, and write the signed receipt.

    The receipt is written before the commit under an unfinished name, so that a medium that
    takes nothing stops everything, and no finished receipt tells of what was not taken.

    Raises:
        UnknownDocumentError: the package does not wait here any more.
        FileUnreadableError: the receipt cannot be written there; nothing was taken.
    """
    desk.require(Right.CREATE)
    name = f"{arrival.package_id[:12]}{RECEIPT_ENDING}"
    unfinished = folder / f"{name}.part"
    try:
        with writing(desk) as tx:
            ledger, brought = _taken(desk, tx, arrival, watch)
            write_paper(unfinished, _receipt(desk, tx, arrival))
    except BaseException:
        with suppress(OSError):
            remove_file(unfinished)
        raise
    return Accepted(ledger, brought, _finished(unfinished, folder / name))


def _finished(unfinished: Path, path: Path) -> Path:
    """Where the receipt stands: whole either way, the records are taken by now."""
    try:
        return replace_file(unfinished, path)
    except OSError:
        return unfinished


def _taken(desk: Desk, tx: WriteTx, arrival: Arrival, watch: Watch) -> tuple[LedgerId, int]:
    form, rows = read_parts(arrival.inner, lambda name: tx.packages.part(arrival.package_id, name))
    ledger = _ledger_for(tx, arrival, form)
    order = _order(tx, desk, arrival, ledger, form)
    sheet = arrival.package_id[:12]
    drafts = (ImportDraft(values, sheet, row) for row, (_, values) in enumerate(rows, _FIRST_LINE))
    brought = tx.imports.bring(order, drafts, counting(watch, arrival.records)).records
    _remember(tx, desk, arrival)
    tx.audit.append(
        Act.PACKAGE_RECEIVED,
        {
            "package": arrival.package_id,
            "from": arrival.received.manifest.from_store,
            "records": brought,
            "ledger": ledger,
        },
    )
    return ledger, brought


def decline(desk: Desk, arrival: Arrival) -> None:
    """Turn a checked package away; its parts are dropped, it may be brought again."""
    desk.require(Right.CREATE)
    with writing(desk) as tx:
        tx.packages.settle(arrival.package_id, StagingState.REFUSED)
        tx.audit.append(Act.PACKAGE_REFUSED, {"package": arrival.package_id}, "transfer.declined")


class _StoreStaging:
    """Puts decrypted parts into the encrypted store, inside the caller's transaction."""

    def __init__(self, tx: WriteTx, package_id: str) -> None:
        self._tx = tx
        self._package = package_id
        self._name = ""
        self._held = bytearray()

    def begin(self, name: str) -> None:
        """The bytes that follow belong to this part."""
        self.flush()
        self._name = name

    def write(self, chunk: bytes) -> None:
        """The next bytes of the part."""
        self._held += chunk
        if len(self._held) >= _PIECE:
            self.flush()

    def flush(self) -> None:
        """Stage what is held."""
        if self._held:
            self._tx.packages.stage_chunk(self._package, self._name, bytes(self._held))
            self._held.clear()


def _inspected(desk: Desk, path: Path, untrusted: BinaryIO) -> Arrival:
    identity = desk.keys.receiving
    with desk.store.read(long=True) as reading:
        known = pins(reading)
        counters = {
            store: reading.packages.incoming_counter(store, identity.rid) for store in known
        }
        received = inspect(
            untrusted,
            pins=known,
            me=Me(identity.rid, drill=desk.directory.policy.drill),
            now=desk.now(),
            seen=Seen(_SeenHere(reading), counters),
        )
    package = received.manifest.package_id
    with writing(desk) as tx:
        tx.packages.stage(package, received.manifest.from_store, received.head.manifest, desk.now())
        staging = _StoreStaging(tx, package)
        inner = open_parts(untrusted, received, identity, staging)
        staging.flush()
        tx.packages.put_inner(package, inner.canonical)
        tx.audit.append(
            Act.PACKAGE_OPENED, {"package": package, "from": received.manifest.from_store}
        )
        form, rows = read_parts(inner, lambda name: tx.packages.part(package, name))
        fids = [one.fid for one in form.fields]
        sample = tuple(
            tuple(values.get(fid, "") for fid in fids) for _, values in islice(rows, _SAMPLE)
        )
    return _arrival(path, received, inner, form, sample)


def _arrival(
    path: Path, received: Received, inner: Inner, form: Form, sample: tuple[tuple[str, ...], ...]
) -> Arrival:
    manifest, request = received.manifest, received.request
    directory = directory_of(received.newest)
    label = directory.terminals[0].label if directory.terminals else manifest.from_store
    return Arrival(
        path=path,
        package_id=manifest.package_id,
        from_label=label,
        created_at=manifest.created_at,
        purpose=request.purpose,
        legal_basis=request.legal_basis,
        requester=received.requester.uid,
        approver=received.approver.uid,
        ledger_name=form.name,
        fields=form.fields,
        records=request.records,
        sample=sample,
        notes=tuple(note.value for note in received.notes),
        received=received,
        inner=inner,
    )


def _ledger_for(tx: WriteTx, arrival: Arrival, form: Form) -> LedgerId:
    """The ledger that takes records of this sender's ledger; made or widened where needed."""
    ledger = LedgerId(f"r{arrival.received.manifest.from_store[:8]}_{form.ledger}"[:40])
    known = {one.ledger: one for one in tx.forms.ledgers()}
    if ledger not in known:
        tx.forms.publish(replace(form, ledger=ledger, version=1))
        return ledger
    latest = known[ledger]
    own = {one.fid for one in latest.fields}
    added = tuple(one for one in form.fields if one.fid not in own)
    if added:
        tx.forms.publish(
            replace(latest, version=latest.version + 1, fields=(*latest.fields, *added))
        )
    return ledger


def _order(tx: WriteTx, desk: Desk, arrival: Arrival, ledger: LedgerId, form: Form) -> ImportOrder:
    """The acceptance as an import: the part that came is its sealed original."""
    name = arrival.package_id[:12]
    part = tx.packages.part(arrival.package_id, RECORDS_PART)
    return ImportOrder(
        batch=next_batch(tx, desk),
        ledger=ledger,
        source=tx.imports.seal_source(f"{name}.csv", part),
        columns={(name, one.fid): letter(place) for place, one in enumerate(form.fields, start=1)},
        eras={},
    )


def _remember(tx: WriteTx, desk: Desk, arrival: Arrival) -> None:
    manifest = arrival.received.manifest
    tx.packages.settle(arrival.package_id, StagingState.ACCEPTED)
    tx.packages.remember(
        SeenPackage(
            arrival.package_id,
            manifest.from_store,
            desk.keys.receiving.rid,
            manifest.counter,
            manifest.not_after + _KEEP_SEEN,
        ),
        desk.now(),
    )
    newest = arrival.received.newest
    if pins(tx)[newest.store].version < newest.version:
        tx.packages.pin(newest.store, newest.version, newest.document)


def _receipt(desk: Desk, tx: WriteTx, arrival: Arrival) -> bytes:
    """The signed receipt, its checkpoint being the log's head once this is committed."""
    head = tx.audit.append(Act.RECEIPT_WRITTEN, {"package": arrival.package_id})
    now = desk.now()
    receipt = Receipt(
        package_id=arrival.package_id,
        from_store=arrival.received.manifest.from_store,
        by_store=desk.unit.store,
        rid=desk.keys.receiving.rid,
        accepted_at=now,
        records=arrival.records,
        manifest_sha256=arrival.received.manifest_sha256,
        checkpoint=Checkpoint(
            desk.unit.store, desk.store.identity.log, head, now, desk.directory.version
        ),
    )
    return make_receipt(receipt, desk.keys.signing)


class _SeenHere:
    """Packages this store has accepted, asked one by one."""

    def __init__(self, tx: ReadTx) -> None:
        self._tx = tx

    def __contains__(self, package_id: object) -> bool:
        return isinstance(package_id, str) and self._tx.packages.seen(package_id)
