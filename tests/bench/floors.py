"""Bare parts, each doing the least that the figure beside it cannot do without.

Small copies of the yardsticks: they know nothing of the program and no duty but the engine's.
"""

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import python_calamine
from sqlcipher3 import dbapi2

KEY = "2b" * 32
EMPTY_WINDOW = (
    "import sys;from PySide6.QtWidgets import QApplication,QWidget;"
    "from PySide6.QtCore import QTimer;a=QApplication(sys.argv);w=QWidget();w.show();"
    "QTimer.singleShot(0,a.quit);a.exec()"
)
TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"


def connect(path: Path) -> "dbapi2.Connection":
    """An encrypted file with the pragmas that durability needs, and nothing else."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def store(path: Path, rows: Iterable[Sequence[str]], width: int) -> int:
    """Rows of texts with both search tables and one history image a row; how many."""
    db = connect(path)
    columns = ", ".join(f"c{place} TEXT" for place in range(width))
    db.execute(f"CREATE TABLE ledger (id INTEGER PRIMARY KEY, {columns})")
    db.execute("CREATE TABLE history (id INTEGER PRIMARY KEY, rec, rev, at, who, changes)")
    db.execute("CREATE TABLE audit (seq INTEGER PRIMARY KEY, body, prev BLOB, hash BLOB)")
    for name, detail in (("fts", "full"), ("uni", "none")):
        db.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(t, content='', contentless_delete=1, "
            f'detail={detail}, tokenize="{TOKENIZER}")'
        )
        db.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('hashsize', 67108864)")
    db.execute("BEGIN")
    marks = ",".join("?" * (width + 1))
    chain, count, chunk = hashlib.sha256(), 0, []

    def flush() -> None:
        db.executemany(f"INSERT INTO ledger VALUES ({marks})", chunk)
        texts = [(row[0], "".join(row[1:])) for row in chunk]
        db.executemany("INSERT INTO fts (rowid, t) VALUES (?, ?)", map(_bigrams, texts))
        db.executemany("INSERT INTO uni (rowid, t) VALUES (?, ?)", map(_distinct, texts))
        images = [(row[0], json.dumps(row[1:], ensure_ascii=False)) for row in chunk]
        for _, image in images:
            chain.update(image.encode())
        db.executemany("INSERT INTO history (rec, rev, changes) VALUES (?, 1, ?)", images)
        chunk.clear()

    for count, row in enumerate(rows, start=1):
        chunk.append((count, *row))
        if len(chunk) == 5000:
            flush()
    flush()
    db.execute("INSERT INTO audit (body, hash) VALUES ('import', ?)", (chain.digest(),))
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    return count


def _bigrams(row: tuple[int, str]) -> tuple[int, str]:
    text = row[1]
    return row[0], " ".join(text[at : at + 2] for at in range(len(text)))


def _distinct(row: tuple[int, str]) -> tuple[int, str]:
    return row[0], " ".join(set(row[1]))


def book_rows(path: Path) -> Iterable[list[str]]:
    """The rows below the first of a book's first sheet, as texts."""
    sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = iter(sheet.iter_rows())
    next(rows)
    for row in rows:
        yield [str(value) for value in row]


def saver(path: Path, records: int) -> Callable[[], None]:
    """A function that saves one record: read, update, history row, chained audit row, commit."""
    db = connect(path)
    chance, previous, number = random.Random(5), bytes(32), 0

    def save() -> None:
        nonlocal previous, number
        rid, number = chance.randrange(records) + 1, number + 1
        old = db.execute("SELECT * FROM ledger WHERE id = ?", (rid,)).fetchone()
        new = f"変更{number}回目の記録"
        change = json.dumps([old[3], new], ensure_ascii=False)
        digest = hashlib.sha256(previous + f"{number}|{rid}|{change}".encode()).digest()
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE ledger SET c2 = ? WHERE id = ?", (new, rid))
        db.execute(
            "INSERT INTO history (rec, rev, changes) VALUES (?, ?, ?)", (rid, number, change)
        )
        db.execute(
            "INSERT INTO audit (body, prev, hash) VALUES (?, ?, ?)", (change, previous, digest)
        )
        db.execute("COMMIT")
        previous = digest

    return save


def first_hundred(path: Path, word: str) -> Callable[[], list[tuple[object, ...]]]:
    """A function that asks the bare index for a phrase of bigrams: a hundred ids and a count."""
    db = connect(path)
    if len(word) == 1:
        table, phrase = "uni", f'"{word}"'
    else:
        table = "fts"
        phrase = '"' + " ".join(word[at : at + 2] for at in range(len(word) - 1)) + '"'

    def ask() -> list[tuple[object, ...]]:
        found = db.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT 100", (phrase,)
        ).fetchall()
        db.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (phrase,)).fetchone()
        return list(found)

    return ask


def first_page(path: Path) -> None:
    """Open with a raw key and read sixty rows."""
    db = connect(path)
    db.execute("SELECT * FROM ledger LIMIT 60").fetchall()
    db.close()


def thread_seconds(do: Callable[[], object], times: int = 1) -> list[float]:
    """CPU seconds of this thread for each of ``times`` calls, sorted."""
    taken = []
    for _ in range(times):
        start = time.thread_time()
        do()
        taken.append(time.thread_time() - start)
    return sorted(taken)
