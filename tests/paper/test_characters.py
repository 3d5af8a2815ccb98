"""Names of the 戸籍 come out of the paper code point for code point, or are reported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from desktop.domain.errors import FontUnreadableError
from desktop.paper.draw import A4, Imprint, Words, paint
from desktop.paper.fonts import Face, Fonts, Substitute

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "fonts"
HEN = "邊\U000e0108"  # a variant of the Moji_Joho collection, in no shipped font
NAMES = (
    "渡邊",
    "髙﨑",
    "𠮷田",
    "神\ufa19",
    "邊\U000e0100",
    "兔\U000e0100",
    "か\u3099",
    "a\u00a0b",
    "㋿⻆",
    "㈱山﨑製作所",
    "①〜～−",
)


def drawn(text: str, imprint: Imprint, fonts: Fonts, face: Face = Face.PLAIN) -> tuple[str, ...]:
    """What a reader finds where the text was drawn, and which signs were substituted."""
    paper = paint("題", A4, ((Words(30, 100, text, 12, face),),), imprint, fonts)
    document = PdfDocument(paper.pdf)
    page = document[0].get_textpage()
    found = page.get_text_bounded(left=28 * 72 / 25.4, top=575, bottom=548, right=560)
    page.close()
    document.close()
    return found, *(one.sign for one in paper.substituted)


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("name", NAMES)
def test_a_name_extracts_as_exactly_the_code_points_it_was_written_with(
    name: str, face: Face, imprint: Imprint, fonts: Fonts
) -> None:
    assert drawn(name, imprint, fonts, face) == (name,)


def test_the_same_text_is_read_by_another_reader(
    imprint: Imprint, fonts: Fonts, texts: Callable[[bytes], list[str]]
) -> None:
    lines = tuple(Words(30, 60 + 8 * line, name, 12) for line, name in enumerate(NAMES))

    paper = paint("題", A4, (lines,), imprint, fonts)

    assert set(NAMES) <= set(texts(paper.pdf)[0].splitlines())


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            "亜唖娃阿哀愛挨姶逢葵茜穐悪握渥旭葦芦鯵梓圧斡扱宛姐虻飴絢綾鮎或粟袷安庵按暗案闇鞍杏"
        )
        | st.sampled_from(NAMES)
        | st.integers(0x4E00, 0x9FA5).map(chr),
        min_size=1,
        max_size=12,
    )
)
def test_any_name_goes_to_paper_and_back(imprint: Imprint, fonts: Fonts, signs: list[str]) -> None:
    name = "".join(signs)

    assert drawn(name, imprint, fonts) == (name, *fonts.missing(name))


def test_more_than_a_hundred_different_characters_still_extract(
    imprint: Imprint, fonts: Fonts, texts: Callable[[bytes], list[str]]
) -> None:
    signs = [chr(code) for code in range(0x4E00, 0x5400) if not fonts.missing(chr(code))]
    held = ["".join(signs[start : start + 20]) for start in range(0, 600, 20)]
    lines = tuple(Words(30, 40 + 7 * line, row, 10) for line, row in enumerate(held))

    paper = paint("題", A4, (lines,), imprint, fonts)

    assert len(set(signs[:600])) == 600
    assert set(held) <= set(texts(paper.pdf)[0].splitlines())


def test_a_variant_no_font_holds_is_drawn_plain_and_reported(
    imprint: Imprint, fonts: Fonts
) -> None:
    assert fonts.substitutes(HEN) == (Substitute(sign=HEN, printed="邊"),)
    assert drawn(f"渡{HEN}", imprint, fonts) == (f"渡{HEN}", HEN)


def test_a_character_no_font_holds_is_drawn_as_geta_and_reported(
    imprint: Imprint, fonts: Fonts
) -> None:
    assert fonts.missing("☐未☐確認\n𪚥") == ("☐", "𪚥")
    assert [one.printed for one in fonts.substitutes("☐𪚥")] == ["〓", "〓"]
    assert drawn("☐未確認", imprint, fonts) == ("☐未確認", "☐")


def test_a_substitute_is_named_at_the_foot_of_the_page(
    imprint: Imprint, fonts: Fonts, texts: Callable[[bytes], list[str]]
) -> None:
    paper = paint("題", A4, ((Words(30, 100, f"{HEN}☐", 12),),), imprint, fonts)

    assert "U+908A U+E0108 → 邊、U+2610 → 〓" in texts(paper.pdf)[0]


def test_what_cannot_be_seen_is_not_drawn_in_silence(fonts: Fonts) -> None:
    assert fonts.missing("山\u0007田") == ("\u0007",)


def test_the_font_of_the_office_is_asked_last_and_holds_its_own_variants(
    imprint: Imprint, fonts: Fonts, own_font: Path
) -> None:
    with_own = Fonts.load(SHIPPED, (own_font,))

    assert fonts.missing(f"{HEN}☐") == (HEN, "☐")
    assert with_own.missing(f"{HEN}☐") == ()
    assert drawn(f"渡{HEN}☐", imprint, with_own) == (f"渡{HEN}☐",)
    assert [run.font for run in with_own.runs("渡辺")] == [run.font for run in fonts.runs("渡辺")]


@pytest.fixture(scope="session")
def own_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small font that holds ☐ and the variant, as an office's gaiji font would."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 800))
    pen.lineTo((900, 800))
    pen.closePath()
    square = pen.glyph()
    glyphs = [".notdef", "box", "hen", "hen.alt"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({0x2610: "box", 0x908A: "hen"}, uvs=[(0x908A, 0xE0108, "hen.alt")])
    builder.setupGlyf(dict.fromkeys(glyphs, square))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own-Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path_factory.mktemp("own") / "own.ttf"
    builder.save(path)
    return path


@pytest.mark.parametrize("content", [b"", b"not a font at all", b"OTTO" + bytes(200), None, "cut"])
def test_a_file_that_is_no_font_is_refused_by_name(
    content: bytes | str | None, tmp_path: Path
) -> None:
    path = tmp_path / "office.ttf"
    if content == "cut":
        path.write_bytes((SHIPPED / "NotoSansJP-Regular.ttf").read_bytes()[:400_000])
    elif isinstance(content, bytes):
        path.write_bytes(content)

    with pytest.raises(FontUnreadableError) as refused:
        Fonts.load(SHIPPED, (path,))

    assert refused.value.details == {"file": "office.ttf"}
