"""The main job as a script, in ten stages; says each deed after it was done, one line each.

In a child: ``python -m tests.journeys.main_job BASE STAGE… [--book FILE]…``. A line is a JSON
object with ``deed`` and the facts a later reader needs to look for it. A line that stands is an
acknowledged save: it must be there whatever happens next.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop.domain.cards import CARD_ENDING
from desktop.domain.exports import ExportRequest
from desktop.domain.forms import Confidentiality
from desktop.domain.ids import LedgerId
from desktop.domain.search import Query
from desktop.logs import open_log
from desktop.usecases.approving import approve, review, waiting
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, mine, recipients, request
from desktop.usecases.importing import commit, dry_run, inspect, propose_plan, read_file
from desktop.usecases.ledgers import ledgers, open_form
from desktop.usecases.receiving import accept, inspect_package
from desktop.usecases.records import correct, get, page, register, settle, void
from desktop.usecases.releasing import release
from desktop.usecases.units import (
    countersign,
    proposals,
    propose_recipient,
    read_card,
    register_sender,
    write_unit_card,
)
from tests.builders.journey import Ground, laid_out
from tests.builders.offices import ADMINISTRATOR, CLERK, SUPERVISOR

Say = Callable[..., None]
EXTRA = {"f2": "山\ufa11 \u9ad9子", "f5": "桜沢町大字鴫原900番地", "f1": "第0900号", "f7": "15000"}
CORRECTED = "桜沢町大字鴫原201番地 \U00020bb7荘"
TURNS = 6
LEDGER_NAME = "児童手当 受給者台帳"


def found(ground: Ground, say: Say) -> None:
    """Both units, three people each."""
    for unit in ("a", "b"):
        made = ground.found(unit)
        say("founded", unit=unit, store=made.unit.store)


def work(ground: Ground, say: Say, books: Sequence[Path] = ()) -> None:
    """The clerk brings the workbook in, finds, corrects, registers, strikes through."""
    with ground.desk("a", CLERK) as desk:
        for book in (ground.book, *books):
            bring(desk, book, say)
        ledger = first_ledger(desk)
        fids = tuple(field.fid for field in open_form(desk, ledger).fields)
        query = Query(ledger, "鴫原")
        hits = page(desk, query, 0, 50, fids)
        settle(desk, query, hits.total)
        for turn in range(TURNS):
            for hit in hits.lines:
                record = get(desk, hit.uid).record
                values = {**record.content.values, "f5": f"{CORRECTED}{turn + 1}号室"}
                made = correct(desk, record, values, "転居届による")
                say("corrected", uid=made.uid, number=made.number, values=dict(values))
        made = register(desk, ledger, EXTRA)
        say("registered", uid=made.uid, number=made.number, values=EXTRA)
        gone = void(desk, made, "二重に登録したため")
        say("voided", uid=gone.uid, number=gone.number)


def bring(desk: Desk, book: Path, say: Say) -> None:
    """Import every sheet of a workbook that holds a table, each into a ledger of its own."""
    session = inspect(desk, *read_file(book))
    for proposal in session.proposals:
        if proposal.kind == "table":
            level = Confidentiality.LEVEL_3B
            plan, form = propose_plan(session, proposal, LEDGER_NAME, level)
            brought = commit(desk, session, dry_run(desk, session, plan, form))
            say(
                "imported",
                batch=brought.batch,
                ledger=brought.ledger,
                records=brought.count.importable,
                sheet=proposal.sheet,
            )


def first_ledger(desk: Desk) -> LedgerId:
    """The ledger of our own workbook: the first one made."""
    return ledgers(desk)[0].form.ledger


def card_of(ground: Ground, unit: str) -> Path:
    """The card of a unit as it lies on the medium."""
    store = ground.unit(unit).store
    cards = ground.medium.glob(f"*{CARD_ENDING}")
    return next(card for card in cards if read_card(card).store == store)


def introduce(ground: Ground, say: Say) -> None:
    """The receiving unit writes its card."""
    with ground.desk("b", SUPERVISOR) as desk:
        card = write_unit_card(desk, ground.medium)
        say("introduced", file=card.name)


def propose(ground: Ground, say: Say) -> None:
    """The administrator of the sending unit signs first."""
    card = card_of(ground, "b")
    with ground.desk("a", ADMINISTRATOR) as desk:
        shown = read_card(card)
        propose_recipient(desk, card, shown.fingerprint, ADMINISTRATOR.password)
        say("proposed", rid=shown.rid)


def sign(ground: Ground, say: Say) -> None:
    """The supervisor signs second, and writes the sending unit's card."""
    with ground.desk("a", SUPERVISOR) as desk:
        (proposal,) = proposals(desk)
        countersign(desk, proposal, SUPERVISOR.password)
        say("countersigned", rid=proposal.rid)
        own = write_unit_card(desk, ground.medium)
        say("introduced", file=own.name)


