"""Sheets as found: packed rows come back as they were, letters and columns agree."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.sheets import Look, Rows, Sheet, Span, column_of, letter, look_letter, pack

ROW = st.lists(st.text(max_size=4), max_size=6).filter(lambda row: not row or row[-1] != "")


@given(st.lists(ROW, max_size=8))
def test_rows_come_back_as_they_were(rows: list[list[str]]) -> None:
    kept = Rows.of(rows)

    assert list(kept) == [tuple(row) for row in rows]
    assert [kept[n] for n in range(len(kept))] == list(kept)
    assert list(kept[1:3]) == list(kept)[1:3]


def test_a_mark_inside_a_cell_does_not_split_it() -> None:
    assert Rows([pack(("a\x1fb", "c"))])[0] == ("a\x1fb", "c")
    assert Rows([pack(("a\x1f",))])[0] == ("a\x1f",)


@given(st.integers(0, 20_000))
def test_columns_have_the_names_of_the_sheet(column: int) -> None:
    assert column_of(letter(column)) == column


def test_the_names_of_some_columns() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_a_cell_is_asked_for_anywhere() -> None:
    sheet = Sheet("a", Rows.of([("x", "1")]), ("tn",), (look_letter(Look.STRUCK | Look.BOLD),))

    assert sheet.cell(1, 0).struck
    assert (sheet.cell(1, 1).kind, sheet.cell(1, 1).address) == ("number", "B1")
    assert sheet.cell(9, 9).text == ""
    assert (sheet.kind(9, 9), sheet.look(9, 9)) == ("blank", Look(0))
    assert Span(1, 0, 2, 3).holds(2, 3)
    assert not Span(1, 0, 2, 3).holds(3, 3)
