import hashlib
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.crypto.chain import ResolveAuthor
from desktop.domain.audit import Act
from desktop.domain.ids import Kid
from desktop.domain.store_errors import (
    AuditCopyDiffersError,
    NewerStoreError,
    StoreDamagedError,
    StoreFullError,
)
from desktop.domain.update_errors import (
    MigrationCancelledError,
    MigrationFailedError,
    OlderStoreError,
    TooOldStoreError,
)
from desktop.store.bulk import ImportDraft
from desktop.store.engine import OpenKey, OpenPolicy
from desktop.store.imports import ImportOrder
from desktop.store.integrity import verify_store
from desktop.store.migrations import Migration, Schema, statements
from desktop.store.rehearsal import Files, Mark, mark_of, rehearse, take_back
from desktop.store.transactions import Store
from tests.store.makers import DOGS, KEY, Clerk, dog, found
from tests.store.older import BAD_STEPS, ONLY_THIRD, SECOND, THIRD

PROJECT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FIRST, NEXT, LAST = "ledger-1.db", "ledger-2.db", "ledger-3.db"


def files(folder: Path, active: str = FIRST, target: str = NEXT) -> Files:
    return Files(folder, active, target, OpenKey(KEY), OpenPolicy())


def by(clerk: Clerk) -> ResolveAuthor:
    keys = {clerk.kid: clerk.key.public}
    return lambda kid, _at: keys.get(Kid(kid))


def on(_percent: int) -> bool:
    return True


@dataclass
class Told:
    """Hears the percentages; says stop after ``patience`` of them."""

    patience: int = 1000
    seen: list[int] = field(default_factory=list)

    def __call__(self, percent: int) -> bool:
        self.seen.append(percent)
        return len(self.seen) <= self.patience


@pytest.fixture
def older(tmp_path: Path, clerk: Clerk) -> Path:
    """A closed store of schema 1 with an import, single records and a seal."""
    store = found(tmp_path, clerk)
    with store.write(clerk) as tx:
        source = tx.imports.seal_source("a.csv", [b"x"])
        order = ImportOrder("b" * 32, DOGS, source, {}, {})
        drafts = (ImportDraft(dog(number, biko="備考" * 40)) for number in range(300))
        tx.imports.bring(order, drafts, lambda _count: True)
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog(300))
    with store.write(clerk) as tx:
        tx.records.correct(made.uid, made.revision, dog(300, biko="訂正"), "")
    store.seal(clerk.term, clerk.seal)
    store.close()
    return tmp_path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def databases(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("ledger-*"))


def test_an_older_store_is_refused_until_it_is_brought_up(older: Path) -> None:
    before = digest(older / FIRST)

    with pytest.raises(OlderStoreError) as refusal:
        Store.open(older, KEY, schema=THIRD)

    assert refusal.value.details == {"found": 1, "known": 3}
    assert digest(older / FIRST) == before


def test_a_store_brought_up_is_whole_and_the_file_of_before_is_untouched(
    older: Path, clerk: Clerk
) -> None:
    before = digest(older / FIRST)
    told = Told()

    rehearse(files(older), THIRD, NOW, by(clerk), told)

    assert digest(older / FIRST) == before
    assert told.seen == sorted(told.seen)
    assert told.seen[-1] == 100
    opened = Store.open(older, KEY, active_db=NEXT, schema=THIRD)
    assert verify_store(opened, by(clerk)).records == 301
    with opened.snapshot() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM print_log").scalar_one() == 302
        mark = mark_of(connection)
        assert mark is not None
        assert (mark.file, mark.schema, mark.at) == (FIRST, 1, NOW)
    with opened.write(clerk) as tx:
        tx.records.register(DOGS, dog(400))
    opened.close()
    with pytest.raises(NewerStoreError):
        Store.open(older, KEY, active_db=NEXT)
    with pytest.raises(AuditCopyDiffersError):  # the file of before, put back by hand
        Store.open(older, KEY)


def test_one_step_at_a_time_leads_to_the_same_as_all_at_once(older: Path, clerk: Clerk) -> None:
    rehearse(files(older), SECOND, NOW, by(clerk), on)
    rehearse(files(older, NEXT, LAST), THIRD, NOW, by(clerk), on)

    opened = Store.open(older, KEY, active_db=LAST, schema=THIRD)
    with opened.snapshot() as connection:
        mark = mark_of(connection)
    opened.close()
    assert mark is not None
    assert (mark.file, mark.schema) == (NEXT, 2)


def test_a_store_that_no_step_leads_from_is_refused_in_words(older: Path, clerk: Clerk) -> None:
    with pytest.raises(TooOldStoreError) as refusal:
        Store.open(older, KEY, schema=ONLY_THIRD)
    with pytest.raises(MigrationFailedError):
        rehearse(files(older), ONLY_THIRD, NOW, by(clerk), on)

    assert refusal.value.details == {"found": 1, "known": 3}
    assert databases(older) == [FIRST]


@pytest.mark.parametrize("name", list(BAD_STEPS))
def test_a_bad_step_ends_at_the_copy(older: Path, clerk: Clerk, name: str) -> None:
    before = digest(older / FIRST)
    bad = Schema(2, (Migration(2, BAD_STEPS[name]),))

    with pytest.raises(MigrationFailedError):
        rehearse(files(older), bad, NOW, by(clerk), on)

    assert databases(older) == [FIRST]
    assert digest(older / FIRST) == before
    opened = Store.open(older, KEY)
    verify_store(opened, by(clerk))
    opened.close()