def expect(ground: Ground, say: Say) -> None:
    """The receiving unit will take packages of the sending one."""
    own = card_of(ground, "a")
    with ground.desk("b", SUPERVISOR) as desk:
        sender = register_sender(desk, own, read_card(own).fingerprint)
        say("sender", store=sender.store)


def ask_for_export(ground: Ground, say: Say) -> None:
    """The clerk asks for approval."""
    with ground.desk("a", CLERK) as desk:
        asked = ask(desk)
        say("requested", request=asked.request_id, records=asked.records)


def approve_it(ground: Ground, say: Say) -> None:
    """The supervisor looks at what would leave and approves."""
    with ground.desk("a", SUPERVISOR) as desk:
        (view,) = waiting(desk)
        shown = review(desk, view.request.request_id)
        approved = approve(desk, shown.view.request.request_id, SUPERVISOR.password)
        say("approved", request=approved.request_id)


def release_it(ground: Ground, say: Say) -> None:
    """The clerk writes the package onto the medium."""
    with ground.desk("a", CLERK) as desk:
        (view,) = mine(desk)
        out = release(desk, view.request.request_id, ground.medium)
        say("released", request=out.request.request_id, file=out.path.name, sha256=out.sha256)


def ask(desk: Desk) -> ExportRequest:
    """A request for all records of our own ledger, without the notes."""
    ledger = first_ledger(desk)
    columns = tuple(f.fid for f in open_form(desk, ledger).fields if f.label != "備考")
    (known,) = recipients(desk)
    draft = ExportDraft(
        Query(ledger), None, columns, "課税との突合", "番号法第19条第8号", known.rid
    )
    return request(desk, draft)


def receive(ground: Ground, say: Say) -> None:
    """The other unit checks the package and takes the records over."""
    (package,) = ground.medium.glob("*.kura")
    with ground.desk("b", CLERK) as desk:
        arrival = inspect_package(desk, package)
        taken = accept(desk, arrival, ground.medium)
        say(
            "accepted",
            package=arrival.package_id,
            ledger=taken.ledger,
            records=taken.records,
            receipt=taken.receipt.name,
        )


_DEEDS: Mapping[str, Callable[[Ground, Say], None]] = {
    "found": found,
    "work": work,
    "introduce": introduce,
    "propose": propose,
    "sign": sign,
    "expect": expect,
    "ask": ask_for_export,
    "approve": approve_it,
    "release": release_it,
    "receive": receive,
}
STAGES = tuple(_DEEDS)


def run(
    ground: Ground, say: Say, stages: Sequence[str] = STAGES, books: Sequence[Path] = ()
) -> None:
    """Some stages of the main job, in order; ``books`` are brought in beside our own."""
    for stage in stages:
        if stage == "work":
            work(ground, say, books)
        else:
            _DEEDS[stage](ground, say)


def say_aloud(deed: str, **facts: object) -> None:
    """One line to whoever started this child; it is out of our hands when this returns."""
    sys.stdout.write(json.dumps({"deed": deed, **facts}) + "\n")
    sys.stdout.flush()


def say_and_wait(moment: str) -> Say:
    """Says everything aloud and stands still after one deed, to be killed right there."""

    def say(deed: str, **facts: object) -> None:
        say_aloud(deed, **facts)
        if deed == moment:
            sys.stdin.read()

    return say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the stages asked for below a folder; a missing ground is laid out first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("stages", nargs="*", default=[])
    parser.add_argument("--book", type=Path, action="append", default=[])
    parser.add_argument("--log", type=Path, help="folder of the program's own log")
    parser.add_argument("--wait-at", metavar="DEED", help="stand still after this deed")
    asked = parser.parse_args(arguments)
    say = say_aloud if asked.wait_at is None else say_and_wait(asked.wait_at)
    if asked.log is not None:
        open_log(asked.log)
    ground = Ground(asked.base) if asked.base.exists() else laid_out(asked.base)
    say_aloud("ready")
    run(ground, say, asked.stages or STAGES, asked.book)
    say_aloud("finished")
    return 0


if __name__ == "__main__":
    sys.exit(main())
