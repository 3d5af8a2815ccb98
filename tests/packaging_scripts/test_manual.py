"""The scripts around the manual: PDF files beside the installer, pictures out of a tour."""

import re
from io import BytesIO
from pathlib import Path

import help_pictures
import manual
import pytest
from PIL import Image
from pypdf import PdfReader

from desktop.domain.manual import Code, Hand, spans_of, walk
from desktop.ui.screens.help.tables import tables
from desktop.usecases.manual import read_manual

PROJECT = Path(__file__).resolve().parents[2]
RESOURCES = PROJECT / "resources"
PROPERTY = re.compile(r"\b([A-Z]{6,})=")


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    """A folder as the tour leaves it: every picture twice, with numbers in front."""
    folder = tmp_path / "tour"
    folder.mkdir()
    for number, name in enumerate(help_pictures.CHOSEN.values(), 1):
        for mark, width in (("", 1366), ("@200", 1500)):
            page = Image.new("RGB", (width, width * 9 // 16), (number * 7, 90, 200))
            page.save(folder / f"{number:02}-{name}{mark}.png")
    return folder


def test_both_books_are_written_under_their_names_with_every_chapter(tmp_path: Path) -> None:
    written = manual.make_manuals(tmp_path, "9.8.7")

    assert {file.name for file in written} == {"導入の手引き.pdf", "使い方の手引き.pdf"}
    for book in read_manual(RESOURCES, tables()).books:
        reader = PdfReader(BytesIO((tmp_path / f"{book.title}.pdf").read_bytes()))
        text = "\n".join(page.extract_text() for page in reader.pages)
        assert "版 9.8.7" in text
        for number, chapter in enumerate(book.chapters[1:], 1):
            assert f"{number}　{chapter.title}" in text
            assert [one.text for one in chapter.headings() if one.text not in text] == []


def test_every_property_the_manual_names_is_one_the_installer_knows() -> None:
    installer = "\n".join(
        file.read_text("utf-8") for file in sorted((PROJECT / "packaging").glob("msi*.py"))
    )
    chapter = read_manual(RESOURCES, tables()).chapter("setup/install")
    assert chapter is not None
    named = {
        name
        for block in walk(chapter.blocks)
        for text in (
            [block.text]
            if isinstance(block, Code)
            else [span.text for span in spans_of(block) if span.hand is Hand.CODE]
        )
        for name in PROPERTY.findall(text)
    }

    assert {"INSTALLFOLDER", "ALLUSERS"} < named
    assert [name for name in sorted(named) if not re.search(rf"\b{name}\b", installer)] == []


def test_pictures_are_taken_at_double_size_scaled_down_and_few_in_colours(
    tour: Path, tmp_path: Path
) -> None:
    target = tmp_path / "pictures"
    target.mkdir()
    (target / "gone.png").write_bytes(b"an earlier picture")

    size = help_pictures.copy_pictures(tour, target)

    assert {file.stem for file in target.iterdir()} == set(help_pictures.CHOSEN)
    assert size == sum(file.stat().st_size for file in target.iterdir())
    with Image.open(target / "signin.png") as picture:
        assert picture.width == help_pictures.WIDTH
        assert picture.mode == "P"
        assert picture.info == {}


def test_a_picture_the_tour_no_longer_takes_is_named_and_nothing_is_written(
    tour: Path, tmp_path: Path
) -> None:
    for file in tour.glob("*-sign-in*"):
        file.unlink()

    with pytest.raises(FileNotFoundError) as refused:
        help_pictures.copy_pictures(tour, tmp_path / "pictures")

    assert "sign-in" in refused.value.args
    assert not (tmp_path / "pictures").exists()


def test_pictures_that_together_are_too_large_are_refused(
    tour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_pictures, "LIMIT", 1000)

    with pytest.raises(ValueError, match="1000"):
        help_pictures.copy_pictures(tour, tmp_path / "pictures")

    assert not (tmp_path / "pictures").exists()
