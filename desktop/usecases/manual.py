"""Reading the manual that is shipped with the program."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop.domain.manual import Book, Chapter, Manual, Table, filled
from desktop.domain.markdown import chapter, chapter_key

BOOKS = ("use", "setup")
"""The folders of ``resources/help``, in the order in which they are offered."""


def read_manual(resources: Path, tables: Mapping[str, Table]) -> Manual:
    """Every book, its generated tables filled in; a text we wrote wrongly is a ``ValueError``.

    ``tables`` come from the program itself: what they list cannot differ from what it does.
    """
    return Manual(tuple(_book(resources / "help" / key, tables) for key in BOOKS))


def picture(resources: Path, name: str) -> Path:
    """Where the picture of that name lies."""
    return resources / "help" / "pictures" / name


def _book(folder: Path, tables: Mapping[str, Table]) -> Book:
    files = sorted(folder.glob("[0-9][0-9]-*.md"))
    return Book(folder.name, tuple(_chapter(file, tables) for file in files))


def _chapter(file: Path, tables: Mapping[str, Table]) -> Chapter:
    read = chapter(chapter_key(file.parent.name, file.name), file.read_text("utf-8"))
    return replace(read, blocks=filled(read.blocks, tables))
