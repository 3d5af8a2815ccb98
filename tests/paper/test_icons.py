"""The icons keep to one grid, one stroke and one colour that the theme can replace."""

import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse

ICONS = sorted((Path(__file__).resolve().parents[2] / "resources" / "icons").glob("*.svg"))

NAMES = {
    "app",
    "today",
    "ledger",
    "import",
    "export",
    "approve",
    "receive",
    "audit",
    "people",
    "lock",
    "veil",
    "search",
    "add",
    "history",
    "warning",
    "error",
    "success",
    "info",
    "back",
    "next",
    "file",
    "key",
    "print",
    "close",
    "chevron",
}


def test_the_set_is_whole() -> None:
    names = {icon.stem for icon in ICONS}

    assert names >= NAMES


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_is_drawn_on_the_grid_in_one_colour(icon: Path) -> None:
    root = parse(icon).getroot()

    assert root.get("viewBox") == "0 0 20 20"
    assert root.get("stroke-width") == "1.5"
    assert set(re.findall(r"#[0-9a-fA-F]+", icon.read_text())) == {"#1a1a1a"}
