"""The manual on paper: every heading is there, the contents are right, nothing is cut."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination

from desktop.domain.manual import (
    Block,
    Book,
    Chapter,
    Code,
    Hand,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    cell,
    plain,
)
from desktop.paper.draw import A4
from desktop.paper.fonts import Fonts
from desktop.paper.manual import draw_manual
from desktop.paper.rich_text import width, wrap_spans

Texts = Callable[[bytes], list[str]]
LONG = "行政の仕事は、紙に始まり、紙に終わります。" * 12


def png() -> bytes:
    written = BytesIO()
    Image.new("RGB", (400, 300), "#0017c1").save(written, "PNG")
    return written.getvalue()


def text(words: str, *more: Span) -> Paragraph:
    return Paragraph((Span(words), *more))


def book(*blocks: Block) -> Book:
    return Book(
        "setup",
        (
            Chapter("setup/title", "試しの手引き", (text("はじめの文。"),)),
            Chapter("setup/first", "最初の章", (Heading(2, "一つ目の節"), *blocks)),
            Chapter(
                "setup/second",
                "次の章",
                (
                    text("前へ", Span("戻る", link="setup/first#一つ目の節")),
                    text("別の本", Span("よその章", link="use/keys")),
                    *(text(LONG) for _ in range(30)),
                    Heading(2, "後ろの節"),
                    Heading(3, "小さな節"),
                    text("終わり。"),
                ),
            ),
        ),
    )


INNER = Items(ordered=False, items=((text("内側"),),))
EVERY = (
    text("平らな", Span("太い", Hand.STRONG), Span("code --flag", Hand.CODE)),
    Items(ordered=True, items=((text("一番"),), (text("二番"), INNER))),
    Table((cell("左の頭"), cell("右の頭")), ((cell("左の値"), cell("右の値")),)),
    Code("一行目の符号\n  二行目の符号"),
    Note((text("見落とさないこと。"),)),
    Picture("a.png", "絵の説明"),
)


@pytest.fixture(scope="module")
def pdf(fonts: Fonts) -> bytes:
    return draw_manual(book(*EVERY), "9.8.7", {"a.png": png()}, fonts).pdf


def test_every_word_is_on_a_page(pdf: bytes, texts: Texts) -> None:
    whole = "\n".join(texts(pdf))

    for words in (
        *("試しの手引き", "版 9.8.7", "目次", "はじめに", "1　最初の章", "2　次の章", "一つ目の節"),
        *(
            "後ろの節",
            "小さな節",
            "平らな",
            "太い",
            "code --flag",
            "一番",
            "二番",
            "内側",
            "左の頭",
        ),
        *("右の値", "二行目の符号", "見落とさないこと。", "絵の説明", "終わり。", "よその章"),
    ):
        assert words in whole, words


def test_the_contents_name_the_page_on_which_each_heading_stands(pdf: bytes, texts: Texts) -> None:
    pages = texts(pdf)
    told = {}

    for heading in ("1　最初の章", "2　次の章", "後ろの節"):
        found = re.search(rf"{heading}\s*(\d+)", pages[1])
        assert found is not None
        told[heading] = int(found[1])
        assert heading in pages[told[heading] - 1]

    assert len(set(told.values())) == 3


def test_the_outline_leads_to_the_same_pages(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    flat: dict[str, int] = {}

    def walk(entries: list[object]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            elif isinstance(entry, Destination):
                flat[str(entry.title)] = reader.get_destination_page_number(entry) or 0

    walk(list(reader.outline))

    assert {"目次", "はじめに", "1　最初の章", "一つ目の節", "2　次の章", "後ろの節"} == set(flat)
    assert "後ろの節" in reader.pages[flat["後ろの節"]].extract_text()


def test_every_page_but_the_first_says_which_it_is(pdf: bytes, texts: Texts) -> None:
    pages = texts(pdf)

    for number, page in enumerate(pages[1:], 2):
        assert f"{number} / {len(pages)} 頁" in page
        assert "蔵帳 9.8.7" in page
    assert "頁" not in pages[0]


def test_nothing_stands_outside_the_body(pdf: bytes) -> None:
    point = 72 / 25.4
    for page in PdfReader(BytesIO(pdf)).pages:
        edges: list[tuple[float, float]] = []

        def seen(words: str, _cm: object, tm: list[float], _font: object, _size: float) -> None:
            if words.strip():
                edges.append((tm[4], tm[5]))  # noqa: B023 - read within the same turn

        page.extract_text(visitor_text=seen)
        assert min(x for x, _ in edges) >= A4.left * point - 0.1
        assert max(x for x, _ in edges) <= A4.right * point + 0.1
        assert min(y for _, y in edges) >= 8 * point


def test_the_same_book_is_the_same_bytes_and_another_version_is_not(
    fonts: Fonts, pdf: bytes
) -> None:
    assert draw_manual(book(*EVERY), "9.8.7", {"a.png": png()}, fonts).pdf == pdf
    assert draw_manual(book(*EVERY), "9.8.8", {"a.png": png()}, fonts).pdf != pdf


def test_only_our_fonts_are_used_and_they_are_in_the_file(pdf: bytes) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts
    for name, font in fonts.items():
        assert "NotoSansJP" in name
        assert "/FontFile2" in font["/FontDescriptor"]


def test_a_picture_that_is_not_there_is_a_bug_and_not_a_gap(fonts: Fonts) -> None:
    with pytest.raises(KeyError):
        draw_manual(book(Picture("b.png", "無い絵")), "1", {"a.png": png()}, fonts)


def test_a_sign_without_a_glyph_is_reported(fonts: Fonts) -> None:
    paper = draw_manual(book(text("\U000e0100\U000f0000")), "1", {}, fonts)

    assert paper.substituted


SPANS = st.lists(
    st.builds(
        Span, st.text("あ漢ー。、（）aZ0 -\\", min_size=1, max_size=30), st.sampled_from(Hand)
    ),
    min_size=1,
    max_size=6,
).map(tuple)


@given(SPANS, st.floats(20, 170))
def test_lines_of_several_hands_lose_nothing_and_fit(
    fonts: Fonts, spans: tuple[Span, ...], room: float
) -> None:
    lines = wrap_spans(spans, room, 10, fonts)

    assert "".join(plain(line) for line in lines) == plain(spans)
    for line in lines:
        visible = plain(line).rstrip(" ")
        hanging = len(plain(line)) - len(visible)
        blank = fonts.width(" ", 10)
        assert width(line, 10, fonts) - hanging * blank * 1.2 <= room + 0.01
