import re

import pytest
from PySide6.QtGui import QPalette

from desktop.ui.style import icon
from desktop.ui.theme import TOKENS, colour, high_contrast, style_sheet
from tests.ui.conftest import RESOURCES

TEMPLATE = (RESOURCES / "style.qss").read_text(encoding="utf-8")
UI = RESOURCES.parent / "desktop" / "ui"


def luminance(name: str) -> float:
    shares = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in colour(name).getRgbF()[:3]
    ]
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "ground"),
        ("text", "panel"),
        ("sub", "ground"),
        ("sub", "panel"),
        ("disabled", "ground"),
        ("key", "ground"),
        ("key", "key_tint"),
        ("on_key", "key"),
        ("error", "ground"),
        ("error", "error_tint"),
        ("success", "success_tint"),
        ("success", "ground"),
        ("on_key", "error"),
        ("on_class", "class_3a"),
        ("on_class", "class_3b"),
        ("on_class", "class_3c"),
        ("on_class", "class_2"),
        ("on_class", "class_1"),
        ("on_class", "drill"),
    ],
)
def test_every_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5 or ink == "disabled"
    assert contrast(ink, ground) >= 4.0


def test_the_template_names_only_tokens_that_exist() -> None:
    assert not set(re.findall(r"@(\w+)", TEMPLATE)) - set(TOKENS)
    assert "@" not in style_sheet(TEMPLATE)


def test_an_unknown_token_is_a_bug_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        style_sheet("QLabel { color: @nothing; }")


def test_no_colour_and_no_style_sheet_stands_outside_the_theme() -> None:
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "theme.py":
            assert not re.search(r'"#[0-9a-fA-F]{3,8}"', text), path
        if path.name != "application.py":
            assert "setStyleSheet" not in text, path
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", TEMPLATE)


def test_high_contrast_takes_the_machines_own_colours() -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.WindowText, "#ffff00")
    system.setColor(QPalette.ColorRole.Window, "#000000")

    tokens = high_contrast(system)

    assert (tokens["text"], tokens["sub"]) == ("#ffff00", "#ffff00")
    assert (tokens["ground"], tokens["warning_tint"]) == ("#000000", "#000000")


@pytest.mark.parametrize(("ground", "ink"), [("#000000", b"#ffffff"), ("#ffffff", b"#000000")])
def test_in_high_contrast_arrows_and_ticks_stand_out_from_their_ground(
    ground: str, ink: bytes
) -> None:
    system = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Highlight):
        system.setColor(role, ground)

    sheet = style_sheet(TEMPLATE, high_contrast(system))

    drawings = {RESOURCES / "style" / name for name in re.findall(r"url\(style:([^)]+)\)", sheet)}
    assert len(drawings) == 4
    for drawing in drawings:
        assert set(re.findall(rb"#[0-9a-f]{3,8}", drawing.read_bytes())) == {ink}


def test_the_drawings_of_the_usual_look_exist() -> None:
    for name in re.findall(r"url\(style:([^)]+)\)", style_sheet(TEMPLATE)):
        assert (RESOURCES / "style" / name).is_file()


def test_icons_take_the_colour_of_their_token() -> None:
    picture = icon("ledger", "error").pixmap(20, 20).toImage()

    inked = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 250
    ]
    assert inked
    assert {(ink.red(), ink.green(), ink.blue()) for ink in inked} == {(206, 0, 0)}


def test_an_icon_that_is_not_in_the_set_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")
