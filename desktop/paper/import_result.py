"""取込結果報告書 and 移行完了報告書: what came in, counted, with boxes for the seals."""

from dataclasses import dataclass
from functools import reduce

from desktop.paper import wording
from desktop.paper.blocks import stamps
from desktop.paper.draw import A4, Align, Imprint, Paper, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Fonts
from desktop.paper.tables import Column, facts, table

_COUNT_WIDTHS = (50.0, 22.0, 22.0, 22.0, 18.0, 18.0, 18.0)
_TOTAL_WIDTHS = (62.0, 43.0, 43.0, 22.0)


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How the rows of one sheet ended; ``warned`` are among the ``registered``."""

    sheet: str
    read: int
    registered: int
    warned: int
    rejected: int
    skipped: int

    @property
    def balances(self) -> bool:
        """Whether every row read is accounted for."""
        return self.read == self.registered + self.rejected + self.skipped


@dataclass(frozen=True, slots=True)
class ColumnTotal:
    """A column's total as the book states it and as the ledger now holds it, both as texts."""

    label: str
    before: str
    after: str

    @property
    def balances(self) -> bool:
        """Whether the ledger holds what the book stated."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of one import; ``completes_migration`` makes it the 移行完了報告書."""

    imprint: Imprint
    number: str
    ledger: str
    book: str
    book_sha256: str
    period: str
    done_by: str
    sheets: tuple[SheetCount, ...]
    totals: tuple[ColumnTotal, ...] = ()
    notes: tuple[str, ...] = ()
    checkpoint: tuple[str, ...] = ()
    completes_migration: bool = False

    @property
    def balances(self) -> bool:
        """Whether every row is accounted for and every total is the same as before."""
        counted = all(sheet.balances for sheet in self.sheets)
        return counted and all(total.balances for total in self.totals)


def draw_import_result(result: ImportResult, fonts: Fonts) -> Paper:
    """The report; a count or total that does not balance is printed as 不一致, never left out."""
    title = wording.MIGRATION_TITLE if result.completes_migration else wording.IMPORT_TITLE
    flow = Flow(A4, fonts)
    stamps(flow)
    flow.title(title)
    facts(flow, _facts(result), size=9.5)
    flow.heading(wording.IMPORT_COUNTS_HEADING)
    table(flow, _columns(wording.IMPORT_COLUMNS, _COUNT_WIDTHS), _counts(result.sheets))
    flow.space(1)
    flow.text(wording.IMPORT_BALANCE_RULE, 8.5)
    _totals(flow, result.totals)
    flow.heading(wording.IMPORT_NOTES_HEADING)
    for number, note in enumerate(result.notes, 1):
        flow.item(number, note, 9.5)
    if not result.notes:
        flow.text(wording.NONE, 9.5)
    flow.space(4)
    flow.text(wording.IMPORT_STATEMENT if result.balances else wording.IMPORT_OPEN, 10)
    return paint(title, A4, flow.pages, result.imprint, fonts)


def _facts(result: ImportResult) -> tuple[tuple[str, str], ...]:
    pairs = (
        (wording.IMPORT_NUMBER, result.number),
        (wording.IMPORT_LEDGER, result.ledger),
        (wording.IMPORT_BOOK, result.book),
        (wording.IMPORT_SHA256, result.book_sha256),
        (wording.IMPORT_PERIOD, result.period),
        (wording.IMPORT_BY, result.done_by),
        (wording.IMPORT_CHECKPOINT, "  ".join(result.checkpoint)),
    )
    return pairs if result.checkpoint else pairs[:-1]


def _columns(titles: tuple[str, ...], widths: tuple[float, ...]) -> tuple[Column, ...]:
    aligns = (Align.LEFT, *[Align.RIGHT] * (len(titles) - 2), Align.CENTRE)
    return tuple(map(Column, titles, widths, aligns))


def _counts(sheets: tuple[SheetCount, ...]) -> list[tuple[str, ...]]:
    empty = SheetCount(wording.IMPORT_TOTAL, 0, 0, 0, 0, 0)
    return [_count(sheet) for sheet in (*sheets, reduce(_sum, sheets, empty))]


def _sum(total: SheetCount, sheet: SheetCount) -> SheetCount:
    return SheetCount(
        total.sheet,
        total.read + sheet.read,
        total.registered + sheet.registered,
        total.warned + sheet.warned,
        total.rejected + sheet.rejected,
        total.skipped + sheet.skipped,
    )


def _count(sheet: SheetCount) -> tuple[str, ...]:
    numbers = (sheet.read, sheet.registered, sheet.warned, sheet.rejected, sheet.skipped)
    return (sheet.sheet, *(f"{number:,}" for number in numbers), _verdict(balances=sheet.balances))


def _verdict(*, balances: bool) -> str:
    return wording.IMPORT_BALANCED if balances else wording.IMPORT_UNBALANCED


def _totals(flow: Flow, totals: tuple[ColumnTotal, ...]) -> None:
    if not totals:
        return
    flow.heading(wording.IMPORT_TOTALS_HEADING)
    rows = [(one.label, one.before, one.after, _verdict(balances=one.balances)) for one in totals]
    table(flow, _columns(wording.IMPORT_TOTALS_COLUMNS, _TOTAL_WIDTHS), rows)
