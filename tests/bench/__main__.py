"""``make bench``: the program's speed as ratios to bare parts measured in the same run."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import xlsxwriter

from desktop.crypto.passwords import stretch
from desktop.domain.forms import Confidentiality
from desktop.domain.ids import LedgerId
from desktop.domain.search import Query
from desktop.usecases import importing, records
from desktop.usecases.desk import Desk
from desktop.usecases.signin import sign_in, sign_out
from tests.bench import floors
from tests.bench.report import Row, write
from tests.builders.offices import CLERK, found, office_at

BUILD = Path("build")
SCRATCH = BUILD / "bench"
RECORDS, COLUMNS = 100_000, 30
WORDS = ("佐", "佐藤", "要確認", "架空市本町1", "𠮷", "03-12")


def main() -> int:
    """Take every figure; 0 unless a bar is missed."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    rows = [start_to_window()]
    book = yardstick_book()
    if book is None:
        rows += [
            Row(name, "needs KURACHO_YARDSTICKS", None, "")
            for name in ("import", "unlock", "save", "search")
        ]
    else:
        rows += large(book)
    write(rows, BUILD / "bench.json")
    shutil.rmtree(SCRATCH, ignore_errors=True)
    return 1 if any(row.ok is False for row in rows) else 0


def start_to_window() -> Row:
    """CPU of a start until the sign-in window has painted, beside an empty Qt window."""
    environment = os.environ | {"KURACHO_HOME": str(SCRATCH / "empty")}
    ours = _least_child([sys.executable, "-m", "desktop", "--quit-after", "0"], environment)
    floor = _least_child([sys.executable, "-c", floors.EMPTY_WINDOW], environment)
    return Row("start", "start to the sign-in window, whole process", ours, "s CPU", floor, 1.0)


def large(book: Path) -> list[Row]:
    """Import, unlock, save and search on 100,000 records."""
    home = SCRATCH / "home"
    home.mkdir()
    unit = found(home).unit
    office = office_at(home)
    desk = sign_in(office, unit, CLERK.uid, CLERK.password)
    ledger, cpu, wall, peak = imported(desk, book)
    bare = SCRATCH / "bare.db"
    floor = _self_seconds(lambda: floors.store(bare, floors.book_rows(book), COLUMNS))
    rows = [
        Row("import", f"{RECORDS:,} × {COLUMNS}, all duties", cpu, "s CPU", floor),
        Row("import-wall", "the same on the wall", wall, "s"),
        Row("import-parent", "the parent's peak memory, page cache included", peak, "MB"),
    ]
    rows += searching(desk, ledger, bare)
    rows += saving(desk, ledger, bare)
    sign_out(desk)
    kdf = min(floors.thread_seconds(partial(_kdf, desk), 3))
    opened: list[Desk] = []

    def unlock() -> None:
        desk = sign_in(office, unit, CLERK.uid, CLERK.password)
        records.page(desk, Query(ledger), 0, 60, ("f1", "f2", "f3", "f4", "f5"))
        opened.append(desk)

    taken = min(floors.thread_seconds(unlock)) - kdf
    sign_out(opened.pop())
    floor = min(floors.thread_seconds(partial(floors.first_page, bare), 5))
    rows.append(
        Row("unlock", "sign-in to the first page, besides the KDF", taken, "s CPU", floor, 0.3)
    )
    return rows


def imported(desk: Desk, book: Path) -> tuple[LedgerId, float, float, float]:
    """Ledger, CPU of parent and child, wall seconds, the parent's peak in MB."""
    name, content = importing.read_file(book)
    start, begun = _all_seconds(), time.perf_counter()
    session = importing.inspect(desk, name, content)
    proposal = session.proposals[0]
    plan, form = importing.propose_plan(session, proposal, "基準", Confidentiality.LEVEL_1)
    done = importing.commit(desk, session, importing.dry_run(desk, session, plan, form))
    if done.count.importable < 0.99 * RECORDS:
        message = f"only {done.count} came in"
        raise RuntimeError(message)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return done.ledger, _all_seconds() - start, time.perf_counter() - begun, peak


def searching(desk: Desk, ledger: LedgerId, bare: Path) -> list[Row]:
    """First hundred lines and the count, through the gate, beside the bare index."""
    rows = []
    for word in WORDS:
        ask = partial(records.page, desk, Query(ledger, word), 0, 100, ("f1", "f2", "f3", "f7"))
        ours = statistics.median(floors.thread_seconds(ask, 15))
        floor = statistics.median(floors.thread_seconds(floors.first_hundred(bare, word), 15))
        rows.append(
            Row(
                f"search-{word}",
                "a page of 100 and the count",
                1000 * ours,
                "ms CPU",
                1000 * floor,
                2 * 1000 * floor + 5,
            )
        )
    return rows


def saving(desk: Desk, ledger: LedgerId, bare: Path) -> list[Row]:
    """One correction with revision, signature, search index and audit, beside the bare save."""
    page = records.page(desk, Query(ledger), 0, 200, ())
    found = [records.get(desk, line.uid).record for line in page.lines]
    turns = iter(range(10_000))

    def save() -> None:
        turn = next(turns)
        place = turn % len(found)
        values = dict(found[place].content.values) | {"f19": f"変更{turn}回目の記録"}
        found[place] = records.correct(desk, found[place], values, "")

    ours = floors.thread_seconds(save, 300)
    floor = floors.thread_seconds(floors.saver(bare, RECORDS), 300)
    return [
        Row(
            "save",
            "one correction, p50",
            1000 * ours[150],
            "ms CPU",
            1000 * floor[150],
            None,
        ),
        Row("save-p99", "the same, p99", 1000 * ours[297], "ms CPU", 1000 * floor[297], 25),
    ]


def yardstick_book() -> Path | None:
    """A book of 100,000 × 30 from the yardsticks' generator, or None where there is none."""
    source = Path(os.environ.get("KURACHO_YARDSTICKS", "")) / "bench" / "gen_ledger.py"
    if not source.is_file():
        return None
    spec = spec_from_file_location("gen_ledger", source)
    if spec is None or spec.loader is None:
        return None
    generator: Any = module_from_spec(spec)
    spec.loader.exec_module(generator)
    path = SCRATCH / "book.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("台帳")
        sheet.write_row(0, 0, [name for name, _ in generator.COLUMNS[:COLUMNS]])
        for place, row in enumerate(generator.rows(RECORDS, 1, COLUMNS), start=1):
            sheet.write_row(place, 0, [str(value) if value is not None else "" for value in row])
    return path


def _kdf(desk: Desk) -> None:
    from_policy = desk.directory.policy.kdf
    stretch(CLERK.password, bytes(16), from_policy)


def _least_child(command: list[str], environment: dict[str, str]) -> float:
    taken = []
    for _ in range(4):
        before = _child_seconds()
        subprocess.run(command, check=True, env=environment, capture_output=True)
        taken.append(_child_seconds() - before)
    return min(taken)


def _self_seconds(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def _child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _all_seconds() -> float:
    return time.process_time() + _child_seconds()


if __name__ == "__main__":
    sys.exit(main())
