import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.records import RecordLine, Values
from desktop.domain.search import Query
from desktop.domain.text import fold
from desktop.store.bulk import ImportDraft
from desktop.store.imports import ImportOrder
from desktop.store.transactions import Store
from tests.store.makers import DOGS, FORM, Clerk, dog, found

WORDS = """
佐藤 斎藤 齋藤 髙橋 高橋 𠮷田 吉田 神 \ufa19 ｻﾄｳ サトウ さとう ァ
１２ 12 A-1 Ａ－１ ㈱ 株式会社 架空市 本町 1-2-3 １－２－３
・ \" ' * ( AND ﾞ が か\u3099 邊\U000e0101 辺 \ue01f ー 東
"""
PARTS = (*WORDS.split(), "\u3000", " ")
SEARCHED = tuple(field.fid for field in FORM.fields if field.kind.searchable)


def texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(PARTS), max_size=4).map("".join)


RECORDS: tuple[Values, ...] = tuple(
    dog(
        number,
        shimei="".join(draw.choices(PARTS, k=draw.randint(1, 3))),
        kana="".join(draw.choices(PARTS, k=2)),
        jusho="".join(draw.choices(PARTS, k=4)),
        biko="".join(draw.choices(PARTS, k=draw.randint(0, 3))),
        ryokin=str(draw.randint(0, 9) * 100),
    )
    for draw in [random.Random(20260401)]  # noqa: S311 - repeatable test data
    for number in range(400)
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("search")
    clerk = Clerk()
    store = found(folder, clerk)
    with store.write(clerk) as tx:
        source = tx.imports.seal_source("a.csv", [b"x"])
        order = ImportOrder("b" * 32, DOGS, source, {}, {})
        drafts = (ImportDraft({k: v for k, v in one.items() if v}) for one in RECORDS)
        tx.imports.bring(order, drafts, lambda _count: True)
    with store.write(clerk) as tx:
        for uid in tx.search.uids(Query(DOGS))[::50]:
            record = tx.records.get(uid)
            tx.records.correct(uid, record.revision, {**record.content.values, "biko": "訂正𠮷"})
        for uid in tx.search.uids(Query(DOGS))[7::60]:
            tx.records.void(uid, tx.records.get(uid).revision, "取消")
    yield store
    store.close()


@pytest.fixture(scope="module")
def lines(filled: Store) -> tuple[RecordLine, ...]:
    with filled.read() as tx:
        return tx.search.page(Query(DOGS), 0, 1000, SEARCHED).lines


def scanned(lines: tuple[RecordLine, ...], words: str) -> list[str]:
    """What a plain scan over every folded value finds, in the order of registration."""
    asked = [fold(word) for word in words.split()]
    return [
        line.uid
        for line in lines
        if all(any(word in fold(cell) for cell in line.cells) for word in asked)
    ]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=texts() | st.lists(texts(), min_size=2, max_size=3).map(" ".join))
def test_the_answer_is_what_a_plain_scan_finds(
    filled: Store, lines: tuple[RecordLine, ...], words: str
) -> None:
    expected = scanned(lines, words)

    with filled.read() as tx:
        assert list(tx.search.uids(Query(DOGS, words))) == expected
        assert tx.search.count(Query(DOGS, words)) == len(expected)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_piece_of_one_to_four_characters_finds_its_record(
    filled: Store, lines: tuple[RecordLine, ...], data: st.DataObject
) -> None:
    line = data.draw(st.sampled_from(lines))
    text = data.draw(st.sampled_from([cell for cell in line.cells if cell.strip()]))
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + data.draw(st.integers(1, 4))]

    with filled.read() as tx:
        found_uids = tx.search.uids(Query(DOGS, piece))
    if len(piece.split()) == 1 and fold(piece) in fold(text):
        assert line.uid in found_uids


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", [None, "ryokin", "kana", "shimei", "biko"])
@pytest.mark.parametrize("words", ["", "本町", "東", "本町 東"])
def test_pages_put_together_are_the_whole_answer_in_order(
    filled: Store, words: str, sort: str | None, *, descending: bool
) -> None:
    query = Query(DOGS, words, sort, descending)
    with filled.read() as tx:
        whole = tx.search.uids(query)
        pages = [tx.search.page(query, start, 37, ("bango",)) for start in range(0, len(whole), 37)]

    assert [line.uid for page in pages for line in page.lines] == list(whole)
    assert {page.total for page in pages} == {len(whole)}
    assert len(set(whole)) == len(whole) > 0


def test_blanks_stand_last_either_way(filled: Store) -> None:
    with filled.read() as tx:
        for descending in (False, True):
            query = Query(DOGS, sort="biko", descending=descending)
            cells = [line.cells[0] for line in tx.search.page(query, 0, 1000, ("biko",)).lines]
            filled_cells = [cell for cell in cells if cell]
            assert cells == filled_cells + [""] * (len(cells) - len(filled_cells))
            assert filled_cells == sorted(filled_cells, reverse=descending)


def test_amounts_sort_as_numbers(filled: Store) -> None:
    with filled.read() as tx:
        lines = tx.search.page(Query(DOGS, sort="ryokin"), 0, 1000, ("ryokin",)).lines
    amounts = [int(line.cells[0]) for line in lines]
    assert amounts == sorted(amounts)


def test_a_corrected_value_is_found_and_the_old_one_is_not(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog(shimei="旧姓一郎"))
    with store.write(clerk) as tx:
        tx.records.correct(made.uid, made.revision, dog(shimei="新姓一郎"))

    with store.read() as tx:
        assert [tx.search.count(Query(DOGS, word)) for word in ("旧姓", "旧", "新姓", "新")] == [
            0, 0, 1, 1,
        ]  # fmt: skip


def test_tidying_the_index_changes_no_answer(filled: Store, lines: tuple[RecordLine, ...]) -> None:
    words = ("𠮷", "訂正", "大字", "カ")

    for _ in range(3):
        filled.tidy()

    with filled.read() as tx:
        for word in words:
            assert [
                line.uid for line in tx.search.page(Query(DOGS, word), 0, 500, ()).lines
            ] == scanned(lines, word)
