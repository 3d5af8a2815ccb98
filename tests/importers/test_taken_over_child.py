"""A reading program that was taken over: at worst one failed import, never more (A5)."""

import sys
import zipfile

import olefile
import pytest

from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.errors import AppError, ReaderDiedError
from desktop.domain.sheets import Workbook
from desktop.importers import worker

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD: dict[str, Json] = {"line": "head", "name": "台帳", "state": "visible"}
ROWS: dict[str, Json] = {"line": "rows", "rows": ["a\x1fb", ["c"]], "kinds": ["tt", "t"]}
ROWS["looks"] = ["00", "0"]
TAIL: dict[str, Json] = {"line": "tail", "hidden_columns": []}
END: dict[str, Json] = {"line": "end", "format": "text", "found": []}


def spans(*span: int, times: int = 1) -> dict[str, Json]:
    return {"line": "merges", "spans": [list(span)] * times}


def answer(monkeypatch: pytest.MonkeyPatch, *documents: dict[str, Json]) -> Workbook:
    """What comes of a child that says ``documents``, whatever the file is."""
    said = b"".join(cj1.encode(one) + b"\n" for one in documents)
    program = f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({said!r})"
    monkeypatch.setattr(worker, "reader_command", lambda: (sys.executable, "-c", program))
    return worker.read_workbook(b"a,b", name="a.csv")


def test_what_our_own_program_would_say_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    book = answer(monkeypatch, HEAD, ROWS, spans(1, 0, 2, 0), TAIL, END)

    assert list(book.sheets[0].rows) == [("a", "b"), ("c",)]


@pytest.mark.parametrize(
    "documents",
    [
        (HEAD, {**ROWS, "kinds": ["tz", "t"]}, TAIL, END),
        (HEAD, {**ROWS, "looks": ["zz", "0"]}, {**ROWS, "kinds": ["zz", "t"]}, TAIL, END),
        (HEAD, ROWS, spans(1, 0, 1, 1 << 40), TAIL, END),
        (HEAD, ROWS, spans(-1, 0, 1, 0), TAIL, END),
        (HEAD, ROWS, spans(1, 0, 1_048_576, 0, times=4), TAIL, END),
        (HEAD, ROWS, TAIL),
        (HEAD, ROWS, TAIL, END, END),
    ],
    ids=["kind", "kind-after-look", "far", "negative", "overlapping", "no-end", "after-end"],
)
def test_anything_else_is_one_failed_import(
    monkeypatch: pytest.MonkeyPatch, documents: tuple[dict[str, Json], ...]
) -> None:
    with pytest.raises(AppError) as refused:
        answer(monkeypatch, *documents)

    assert refused.value.code in {"import.reader-died", "import.too-many-cells"}


@pytest.mark.parametrize("limit", ["_BYTES_MOST", "MAX_CELLS", "MAX_SHEETS"])
def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(worker, limit, 40)

    with pytest.raises(ReaderDiedError):
        answer(monkeypatch, *[HEAD, ROWS, TAIL] * 50, END)


def test_a_foreign_file_is_taken_apart_in_the_child_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        pytest.fail("this process took a foreign file apart")

    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    monkeypatch.setattr(olefile, "OleFileIO", refuse)

    for content, code in ((b"PK\x03\x04", "import.damaged"), (OLE * 64, "import.damaged")):
        with pytest.raises(AppError) as refused:
            worker.read_workbook(content, name="a.xlsx")
        assert refused.value.code == code
