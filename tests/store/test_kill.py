import random
import subprocess
import sys
import time
from pathlib import Path

from desktop.domain.audit import Act
from desktop.store.integrity import verify_store
from desktop.store.transactions import Store
from tests.store.makers import KEY, Clerk, found

PROJECT = Path(__file__).resolve().parents[2]
KILLS = 10


def saved_until_killed(folder: Path, seconds: float) -> list[str]:
    """The names a saver said before it was killed some time after its first one."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.saver", str(folder)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    return (first + rest).splitlines()


def test_a_kill_at_any_moment_loses_no_acknowledged_save(tmp_path: Path) -> None:
    found(tmp_path, Clerk()).close()
    moments = random.Random(9)  # noqa: S311 - repeatable moments
    acknowledged: list[str] = []
    for _ in range(KILLS):
        told = saved_until_killed(tmp_path, moments.uniform(0, 0.15))
        assert told
        whole = [name for name in told if len(name) == 32]
        assert len(told) - len(whole) <= 1
        acknowledged += whole

    store = Store.open(tmp_path, KEY)
    verdict = verify_store(store)
    with store.read() as tx:
        lost = [uid for uid in acknowledged if tx.records.get(uid).number != 2]
        entries = tx.audit.page(None, 1_000_000)
    store.close()

    assert lost == []
    assert len(set(acknowledged)) == len(acknowledged) > KILLS
    # entry ⇔ change: every entry after the two of the founding tells of exactly one revision
    changes = [entry for entry in entries if entry.act in (Act.CREATE, Act.CORRECT)]
    assert len(changes) == verdict.revisions == verdict.entries - 2
    assert len({entry.obj["revision"] for entry in changes}) == verdict.revisions
    assert verdict.copy_lines == verdict.entries