def test_a_step_that_is_wrong_in_itself_leaves_no_copy_either(older: Path, clerk: Clerk) -> None:
    def broken(_connection: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rehearse(files(older), Schema(2, (Migration(2, broken),)), NOW, by(clerk), on)

    assert databases(older) == [FIRST]


def test_a_store_with_a_forged_entry_is_not_brought_up(older: Path) -> None:
    with pytest.raises(MigrationFailedError) as refusal:
        rehearse(files(older), THIRD, NOW, by(Clerk()), on)

    assert refusal.value.details["reason"] == "crypto.log-broken"
    assert databases(older) == [FIRST]


def test_the_rehearsal_can_be_stopped_at_every_report(older: Path, clerk: Clerk) -> None:
    told = Told()
    rehearse(files(older), THIRD, NOW, by(clerk), told)

    for place in range(len(told.seen) - 1):  # after the last one there is nothing left to stop
        with pytest.raises(MigrationCancelledError):
            rehearse(files(older), THIRD, NOW, by(clerk), Told(place))
        assert databases(older) == [FIRST]


def test_steps_must_follow_each_other() -> None:
    nothing = statements()
    for tos, version in (((2, 4), 4), ((3,), 2), ((2, 2), 2), ((3, 2), 3)):
        with pytest.raises(ValueError, match="one version at a time"):
            Schema(version, tuple(Migration(to, nothing) for to in tos))


def killed_at(folder: Path, clerk: Clerk, place: int) -> bool:
    """Kill the bringer after its report number ``place``; False if it ended before."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.bringer", str(folder), clerk.key.public.hex()],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    for _ in range(place):
        if not child.stdout.readline().strip():
            break
        child.stdin.write("on\n")
        child.stdin.flush()
    waiting = bool(child.stdout.readline().strip())
    child.kill()
    child.stdout.close()
    child.stdin.close()
    child.wait()
    return waiting


def test_a_kill_at_any_report_leaves_a_store_that_opens_and_can_be_brought_up(
    older: Path, clerk: Clerk
) -> None:
    before = digest(older / FIRST)
    place = 0
    while killed_at(older, clerk, place):
        assert digest(older / FIRST) == before
        opened = Store.open(older, KEY)
        assert verify_store(opened).records == 301
        opened.close()
        before = digest(older / FIRST)
        place += 1

    assert place >= 5
    rehearse(files(older), THIRD, NOW, by(clerk), on)
    opened = Store.open(older, KEY, active_db=NEXT, schema=THIRD)
    assert verify_store(opened, by(clerk)).records == 301
    opened.close()


def brought_up(folder: Path, clerk: Clerk) -> Mark:
    """The store of schema 3 after a morning of looking, and its mark."""
    rehearse(files(folder), THIRD, NOW, by(clerk), on)
    opened = Store.open(folder, KEY, active_db=NEXT, schema=THIRD)
    with opened.write(clerk) as tx:
        tx.audit.append(Act.LOGIN, {})
        tx.settings.put("signed-in.1001", "2026-11-25T09:00:00Z")
    opened.keep_draft(clerk, "inu", {"f": "下書き"})
    opened.seal(clerk.term, clerk.seal)
    with opened.snapshot() as connection:
        mark = mark_of(connection)
    opened.close()
    assert mark is not None
    return mark


def test_going_back_loses_no_entry_seal_setting_or_draft(older: Path, clerk: Clerk) -> None:
    mark = brought_up(older, clerk)

    take_back(files(older, NEXT, LAST), mark.file, mark, on)

    opened = Store.open(older, KEY, active_db=LAST)
    assert verify_store(opened, by(clerk)).records == 301
    with opened.read() as tx:
        assert tx.audit.page(None, 1)[0].act is Act.LOGIN
        assert tx.audit.unsealed() == 0
        assert tx.settings.get("signed-in.1001") == "2026-11-25T09:00:00Z"
        assert tx.settings.draft(clerk.uid, "inu") == {"f": "下書き"}
    with opened.write(clerk) as tx:
        tx.records.register(DOGS, dog(500))
    opened.close()


def test_the_way_back_is_closed_if_the_file_of_before_is_another_one(
    older: Path, clerk: Clerk
) -> None:
    mark = brought_up(older, clerk)
    (lines,) = (older / "audit").iterdir()
    away = lines.rename(older / "away.jsonl")
    earlier = Store.open(older, KEY)
    with earlier.write(clerk) as tx:
        tx.audit.append(Act.VIEW, {})
    earlier.close()
    away.replace(lines)

    with pytest.raises(StoreDamagedError):
        take_back(files(older, NEXT, LAST), mark.file, mark, on)

    assert databases(older) == [FIRST, NEXT]


def test_a_full_disk_ends_at_the_copy(older: Path, clerk: Clerk) -> None:
    whole = (older / FIRST).stat().st_size // 4096
    for pages in (whole // 2, whole + 1):  # while it is copied, and while it is brought up
        small = replace(files(older), policy=OpenPolicy(max_pages=pages))
        with pytest.raises(StoreFullError):
            rehearse(small, THIRD, NOW, by(clerk), on)
        assert databases(older) == [FIRST]

    opened = Store.open(older, KEY)
    assert verify_store(opened, by(clerk)).records == 301
    opened.close()
