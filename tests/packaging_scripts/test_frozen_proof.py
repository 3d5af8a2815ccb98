"""A picture of a screen without a window is not taken for one with a window."""

from pathlib import Path

from frozen_proof import LEAST_COLOURS, colours
from PIL import Image

from desktop.config import configure


def test_an_empty_screen_has_fewer_colours_than_a_picture_of_our_window(tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    Image.new("RGBA", (1280, 900), "black").save(empty)
    windows = list((configure().resources / "help").rglob("*.png"))

    assert colours(empty) == 1
    assert windows
    assert min(map(colours, windows)) >= LEAST_COLOURS
