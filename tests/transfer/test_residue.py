"""The scan of the final bytes finds what looks like a person's number, and what may not leave."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Form
from desktop.domain.payloads import FORM_PART, RECORDS_PART, Inner, PartEntry, Report
from desktop.domain.transfer_errors import PartMalformedError, ResidueError
from desktop.transfer.csv_lines import MAX_CELL, line_of, rows_of
from desktop.transfer.read_parts import read_parts
from desktop.transfer.residue import Hit, scan
from desktop.transfer.sanitize.table import sanitise_table
from tests.transfer.units import COLUMNS, FORM, payload_of, uid

HEADER = line_of(["uid", *(field.fid for field in FORM.fields)])


def table(*cells: str) -> list[bytes]:
    rows = [line_of([uid(number), cell, "", "", "", ""]) for number, cell in enumerate(cells)]
    return [(HEADER + "".join(rows)).encode()]


def test_hits_are_counted_by_kind_and_column() -> None:
    records = (
        (uid(1), {"owner": "123456789018", "memo": "03-1234-5678"}),
        (uid(2), {"owner": "１２３４５６７８９０１８", "memo": "なし"}),
    )

    payload = payload_of(records)

    assert payload.hits == (Hit("my_number", "owner", 2), Hit("phone", "memo", 1))
    assert payload.report.residual == {"my_number": 2, "phone": 1}


def test_a_declared_telephone_column_is_not_asked_for_telephones() -> None:
    fields = (Field("number", "電話番号", FieldKind.PHONE), *FORM.fields[1:])
    form = Form(FORM.ledger, FORM.name, 1, FORM.confidentiality, fields)
    records = ((uid(1), {"number": "03-1234-5678", "memo": "03-1234-5678"}),)

    payload = sanitise_table(form, COLUMNS, lambda: records)

    assert payload.hits == (Hit("phone", "memo", 1),)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("=1+1", "formula"), ("　＝1", "formula"), ("a\u202eb", "character"), ("a\tb", "character")],
)
def test_what_sanitising_should_have_taken_is_refused(cell: str, reason: str) -> None:
    with pytest.raises(ResidueError) as refused:
        scan(table("良い", cell), FORM)

    assert refused.value.details == {"reason": reason, "row": 2, "column": "number"}


def test_a_wrong_header_or_width_is_refused() -> None:
    with pytest.raises(ResidueError):
        scan([b"uid,number\r\n"], FORM)
    with pytest.raises(ResidueError):
        scan([HEADER.encode(), line_of([uid(1), "a"]).encode()], FORM)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfuid,number\r\n",
        b'uid,"number"\r\n',
        b"uid,number\n",
        b"uid,number\r\nab,cd",
        b"uid,\xff\r\n",
        b'uid,"a\r\n',
        b"\r\n",
    ],
)
def test_only_our_own_csv_is_read(content: bytes) -> None:
    with pytest.raises((PartMalformedError, ResidueError)):
        scan([content], Form(FORM.ledger, FORM.name, 1, FORM.confidentiality, FORM.fields[:1]))


def test_a_cell_too_long_is_refused() -> None:
    assert list(rows_of([line_of(["a" * MAX_CELL]).encode()])) == [["a" * MAX_CELL]]
    with pytest.raises(PartMalformedError):
        list(rows_of([line_of(["a" * (MAX_CELL + 1)]).encode()]))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6)


@given(ROWS, st.integers(1, 9))
def test_rows_come_back_from_pieces_of_any_size(rows: list[list[str]], size: int) -> None:
    content = "".join(map(line_of, rows)).encode()
    pieces = [content[at : at + size] for at in range(0, len(content), size)]

    assert list(rows_of(pieces)) == rows


# ── what a receiver refuses in a part ──────────────────────────────────────────────────


def parts(content: bytes, rows: int, form: bytes | None = None) -> tuple[Inner, dict[str, bytes]]:
    form_bytes = payload_of().parts[0].chunks() if form is None else [form]
    stored = {FORM_PART: b"".join(form_bytes), RECORDS_PART: content}
    entries = (
        PartEntry(FORM_PART, "application/json", len(stored[FORM_PART]), bytes(32), 0),
        PartEntry(RECORDS_PART, "text/csv", len(content), bytes(32), rows),
    )
    return Inner(bytes(32), "00" * 16, ("00" * 8,), 1, entries, Report()), stored


def read(content: bytes, rows: int, form: bytes | None = None) -> Iterator[object]:
    inner, stored = parts(content, rows, form)
    return read_parts(inner, lambda name: [stored[name]])[1]


GOOD = "uid,number,owner,kind,memo\r\n"


def test_a_good_part_is_read() -> None:
    content = GOOD + line_of([uid(1), "'=1", "", "", "''=1"]) + line_of([uid(2), "", "", "", ""])

    assert list(read(content.encode(), 2)) == [
        (uid(1), {"number": "=1", "memo": "'=1"}),
        (uid(2), {}),
    ]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("uid,number,owner,memo,kind\r\n", 0),
        (GOOD + line_of([uid(1), "a", "b", "c"]), 1),
        (GOOD + line_of([uid(1), "=1", "", "", ""]), 1),
        (GOOD + line_of([uid(1), "a\u200bb", "", "", ""]), 1),
        (GOOD + line_of(["ABC", "a", "", "", ""]), 1),
        (GOOD + line_of([uid(1), "a", "", "", ""]) * 2, 2),
        (GOOD + line_of([uid(2), *"abcd"]) + line_of([uid(1), *"abcd"]), 2),
        (GOOD + line_of([uid(1), "a", "", "", ""]), 2),
        (GOOD, 1_048_577),
    ],
)
def test_a_part_that_sanitising_would_not_make_is_refused(content: str, rows: int) -> None:
    with pytest.raises(PartMalformedError):
        list(read(content.encode(), rows))


@pytest.mark.parametrize("form", [b"{}", b"[]", b'{"fields":[]}', b"\xff"])
def test_a_form_that_is_no_form_is_refused(form: bytes) -> None:
    with pytest.raises(PartMalformedError):
        list(read(GOOD.encode(), 0, form))


def test_a_form_with_a_hidden_character_is_refused() -> None:
    form = b"".join(payload_of().parts[0].chunks()).replace("備考".encode(), "備\u202e考".encode())

    with pytest.raises(PartMalformedError):
        list(read(GOOD.encode(), 0, form))
