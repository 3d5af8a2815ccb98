"""取込: from a workbook of others to records with a cell of origin; the wizard's steps, no Qt.

Inspecting reads the file in a limited child. The dry run changes nothing. The commit seals the
original, makes the ledger, brings every record and logs it, all in one transaction.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from desktop.domain import cj1
from desktop.domain.errors import FileTooLargeError, ReadingCancelledError
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId
from desktop.domain.import_plan import ImportPlan, SheetProposal, plan_from
from desktop.domain.records import without_blanks
from desktop.domain.rights import Right
from desktop.domain.sheets import Workbook, letter
from desktop.domain.usecase_errors import FileUnreadableError, NothingToImportError
from desktop.importers import apply
from desktop.importers.apply import DryRun, RowProblem
from desktop.importers.count import RowCount
from desktop.importers.limits import MAX_TEXT_BYTES
from desktop.importers.proposals import propose
from desktop.importers.worker import read_workbook
from desktop.paper.error_sheet import CellError, ErrorSheet, draw_error_sheet
from desktop.paper.import_result import ImportResult, SheetCount, draw_import_result
from desktop.store.bulk import ImportDraft
from desktop.store.imports import ImportOrder
from desktop.store.transactions import WriteTx
from desktop.usecases.desk import Desk
from desktop.usecases.documents import day_text, fonts, imprint
from desktop.usecases.import_numbers import next_batch
from desktop.usecases.watch import UNWATCHED, Watch, counting
from desktop.usecases.writing import writing

__all__ = [
    "DryRun", "ImportSession", "Imported", "RowCount", "RowProblem", "commit", "dry_run",
    "error_sheet", "form_of", "inspect", "propose_plan", "read_file",
]  # fmt: skip

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class ImportSession:
    """One file in the wizard: its bytes (in memory only), what was read, what is proposed."""

    name: str
    size: int
    sha256: str
    content: bytes = field(repr=False)
    workbook: Workbook = field(repr=False)
    proposals: tuple[SheetProposal, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A finished import: its number, the ledger it made, and its paper."""

    batch: str
    ledger: LedgerId
    form: Form
    count: RowCount
    result: bytes = field(repr=False)


def read_file(path: Path) -> tuple[str, bytes]:
    """A file's own name and its bytes.

    Raises:
        FileUnreadableError: it cannot be read.
        FileTooLargeError: it is larger than any file that could be read.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_TEXT_BYTES else b""
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
    if size > MAX_TEXT_BYTES:
        raise FileTooLargeError(limit=MAX_TEXT_BYTES >> 20)
    return path.name, content


def inspect(
    desk: Desk,
    name: str,
    content: bytes,
    *,
    password: str | None = None,
    watch: Watch = UNWATCHED,
) -> ImportSession:
    """Read a file in the limited child and propose how each sheet could become records.

    Raises:
        PasswordNeededError, WrongPasswordError: ask the person and call again.
        AppError: one class of the importers per thing that can be wrong with a file.
    """
    desk.require(Right.CREATE)
    book = read_workbook(
        content,
        name=name,
        password=password,
        progress=watch.report,
        cancelled=watch.cancelled,
    )
    digest = sha256(content).hexdigest()
    return ImportSession(name, len(content), digest, content, book, propose(book))


def propose_plan(
    session: ImportSession,
    proposal: SheetProposal,
    ledger_name: str,
    confidentiality: Confidentiality,
) -> tuple[ImportPlan, Form]:
    """The proposal of one sheet as a plan and the form of the new ledger, both to be changed."""
    return plan_from(proposal, _ledger_id(session, proposal.sheet), ledger_name, confidentiality)


def form_of(plan: ImportPlan, form: Form, ledger_name: str, level: Confidentiality) -> Form:
    """The form of a plan that was changed meanwhile."""
    return plan.form(form.ledger, ledger_name.strip() or form.name, level)


def dry_run(
    desk: Desk, session: ImportSession, plan: ImportPlan, form: Form, watch: Watch = UNWATCHED
) -> DryRun:
    """Try the plan on its sheet; nothing is written.

    Raises:
        PlanMismatchError: plan, form and sheet do not belong together.
        ReadingCancelledError: it was stopped.
    """
    desk.require(Right.CREATE)
    found = apply.dry_run(session.workbook.sheet(plan.sheet), plan, form, watch.cancelled)
    if found is None:
        raise ReadingCancelledError
    return found


def commit(desk: Desk, session: ImportSession, dry: DryRun, watch: Watch = UNWATCHED) -> Imported:
    """Seal the original, make the ledger and bring every importable row, or nothing at all.

    Raises:
        NothingToImportError: no row can be imported.
        ImportCancelledError: it was stopped; the store is as it was.
        StoreFullError: there is no room; the store is as it was.
    """
    desk.require(Right.CREATE)
    if not dry.count.importable:
        raise NothingToImportError
    with writing(desk) as tx:
        made = _own_id(tx, dry.form)
        tx.forms.publish(made)
        order = _order(tx, desk, session, dry.plan, made)
        tx.imports.bring(order, _drafts(dry), counting(watch, dry.count.importable))
        paper = _result(desk, session, made, dry, order.batch)
    return Imported(order.batch, made.ledger, made, dry.count, paper)


def error_sheet(desk: Desk, session: ImportSession, dry: DryRun, words: dict[str, str]) -> bytes:
    """誤り票: the cells that keep their rows out; ``words`` gives the sentence of each code."""
    desk.require(Right.CREATE)
    rows = tuple(
        CellError(one.cell, one.label, one.text, words.get(one.code, one.code))
        for one in dry.problems
    )
    marks = imprint(
        desk.office, dry.form.confidentiality, desk.unit.label, desk.view.name, session.sha256[:8]
    )
    paper = ErrorSheet(marks, session.name, dry.plan.sheet, rows)
    return draw_error_sheet(paper, fonts(desk.office.resources)).pdf


def _ledger_id(session: ImportSession, sheet: str) -> LedgerId:
    """A name no other sheet of another file has: people see the ledger's own name only."""
    digest = sha256(f"{session.sha256}\0{sheet}".encode()).hexdigest()
    return LedgerId(f"l{digest[:12]}")


