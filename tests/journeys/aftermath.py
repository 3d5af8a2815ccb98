"""What must be true of a journey's ground after its child died, whatever it was doing.

``faults`` opens the units again, looks for every acknowledged deed, and lets the work go on to
the end of the stage; each thing that is not as it must be is one sentence.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
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
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.units import countersign, proposals, senders
from tests.builders.journey import CLERK, SUPERVISOR, Ground
from tests.journeys.main_job import EXTRA, acquaint, export

Deed = Mapping[str, Any]
UNIT_OF = {"work": "a", "acquaint": "a", "export": "a", "receive": "b"}
OTHER_UNIT = {"sender": "b", "accepted": "b"}
_ORDER = (ExportState.REQUESTED, ExportState.APPROVED, ExportState.RELEASED)
_ONE_EACH = (Act.CREATE, Act.CORRECT, Act.VOID)


def faults(ground: Ground, stage: str, told: Sequence[Deed]) -> list[str]:
    """Everything that is wrong after a kill in ``stage`` whose deeds so far are ``told``."""
    found: list[str] = []
    for unit in {UNIT_OF[stage], *(OTHER_UNIT[t["deed"]] for t in told if t["deed"] in OTHER_UNIT)}:
        deeds = [deed for deed in told if OTHER_UNIT.get(deed["deed"], UNIT_OF[stage]) == unit]
        found += [f"{stage}, unit {unit}: {what}" for what in _of_unit(ground, unit, deeds)]
    try:
        carry_on(ground, stage)
    except AppError as refusal:
        found.append(f"{stage}: the work does not go on, {refusal.code} {refusal.details}")
    return found


def _of_unit(ground: Ground, unit: str, deeds: Sequence[Deed]) -> list[str]:
    """The unit opens (its lock is free, its seals settle), is whole, and has every deed."""
    desk = sign_in(ground.office(unit), ground.unit(unit), CLERK.uid, CLERK.password)
    try:
        lost = [f"lost {deed}" for deed in deeds if not _is_there(ground, desk, deed)]
        return lost + _disagreements(desk)
    finally:
        sign_out(desk)


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
    return (
        job.records == deed["records"] <= count + 1 and sha256(whole).hexdigest() == job.source
    )


def _record_is_there(_ground: Ground, desk: Desk, deed: Deed) -> bool:
    with desk.store.read() as tx:
        record, history = tx.records.get(deed["uid"]), tx.records.history(deed["uid"])
    values = deed.get("values", record.content.values)
    return record.number == len(history) >= deed["number"] and record.content.values == values


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


def carry_on(ground: Ground, stage: str) -> None:
    """Do what is left of a stage, as its people would the next morning."""
    match stage:
        case "work":
            _register_one_more(ground)
        case "acquaint":
            _acquaint_on(ground)
        case "export":
            _export_on(ground)
        case "receive":
            _receive_on(ground)


def _register_one_more(ground: Ground) -> None:
    with ground.desk("a", CLERK) as desk:
        if known := ledgers(desk):
            register(desk, known[0].form.ledger, EXTRA)


def _acquaint_on(ground: Ground) -> None:
    with ground.desk("a", SUPERVISOR) as desk:
        if desk.directory.recipients:
            return
        if open_now := proposals(desk):
            countersign(desk, open_now[0], SUPERVISOR.password)
            return
    acquaint(ground, lambda *_words, **_facts: None)


def _export_on(ground: Ground) -> None:
    with ground.desk("a", CLERK) as desk:
        asked = mine(desk)
    if not asked:
        export(ground, lambda *_words, **_facts: None)
        return
    (request,) = (view.request for view in asked)
    if request.state is ExportState.REQUESTED:
        with ground.desk("a", SUPERVISOR) as desk:
            (view,) = waiting(desk)
            approve(desk, view.request.request_id, SUPERVISOR.password)
    if request.state is not ExportState.RELEASED:
        with ground.desk("a", CLERK) as desk:
            release(desk, request.request_id, ground.medium)


def _receive_on(ground: Ground) -> None:
    (package,) = ground.medium.glob("*.kura")
    with ground.desk("b", CLERK) as desk:
        with desk.store.read() as tx:
            taken = any(job.records for job in tx.imports.jobs())
        if not taken:
            accept(desk, inspect_package(desk, package), ground.medium)
