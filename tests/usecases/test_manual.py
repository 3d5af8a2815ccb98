"""The shipped manual: every chapter reads, every link leads somewhere, and it names real things."""

import re
import shlex
from collections.abc import Iterator

import pytest

from desktop.__main__ import _parser
from desktop.domain.manual import (
    Block,
    Chapter,
    Code,
    Generated,
    Hand,
    Manual,
    Picture,
    Table,
    block_text,
    plain,
    spans_of,
    walk,
)
from desktop.domain.terminal_policy import LOCK_MINUTES, MEMBERS, VEIL_MINUTES
from desktop.ui.messages import audit, frame
from desktop.ui.messages import workplace as workplace_words
from desktop.ui.messages.lookup import REFUSALS
from desktop.ui.screens.help.tables import tables
from desktop.ui.screens.help.topics import FIRST, KEYS, TOPICS, topic
from desktop.ui.shortcuts import help_lines
from desktop.usecases.manual import picture, read_manual
from desktop.verify import main as verify_main
from tests.builders.offices import RESOURCES

PICTURES = RESOURCES / "help" / "pictures"
LIMIT = 2 * 1024 * 1024
NUMBER = re.compile(r"\b[EWISC]-\d{3}\b")
PROGRAM = re.compile(r"(?:start /wait )?(?:Kuracho\.exe|kuracho) (.+)")


@pytest.fixture(scope="module")
def manual() -> Manual:
    return read_manual(RESOURCES, tables())


def blocks(manual: Manual) -> Iterator[tuple[Chapter, Block]]:
    for chapter in manual.chapters():
        yield from ((chapter, block) for block in walk(chapter.blocks))


def commands(manual: Manual) -> Iterator[str]:
    """Every line of ours that a reader is told to type, without the program's name."""
    for _, block in blocks(manual):
        texts = [span.text for span in spans_of(block) if span.hand is Hand.CODE]
        if isinstance(block, Code):
            texts += block.text.split("\n")
        for text in texts:
            found = PROGRAM.fullmatch(text.strip())
            if found:
                yield found[1]


def accepted(line: str) -> bool:
    """Whether the command line of the program takes these words."""
    words = shlex.split(line.replace("\\", "/"))
    try:
        asked = _parser().parse_args(words)
        if words[0] == "verify":
            verify_main.parser().parse_args(asked.rest)
    except SystemExit:
        return False
    return True


def test_both_books_read_and_no_chapter_is_empty(manual: Manual) -> None:
    assert [book.title for book in manual.books] == ["使い方の手引き", "導入の手引き"]
    assert [one.key for one in manual.chapters() if not one.blocks] == []
    assert len({one.key for one in manual.chapters()}) == len(manual.chapters())


def test_no_generated_table_is_left_open_and_both_are_asked_for(manual: Manual) -> None:
    assert [block for _, block in blocks(manual) if isinstance(block, Generated)] == []
    found = [block for _, block in blocks(manual) if block in tables().values()]
    assert len(found) == len(tables())


def test_every_link_leads_to_a_chapter_and_its_heading(manual: Manual) -> None:
    broken = []
    for chapter, block in blocks(manual):
        for span in spans_of(block):
            key, _, heading = span.link.partition("#")
            target = manual.chapter(key) if span.link else chapter
            if target is None or (
                heading and heading not in {one.text for one in target.headings()}
            ):
                broken.append(f"{chapter.key}: {span.link}")

    assert broken == []


def test_no_chapter_has_two_headings_of_the_same_words(manual: Manual) -> None:
    for chapter in manual.chapters():
        texts = [heading.text for heading in chapter.headings()]
        assert len(texts) == len(set(texts)), chapter.key


def test_every_picture_exists_is_shown_and_together_they_are_small(manual: Manual) -> None:
    shown = {block.name for _, block in blocks(manual) if isinstance(block, Picture)}
    there = {file.name for file in PICTURES.iterdir()}

    assert shown == there
    assert all(picture(RESOURCES, name).read_bytes()[:4] == b"\x89PNG" for name in shown)
    assert sum(file.stat().st_size for file in PICTURES.iterdir()) <= LIMIT


def test_every_command_of_ours_is_one_the_program_takes(manual: Manual) -> None:
    found = sorted(set(commands(manual)))

    assert len(found) >= 3
    assert [line for line in found if not accepted(line)] == []


@pytest.mark.parametrize("line", ["backup D:/", "verify", "selftest --all", "--silent"])
def test_a_command_the_program_does_not_know_would_be_noticed(line: str) -> None:
    assert not accepted(line)


def test_every_number_is_one_a_person_can_meet(manual: Manual) -> None:
    given = {refusal.number for refusal in REFUSALS.values()}
    given |= set(NUMBER.findall(audit.BAD)) | set(NUMBER.findall(frame.BUG_NUMBER))
    told = {number for _, block in blocks(manual) for number in NUMBER.findall(block_text(block))}

    assert told - given == set()


def test_every_refusal_and_every_key_stands_in_the_manual(manual: Manual) -> None:
    rows = {
        plain(row[0]): row
        for _, block in blocks(manual)
        if isinstance(block, Table)
        for row in block.rows
    }

    assert {refusal.number for refusal in REFUSALS.values()} <= set(rows)
    for key, word in help_lines():
        assert plain(rows[key][1]) == word
    sentences = " ".join(plain(cell) for row in rows.values() for cell in row)
    assert re.search(r"\{[a-z_]+\}", sentences) is None


def test_the_policy_chapter_names_exactly_what_a_policy_may_say(manual: Manual) -> None:
    chapter = manual.chapter("setup/policy")
    assert chapter is not None
    (table,) = [block for block in chapter.blocks if isinstance(block, Table)]
    told = {plain(row[0]): plain(row[1]) for row in table.rows}

    assert set(told) == {"v", *MEMBERS}
    assert told["lock_minutes"] == "{} から {}".format(*LOCK_MINUTES)
    assert told["veil_minutes"] == "{} から {}".format(*VEIL_MINUTES)


def test_every_screen_has_its_chapter(manual: Manual) -> None:
    assert [key for key in TOPICS.values() if manual.chapter(key) is None] == []
    assert manual.chapter(KEYS) is not None
    assert manual.chapter(topic("a screen of tomorrow")) == manual.chapter(FIRST)
    assert set(workplace_words.TITLES) - set(TOPICS) == set()


def test_the_text_has_no_word_of_another_product(manual: Manual) -> None:
    """JOURNEYS: 登録・訂正・取消, never save, submit, upload, sync, dashboard or delete."""
    avoided = ("セーブ", "アップロード", "ダッシュボード", "サーバにログイン", "ユーザー様")
    guilty = [
        f"{chapter.key}: {word}"
        for chapter, block in blocks(manual)
        for word in avoided
        if word in block_text(block)
    ]

    assert guilty == []


def test_files_are_numbered_without_gaps() -> None:
    for folder in (RESOURCES / "help" / "use", RESOURCES / "help" / "setup"):
        files = sorted(file.name for file in folder.iterdir())
        assert [name[:2] for name in files] == [f"{place:02}" for place in range(len(files))]
        assert files[0] == "00-title.md"
        assert all(name.endswith(".md") for name in files)
