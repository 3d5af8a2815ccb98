"""Lines break as Japanese is set, and nothing is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.paper.clusters import NO_START, clusters, units
from desktop.paper.fonts import Fonts
from desktop.paper.wrapping import wrap

TEXT = st.text(
    st.sampled_from("あ漢字ー、。（）「」ァっ12abc-,. 　邊\U000e0100か\u3099"), max_size=60
)


@settings(deadline=None)
@given(TEXT, st.floats(12, 60))
def test_no_character_is_lost_and_no_line_is_too_wide(
    fonts: Fonts, text: str, width: float
) -> None:
    lines = wrap(text, width, 9, fonts)

    assert "".join(lines) == text
    assert all(fonts.width(line.rstrip(" "), 9) <= width + 0.01 for line in lines)


@settings(deadline=None)
@given(TEXT)
def test_the_signs_of_a_text_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert "".join(units(text)) == text


def test_a_full_stop_never_begins_a_line(fonts: Fonts) -> None:
    text = "住所が変わったときは、すぐに届け出てください。（外国へ移るときも同じです。）"

    for width in range(12, 60):
        lines = wrap(text, width, 9, fonts)
        assert not any(line[0] in NO_START for line in lines)
        assert not any(line.endswith("（") for line in lines)


def test_a_number_or_a_latin_word_is_kept_together(fonts: Fonts) -> None:
    lines = wrap("電話 090-1234-5678 まで", 24, 9, fonts)

    assert lines == ("電話 ", "090-1234-5678 ", "まで")


def test_a_word_wider_than_the_line_is_broken_all_the_same(fonts: Fonts) -> None:
    lines = wrap("x" * 200, 20, 9, fonts)

    assert len(lines) > 5
    assert "".join(lines) == "x" * 200


def test_line_breaks_of_the_cell_are_kept(fonts: Fonts) -> None:
    assert wrap("上\r\n下\n\n末", 50, 9, fonts) == ("上", "下", "", "末")
