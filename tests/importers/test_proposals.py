# ruff: noqa: E501 - rows of a table are read by the line
"""How a sheet is read as a table: header, body, what is no record, kinds with evidence."""

import pytest

from desktop.domain.fields import FieldKind
from desktop.domain.import_plan import Evidence, ExcludedRow, SheetProposal
from desktop.domain.sheets import Look, Rows, Sheet, Span, look_letter
from desktop.importers.proposals import propose_sheet

PEOPLE = (
    (
        "001",
        "佐藤　一郎",
        "さとう　いちろう",
        "S23.11.23",
        "611-0021",
        "0774-22-0001",
        "○",
        "1,000",
    ),
    (
        "002",
        "髙橋　花子",
        "タカハシ　ハナコ",
        "平成元年1月8日",
        "611-0021",
        "0774-22-0002",
        "×",
        "2,500",
    ),
    ("003", "山﨑　健", "ヤマザキ　ケン", "1990/4/1", "611-0022", "0774-22-0003", "○", "300"),
    ("004", "𠮷田　美", "ヨシダ　ミ", "昭和20年頃", "611-0023", "090-0000-0004", "○", "0"),
)
LABELS = ("番号", "氏名", "フリガナ", "生年月日", "郵便番号", "電話番号", "同意", "手数料")


def sheet(
    *rows: tuple[str, ...], merges: tuple[Span, ...] = (), struck: tuple[int, ...] = ()
) -> Sheet:
    looks = tuple(
        look_letter(Look.STRUCK if number in struck else Look(0)) * len(row)
        for number, row in enumerate(rows, start=1)
    )
    kinds = tuple("".join("t" if text else " " for text in row) for row in rows)
    return Sheet("台帳", Rows.of(rows), kinds, looks, merges)


def kinds(proposal: SheetProposal) -> list[FieldKind]:
    return [column.kind for column in proposal.columns]


def test_a_plain_table_is_found_with_its_kinds() -> None:
    proposal = propose_sheet(sheet(("名簿",), (), LABELS, *PEOPLE))
    kind = FieldKind

    assert (proposal.kind, proposal.header_rows) == ("table", (3,))
    assert (proposal.body_first_row, proposal.body_last_row, proposal.excluded) == (4, 7, ())
    assert proposal.title == "名簿"
    assert kinds(proposal) == [
        kind.CODE, kind.NAME, kind.KANA, kind.DATE, kind.POSTAL, kind.PHONE, kind.YES_NO, kind.MONEY,
    ]  # fmt: skip
    assert proposal.record_rows == 4


def test_every_kind_comes_with_its_evidence() -> None:
    date = propose_sheet(sheet(LABELS, *PEOPLE)).columns[3]

    assert date.evidence == (Evidence("label"), Evidence("values", 4, 4))
    assert date.confidence == 95
    assert date.letter == "D"


def test_merged_labels_are_joined_from_top_to_bottom() -> None:
    upper = ("番号", "本人", "", "生年月日")
    lower = ("", "氏名", "カ ナ", "")
    body = [row[:4] for row in PEOPLE]
    merges = (Span(1, 0, 2, 0), Span(1, 1, 1, 2), Span(1, 3, 2, 3))
    proposal = propose_sheet(sheet(upper, lower, *body, merges=merges))

    assert proposal.header_rows == (1, 2)
    assert [c.label for c in proposal.columns] == ["番号", "本人/氏名", "本人/カナ", "生年月日"]


def test_a_column_without_a_label_and_one_that_comes_twice_get_names() -> None:
    rows = [(*row[:3], "備") for row in PEOPLE]
    proposal = propose_sheet(sheet(("番号", "氏名", "氏名", ""), *rows))

    assert [c.label for c in proposal.columns] == ["番号", "氏名", "氏名#2", "列D"]


def test_rows_that_are_no_records_are_named_with_the_reason() -> None:
    total = ("", "小　計", "", "", "", "", "", "3,500")
    note = ("※手数料は税込み",)
    proposal = propose_sheet(
        sheet(LABELS, *PEOPLE[:2], total, (), LABELS, PEOPLE[2], note, PEOPLE[3], struck=(7,))
    )

    assert proposal.excluded == (
        ExcludedRow(4, "total"),
        ExcludedRow(5, "blank"),
        ExcludedRow(6, "repeated_header"),
        ExcludedRow(7, "struck"),
        ExcludedRow(8, "note"),
    )
    assert proposal.record_rows == 3


def test_a_total_without_a_word_is_told_by_its_sums() -> None:
    rows = [("犬", "オス", "3", "10"), ("猫", "メス", "4", "20"), ("鳥", "オス", "5", "31")]
    proposal = propose_sheet(
        sheet(
            ("種類", "性別", "頭数", "金額"), *rows, ("", "", "12", "61"), ("亀", "メス", "1", "2")
        )
    )

    assert proposal.excluded == (ExcludedRow(5, "total"),)


@pytest.mark.parametrize("word", ["時計", "体温計", "会計", "家計", "設計", "統計"])
def test_an_ordinary_word_is_no_total(word: str) -> None:
    rows = [("1", "机", "10"), ("2", word, "20"), ("3", "椅子", "5"), ("4", word, "7")]

    assert propose_sheet(sheet(("番号", "品名", "数量"), *rows)).excluded == ()


@pytest.mark.parametrize(
    "word", ["計", "合計", "合　　計", "総計", "＊合計＊", "TOTAL", "川辺地区 小計"]
)
def test_a_total_word_is_a_total(word: str) -> None:
    rows = [("1", "机", "10"), ("2", "椅子", "20"), ("", word, "99"), ("3", "棚", "5")]

    assert propose_sheet(sheet(("番号", "品名", "数量"), *rows)).excluded == (
        ExcludedRow(4, "total"),
    )


def test_few_short_values_are_choices_and_none_is_missed() -> None:
    rows = [(str(n), "オス" if n % 2 else "メス") for n in range(1, 1200)]
    rows[700] = ("701", "去勢")
    column = propose_sheet(sheet(("番号", "性別"), *rows)).columns[1]

    assert column.kind is FieldKind.CHOICE
    assert set(column.choices) == {"オス", "メス", "去勢"}


def test_bare_dates_ask_for_their_era() -> None:
    rows = [(str(n), f"5.4.{n}") for n in range(1, 9)]
    column = propose_sheet(sheet(("番号", "届出年月日"), *rows)).columns[1]

    assert (column.kind, column.needs_era) == (FieldKind.DATE, True)


def test_a_code_with_leading_zeros_is_no_number() -> None:
    rows = [(f"{n:05}", f"品{n}") for n in range(1, 9)]

    assert propose_sheet(sheet(("整理", "品名"), *rows)).columns[0].kind is FieldKind.CODE


@pytest.mark.parametrize("rows", [[], [("お知らせ",), ("本日は休館です。",)]])
def test_a_sheet_with_nothing_to_import_says_so(rows: list[tuple[str, ...]]) -> None:
    assert propose_sheet(sheet(*rows)).kind == "not-a-ledger"


def test_a_header_without_records_is_not_offered() -> None:
    assert propose_sheet(sheet(LABELS)).kind == "unsupported"
