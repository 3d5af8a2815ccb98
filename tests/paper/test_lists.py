"""A list goes over as many pages as it needs, its head on each, and is the same every time."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.paper.columns import ListColumn, panels
from desktop.paper.draw import Align, Imprint
from desktop.paper.fonts import Fonts
from desktop.paper.lists import ListDocument, draw_list

PROJECT = Path(__file__).resolve().parents[2]
HEADS = ("宛名番号", "氏名", "住所", "支給額")

Texts = Callable[[bytes], list[str]]


@pytest.fixture(scope="session")
def two_hundred(imprint: Imprint) -> ListDocument:
    return ListDocument(
        title="受給者一覧",
        imprint=imprint,
        columns=tuple(
            ListColumn(head, Align.RIGHT if head == "支給額" else Align.LEFT) for head in HEADS
        ),
        rows=tuple(
            (f"{100001 + row}", "𠮷田 髙﨑", f"架空市中央{row}番地　" * (1 + row % 5), f"{row:,}")
            for row in range(200)
        ),
        conditions="状態＝受給中",
        as_of="令和8年11月25日",
        totals=(("支給額計", "19,900"),),
    )


def test_two_hundred_rows_fill_pages_each_with_head_mark_and_number(
    two_hundred: ListDocument, fonts: Fonts, texts: Texts
) -> None:
    paper = draw_list(two_hundred, fonts)
    pages = texts(paper.pdf)

    assert paper.pages == len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)} 頁" in page
        assert "機密性3B" in page
        assert "通番 令8福-000123" in page
        assert "令和8年11月25日 09:10:53" in page
        assert all(head in page for head in HEADS)


def test_every_row_is_printed_once_and_in_order(
    two_hundred: ListDocument, fonts: Fonts, texts: Texts
) -> None:
    found = re.findall(
        r"\b1\d{5}\b", "\n".join(texts(draw_list(two_hundred, fonts).pdf)), re.MULTILINE
    )

    assert found == [f"{100001 + row}" for row in range(200)]


def test_the_last_page_says_how_many_and_their_total(
    two_hundred: ListDocument, fonts: Fonts, texts: Texts
) -> None:
    last = texts(draw_list(two_hundred, fonts).pdf)[-1]

    assert "以上 200 件" in last
    assert "支給額計 19,900" in last


def test_the_same_list_gives_the_same_bytes_in_another_process(
    imprint: Imprint, fonts: Fonts
) -> None:
    here = draw_list(
        ListDocument("一覧", imprint, (ListColumn("氏名"),), (("邊\U000e0100見 𠮷",), ("☐",))),
        fonts,
    )
    script = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from desktop.paper.columns import ListColumn\nfrom desktop.paper.draw import Imprint\n"
        "from desktop.paper.fonts import Fonts\n"
        "from desktop.paper.lists import ListDocument, draw_list\n"
        f"i = Imprint({imprint.mark!r}, {imprint.unit!r}, {imprint.printed_by!r},"
        f" datetime(2026, 11, 25, 0, 10, 53, tzinfo=UTC), {imprint.serial!r})\n"
        "d = ListDocument('一覧', i, (ListColumn('氏名'),), (('邊\\U000e0100見 𠮷',), ('☐',)))\n"
        "sys.stdout.buffer.write(draw_list(d, Fonts.load(Path('resources/fonts'))).pdf)\n"
    )

    there = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, check=True
    )

    assert there.stdout == here.pdf


def test_lists_drawn_at_the_same_time_come_out_as_if_alone(
    two_hundred: ListDocument, fonts: Fonts
) -> None:
    wanted = [
        replace(two_hundred, rows=((f"{n}", "邊\U000e0100か\u3099", chr(0x5000 + n), ""),))
        for n in range(12)
    ]
    alone = [draw_list(document, fonts).pdf for document in wanted]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda document: draw_list(document, fonts).pdf, wanted))

    assert together == alone


def test_a_list_of_nothing_says_so(imprint: Imprint, fonts: Fonts, texts: Texts) -> None:
    paper = draw_list(ListDocument("一覧", imprint, (ListColumn("氏名"),), ()), fonts)

    assert "該当する記録はありません。" in texts(paper.pdf)[0]


def test_a_cell_longer_than_a_page_goes_over_without_losing_a_character(
    imprint: Imprint, fonts: Fonts, texts: Texts
) -> None:
    long = "".join(chr(0x4E00 + place % 3000) for place in range(9000))
    long = "".join(sign for sign in long if not fonts.missing(sign))
    document = ListDocument(
        "一覧", imprint, (ListColumn("番号"), ListColumn("経過")), (("1", long),)
    )

    paper = draw_list(document, fonts)
    read = "".join(texts(paper.pdf))

    assert paper.pages > 2
    assert not Counter(long) - Counter(read)


def test_many_columns_are_shared_among_pages_each_led_by_the_first(
    imprint: Imprint, fonts: Fonts, texts: Texts
) -> None:
    heads = ("番号", *(f"項目その{number}" for number in range(40)))
    rows = tuple(
        (f"{row:05d}", *(f"値{row}の{number}" for number in range(40))) for row in range(5)
    )
    document = ListDocument("一覧", imprint, tuple(map(ListColumn, heads)), rows)

    pages = texts(draw_list(document, fonts).pdf)

    assert len(pages) >= 2
    assert all("00004" in page for page in pages)
    together = "".join(pages).replace("\n", "")
    assert all(cell in together for row in rows for cell in row)


@pytest.mark.parametrize("count", [1, 3, 8, 20, 60])
def test_columns_never_leave_the_room(count: int, fonts: Fonts) -> None:
    columns = tuple(ListColumn(f"とても長い見出しの項目{number}") for number in range(count))
    rows = tuple(tuple("あ" * (number * 7 % 50) for number in range(count)) for _ in range(5))

    laid = panels(columns, rows, 257, 9, fonts)

    assert all(sum(column.width for column in panel.columns) <= 257.1 for panel in laid)
    assert {place for panel in laid for place in panel.places} == set(range(count))


def test_a_portrait_list_is_portrait(two_hundred: ListDocument, fonts: Fonts) -> None:
    paper = draw_list(replace(two_hundred, landscape=False, rows=two_hundred.rows[:3]), fonts)

    assert b"595.2756 841.8898" in paper.pdf
