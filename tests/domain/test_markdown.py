"""Markdown becomes blocks, and what a manual has no block for is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.manual import (
    Code,
    Generated,
    Hand,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    cell,
    filled,
    plain,
    walk,
)
from desktop.domain.markdown import ManualTextError, chapter, chapter_key

KEY = "setup/x"


def read(body: str) -> tuple[object, ...]:
    return chapter(KEY, f"# 題\n\n{body}").blocks


def paragraph(body: str) -> tuple[Span, ...]:
    (block,) = read(body)
    assert isinstance(block, Paragraph)
    return block.spans


def test_each_kind_of_block_is_read() -> None:
    body = (
        "## 節\n\n- 一\n  1. 内\n- 二\n\n> 注\n\n```\na  b\n```\n\n```generated\nkeys\n```\n\n"
        "![絵](../pictures/a.png)\n\n| 頭 | |\n| --- | --- |\n| 一 | |\n"
    )

    heading, items, note, code, generated, picture, table = read(body)

    assert heading == Heading(2, "節")
    assert isinstance(items, Items)
    assert not items.ordered
    assert isinstance(items.items[0][1], Items)
    assert note == Note((Paragraph((Span("注"),)),))
    assert code == Code("a  b")
    assert generated == Generated("keys")
    assert picture == Picture("a.png", "絵")
    assert isinstance(table, Table)
    assert table.rows == ((cell("一"), cell("")),)


def test_hands_and_links_are_kept() -> None:
    assert paragraph("甲**乙**`丙`[丁](../use/03-ledger.md#照会)") == (
        Span("甲"),
        Span("乙", Hand.STRONG),
        Span("丙", Hand.CODE),
        Span("丁", link="use/ledger#照会"),
    )


def test_a_link_inside_the_chapter_names_the_chapter() -> None:
    assert paragraph("[節へ](#節)")[0].link == "setup/x#節"


def test_lines_broken_in_japanese_run_on_and_latin_words_stay_apart() -> None:
    assert plain(paragraph("一行目。\n二行目 one\ntwo")) == "一行目。二行目 one two"


def test_a_generated_table_takes_its_place_wherever_it_stands() -> None:
    table = Table((cell("頭"),), ())
    blocks = chapter(
        KEY, "# 題\n\n> ```generated\n> keys\n> ```\n\n- a\n\n  ```generated\n  keys\n  ```"
    )

    found = [one for one in walk(filled(blocks.blocks, {"keys": table})) if one == table]

    assert len(found) == 2
    with pytest.raises(KeyError):
        filled(blocks.blocks, {})


@pytest.mark.parametrize(
    "body",
    [
        "# もう一つの題",
        "#### 深い節",
        "*斜体*",
        "---",
        "![](../pictures/a.png)",
        "![外](https://example.jp/a.png)",
        "![上](../../secret.png)",
        "[外](https://example.jp/)",
        "[外](mailto:a@example.jp)",
        "[上](../../etc/passwd.md)",
        "[別](other.txt)",
        "文と![絵](../pictures/a.png)",
    ],
)
def test_anything_else_is_refused(body: str) -> None:
    with pytest.raises(ManualTextError) as refused:
        read(body)

    assert refused.value.args[0] == KEY


def test_html_is_only_text() -> None:
    assert plain(paragraph("<b>太字</b>ではない")) == "<b>太字</b>ではない"


@pytest.mark.parametrize("text", ["", "文だけ", "## 節から"])
def test_a_chapter_begins_with_its_title(text: str) -> None:
    with pytest.raises(ManualTextError):
        chapter(KEY, text)


def test_a_file_is_named_by_its_words_and_ordered_by_its_number() -> None:
    assert chapter_key("use", "03-ledger.md") == "use/ledger"
    assert chapter_key("use", "04-a-b.md") == "use/a-b"


@given(st.text(alphabet=st.characters(categories=["Lo", "Nd"]), min_size=1))
def test_every_letter_of_a_paragraph_comes_through(text: str) -> None:
    assert plain(paragraph(f"あ{text}")) == f"あ{text}"
