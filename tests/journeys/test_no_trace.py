"""Known words of the imported workbook, and the passwords, stand nowhere in clear after the run.

Looked at: both stores and their terminals' folders, the medium with cards, package and receipt,
the temp folder, the log folder, and the whole home folder of the account that ran it.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.fields import FieldKind
from desktop.domain.search import Query
from tests.builders.journey import LINES, NOTE, SAMPLE, Ground, laid_out
from tests.builders.offices import CLERK, PEOPLE
from tests.conftest import PROJECT
from tests.journeys.clear_words import forms, traces
from tests.journeys.main_job import CORRECTED, EXTRA

PERSONAL = (FieldKind.NAME, FieldKind.KANA, FieldKind.ADDRESS, FieldKind.PHONE)
LEAST = 4  # shorter texts could stand in random bytes by chance
ADDRESS = "大字鴫原"
WORDS = (
    *(str(line[1]) for line in LINES),
    *(str(line[2]) for line in LINES),
    *(str(line[5]) for line in LINES),
    *(person.password for person in PEOPLE),
    *(person.name for person in PEOPLE),
    ADDRESS,
    NOTE,
    CORRECTED,
    EXTRA["f2"],
)


@dataclass(frozen=True)
class Left:
    """What a run left behind: its ground, and the folders the account could write to."""

    ground: Ground
    temp: Path
    log: Path
    home: Path

    def medium_file(self, name: str) -> Path:
        """An empty file of that name on the medium."""
        path = self.ground.medium / name
        path.touch()
        return path

    @property
    def places(self) -> tuple[Path, ...]:
        """Everything but the inbox, where the workbook itself lies."""
        ground = self.ground
        return (ground.base / "a", ground.base / "b", ground.medium, self.temp, self.log, self.home)


def run_in_child(base: Path, *, kill_at: str | None = None) -> Left:
    """The whole main job in a child with temp, home and log folders of its own."""
    left = Left(laid_out(base / "ground"), base / "temp", base / "log", base / "home")
    for folder in (left.temp, left.log, left.home):
        folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(left.temp), "TEMP": str(left.temp)}
    environment |= {"TMP": str(left.temp), "HOME": str(left.home), "USERPROFILE": str(left.home)}
    environment |= {"XDG_DATA_HOME": str(left.home / "data"), "SQLITE_TMPDIR": str(left.temp)}
    command = [sys.executable, "-m", "tests.journeys.main_job", str(left.ground.base)]
    waiting = [] if kill_at is None else ["--wait-at", kill_at]
    child = subprocess.Popen(
        [*command, "--book", str(SAMPLE), "--log", str(left.log), *waiting],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    told = ""
    for told in child.stdout:
        if kill_at is not None and f'"{kill_at}"' in told:
            child.kill()
            break
    child.stdout.close()
    if child.stdin is not None:
        child.stdin.close()
    assert kill_at is not None or "finished" in told
    assert (child.wait() == 0) == (kill_at is None)
    return left


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    return run_in_child(tmp_path_factory.mktemp("run"))


def personal_values(ground: Ground) -> set[str]:
    """Every name, address and number of every ledger of the sending unit."""
    found: set[str] = set()
    with ground.desk("a", CLERK) as desk, desk.store.read() as tx:
        for form in tx.forms.ledgers():
            fids = tuple(field.fid for field in form.fields if field.kind in PERSONAL)
            for line in tx.search.page(Query(form.ledger), 0, 500, fids).lines:
                found.update(cell for cell in line.cells if len(cell) >= LEAST)
    return found


def test_no_word_of_the_workbooks_and_no_password_stands_anywhere_in_clear(left: Left) -> None:
    values = personal_values(left.ground)
    assert {str(line[1]) for line in LINES} < values
    assert len(values) > 4 * len(LINES)
    assert traces({*WORDS, *values}, left.places) == []
    assert list(left.log.iterdir())


@pytest.mark.parametrize("moment", ["corrected", "requested"])
def test_a_run_that_was_killed_leaves_no_word_either(moment: str, tmp_path: Path) -> None:
    killed = run_in_child(tmp_path, kill_at=moment)
    stores = list(killed.ground.base.glob("a/*/ledger-1.db-wal"))
    assert stores, "a killed program leaves its write-ahead log: that is what is looked at here"
    assert traces(WORDS, killed.places) == []


def test_the_look_finds_every_word_in_every_form_in_every_place(left: Left) -> None:
    expected = sorted((word, name) for word in WORDS for name in forms(word))
    assert {name for _, name in expected} >= {"utf-8", "utf-16-le", "utf-16-be", "cp932"}
    for place in left.places:
        planted = place / "planted"
        for word, name in expected:
            planted.write_bytes(b"\x07" * 5 + forms(word)[name] + b"\x07" * 5)
            assert f"«{word}» as {name} in {planted}" in traces((word,), (place,))
        planted.unlink()
    named = left.medium_file(WORDS[0])
    assert any(str(named) in one for one in traces((WORDS[0],), (left.ground.medium,)))
    named.unlink()


def test_the_look_finds_the_words_of_a_store_without_encryption(left: Left, tmp_path: Path) -> None:
    """The same rows and search index, written by the same library without a key, give it away."""
    plain = tmp_path / "plain"
    plain.mkdir()
    with left.ground.desk("a", CLERK) as desk:
        connection = desk.store.maintenance_connection()
        connection.execute(f"ATTACH DATABASE '{plain / 'plain.db'}' AS plain KEY ''")
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute("DETACH DATABASE plain")
        connection.close()
    given_away = {one.split("»")[0].removeprefix("«") for one in traces(WORDS, (plain,))}
    secrets = {person.password for person in PEOPLE} | {person.name for person in PEOPLE}
    assert given_away == set(WORDS) - secrets
