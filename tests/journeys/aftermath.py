"""What must be true of a journey's ground after its child died, whatever it was doing.

``faults`` opens the units again, looks for every acknowledged deed, and lets the work go on;
each thing that is not as it must be is one sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from desktop.crypto.seals import SealKeys
from desktop.domain.audit import Act
from desktop.domain.errors import AppError
from desktop.domain.exports import ExportState
from desktop.domain.search import Query
from desktop.machine import sealing
from desktop.store.integrity import verify_store
from desktop.usecases.approving import approve, waiting
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import mine
from desktop.usecases.ledgers import ledgers
from desktop.usecases.receiving import accept, inspect_package
from desktop.usecases.records import register
from desktop.usecases.releasing import release
from desktop.usecases.units import countersign, proposals, read_card, senders
from tests.builders.journey import Ground
from tests.builders.offices import CLERK, SUPERVISOR
from tests.journeys.main_job import EXTRA

Deed = Mapping[str, Any]
_AT_B = ("introduce", "expect", "receive")
_ORDER = (ExportState.REQUESTED, ExportState.APPROVED, ExportState.RELEASED)
_ONE_EACH = (Act.CREATE, Act.CORRECT, Act.VOID)


def unit_of(stage: str) -> str:
    """The unit a stage writes in."""
    return "b" if stage in _AT_B else "a"


def faults(ground: Ground, stage: str, told: Sequence[Deed]) -> list[str]:
    """Everything that is wrong after a kill in ``stage`` whose deeds so far are ``told``.

    The unit must open (its lock is free, its seals settle), be whole, have every deed, and take
    the next one.
    """
    clerks = ("work", "release", "receive")
    with ground.desk(unit_of(stage), CLERK if stage in clerks else SUPERVISOR) as desk:
        lost = [f"lost {deed}" for deed in told if not _is_there(ground, desk, deed)]
        found = [f"{stage}: {what}" for what in (*lost, *_disagreements(desk))]
        if stage in _GO_ON:
            found += _carried_on(ground, desk, stage)
    return found


def _disagreements(desk: Desk) -> list[str]:
    """Where log, data, seals, directory and second copy do not say the same."""
    verdict = verify_store(desk.store, desk.lineage.author)
    with desk.store.read() as tx:
        entries = tx.audit.page(None, 1_000_000)
        seal = tx.audit.last_seal(desk.term)
        brought = sum(job.records for job in tx.imports.jobs())
    told = sum(entry.act in _ONE_EACH for entry in entries) + brought
    wrong = []
    if told != verdict.revisions:
        wrong.append(f"the log tells of {told} revisions, there are {verdict.revisions}")
    if sum(entry.act is Act.IMPORT for entry in entries) != _imports(desk):
        wrong.append("imports and their entries differ")
    keys = sealing.seal_keys(desk.sealer)
    if keys is None or seal is None or SealKeys.from_bytes(keys).pending is not None:
        wrong.append("a seal is still pending after sign-in")
    return wrong


def _imports(desk: Desk) -> int:
    with desk.store.read() as tx:
        return len(tx.imports.jobs())


def _is_there(ground: Ground, desk: Desk, deed: Deed) -> bool:
    try:
        return _CHECKS[deed["deed"]](ground, desk, deed)
    except AppError:
        return False


def _import_is_there(_ground: Ground, desk: Desk, deed: Deed) -> bool:
    with desk.store.read() as tx:
        job = tx.imports.job(deed["batch"])
        whole = b"".join(tx.imports.source_bytes(job.source))
        count = tx.search.count(Query(deed["ledger"]))
    return job.records == deed["records"] <= count + 1 and sha256(whole).hexdigest() == job.source


def _record_is_there(_ground: Ground, desk: Desk, deed: Deed) -> bool:
    with desk.store.read() as tx:
        record, history = tx.records.get(deed["uid"]), tx.records.history(deed["uid"])
    newest = record.number == deed["number"] and "values" in deed
    same = not newest or record.content.values == deed["values"]
    return record.number == len(history) >= deed["number"] and same


def _card_is_there(ground: Ground, desk: Desk, deed: Deed) -> bool:
    return read_card(ground.medium / deed["file"]).store == desk.unit.store


def _proposal_is_there(_ground: Ground, desk: Desk, deed: Deed) -> bool:
    signed = desk.directory.recipient(deed["rid"]) is not None
    return signed or any(one.rid == deed["rid"] for one in proposals(desk))


def _recipient_is_there(_ground: Ground, desk: Desk, deed: Deed) -> bool:
    return desk.directory.recipient(deed["rid"]) is not None


def _sender_is_there(_ground: Ground, desk: Desk, deed: Deed) -> bool:
    return any(one.store == deed["store"] for one in senders(desk))


def _request_stands(state: ExportState) -> Callable[[Ground, Desk, Deed], bool]:
    def stands(_ground: Ground, desk: Desk, deed: Deed) -> bool:
        with desk.store.read() as tx:
            now = tx.exports.get(deed["request"]).state
        return _ORDER.index(now) >= _ORDER.index(state)

    return stands


def _package_is_there(ground: Ground, desk: Desk, deed: Deed) -> bool:
    written = (ground.medium / deed["file"]).read_bytes()
    whole = sha256(written).hexdigest() == deed["sha256"]
    return whole and _request_stands(ExportState.RELEASED)(ground, desk, deed)


def _records_are_there(ground: Ground, desk: Desk, deed: Deed) -> bool:
    with desk.store.read() as tx:
        seen = tx.packages.seen(deed["package"])
        count = tx.search.count(Query(deed["ledger"]))
    receipt = (ground.medium / deed["receipt"]).stat().st_size
    return seen and count == deed["records"] and receipt > 0


_CHECKS: Mapping[str, Callable[[Ground, Desk, Deed], bool]] = {
    "introduced": _card_is_there,
    "imported": _import_is_there,
    "corrected": _record_is_there,
    "registered": _record_is_there,
    "voided": _record_is_there,
    "proposed": _proposal_is_there,
    "countersigned": _recipient_is_there,
    "sender": _sender_is_there,
    "requested": _request_stands(ExportState.REQUESTED),
    "approved": _request_stands(ExportState.APPROVED),
    "released": _package_is_there,
    "accepted": _records_are_there,
}


def _carried_on(ground: Ground, desk: Desk, stage: str) -> list[str]:
    """Do what comes next, as the people would after the computer was switched on again."""
    try:
        _GO_ON[stage](ground, desk)
    except AppError as refusal:
        return [f"{stage}: the work does not go on, {refusal.code} {dict(refusal.details)}"]
    return []


def _register_one_more(_ground: Ground, desk: Desk) -> None:
    if known := ledgers(desk):
        register(desk, known[0].form.ledger, EXTRA)


def _sign_what_waits(_ground: Ground, desk: Desk) -> None:
    for one in proposals(desk):
        countersign(desk, one, SUPERVISOR.password)


def _approve_what_waits(_ground: Ground, desk: Desk) -> None:
    for view in waiting(desk):
        approve(desk, view.request.request_id, SUPERVISOR.password)


def _release_what_is_approved(ground: Ground, desk: Desk) -> None:
    for view in mine(desk):
        if view.request.state is ExportState.APPROVED:
            release(desk, view.request.request_id, ground.medium)


def _receive_again(ground: Ground, desk: Desk) -> None:
    (package,) = ground.medium.glob("*.kura")
    with desk.store.read() as tx:
        taken = bool(tx.imports.jobs())
    if not taken:
        accept(desk, inspect_package(desk, package), ground.medium)


_GO_ON: Mapping[str, Callable[[Ground, Desk], None]] = {
    "work": _register_one_more,
    "propose": _sign_what_waits,
    "sign": _sign_what_waits,
    "ask": _approve_what_waits,
    "approve": _approve_what_waits,
    "release": _release_what_is_approved,
    "receive": _receive_again,
}