def _own_id(tx: WriteTx, form: Form) -> Form:
    """The form under an id that is free here: the same sheet may be brought twice."""
    taken = {one.ledger for one in tx.forms.ledgers()}
    number, ledger = 1, form.ledger
    while ledger in taken:
        number += 1
        ledger = LedgerId(f"{form.ledger}_{number}")
    return Form(ledger, form.name, 1, form.confidentiality, form.fields)


def _order(
    tx: WriteTx, desk: Desk, session: ImportSession, plan: ImportPlan, form: Form
) -> ImportOrder:
    content = session.content
    pieces = (content[at : at + _PIECE] for at in range(0, len(content), _PIECE))
    return ImportOrder(
        batch=next_batch(tx, desk),
        ledger=form.ledger,
        source=tx.imports.seal_source(session.name, pieces),
        columns={(plan.sheet, one.fid): _letters(plan, one.fid) for one in plan.mapping},
        eras={one.fid: one.default_era for one in plan.mapping if one.default_era},
        plan=cj1.encode(plan.to_json()),
    )


def _letters(plan: ImportPlan, fid: str) -> str:
    return next(letter(one.column) for one in plan.mapping if one.fid == fid)


def _drafts(dry: DryRun) -> Iterator[ImportDraft]:
    fids = [one.fid for one in dry.form.fields]
    for draft in dry.records():
        values = without_blanks(dict(zip(fids, draft.values, strict=True)))
        yield ImportDraft(values, draft.sheet, draft.row)


def _result(desk: Desk, session: ImportSession, form: Form, dry: DryRun, batch: str) -> bytes:
    count = dry.count
    counted = SheetCount(
        dry.plan.sheet,
        count.source,
        count.importable,
        count.with_warnings,
        count.refused,
        count.excluded,
    )
    paper = ImportResult(
        imprint=imprint(desk.office, form.confidentiality, desk.unit.label, desk.view.name, batch),
        number=batch,
        ledger=form.name,
        book=session.name,
        book_sha256=session.sha256,
        period=day_text(desk.now()),
        done_by=desk.view.name,
        sheets=(counted,),
    )
    return draw_import_result(paper, fonts(desk.office.resources)).pdf
