"""Colours, sizes and spacing of the whole program, and the one style sheet built from them.

No other module names a colour or a pixel; whoever paints asks ``TOKENS`` or ``colour``.
"""

import re
from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

TOKENS: Mapping[str, str] = {
    # the blues, reds and yellows of the デジタル庁デザインシステム
    "key": "#0017c1",
    "key_hover": "#00118f",
    "key_tint": "#e8f1fe",
    "on_key": "#ffffff",
    "text": "#1a1a1a",
    "sub": "#4d4d4d",
    "disabled": "#767676",
    "ground": "#ffffff",
    "panel": "#f2f2f2",
    "zebra": "#f8f8fb",
    "line": "#cccccc",
    "field_line": "#666666",
    "success": "#197a4b",
    "success_tint": "#e6f5ec",
    "error": "#ce0000",
    "error_hover": "#a90000",
    "error_tint": "#fdeeee",
    "warning": "#927200",
    "warning_tint": "#fbf5e0",
    "info_tint": "#e8f1fe",
    "focus_inner": "#000000",
    "focus_outer": "#ffd43d",
    "class_3a": "#8b0000",
    "class_3b": "#8b0000",
    "class_3c": "#ac3e00",
    "class_2": "#0017c1",
    "class_1": "#595959",
    "on_class": "#ffffff",
    "drill": "#ce0000",
    "scroll": "#b3b3b3",
    "sheet_header": "#d9e6fe",
    "sheet_excluded": "#eeeeee",
    "sheet_outside": "#fafafa",
    "sheet_fill": "#f6f1e1",
    "sheet_grid": "#e4e4e4",
    "sheet_border": "#8f8f8f",
    "signs": ".",
    "ticks": ".",
    "font": "'Noto Sans JP', 'Yu Gothic UI', 'Meiryo', 'IPAmjMincho'",
    "font_size": "14px",
    "small_size": "12px",
    "table_size": "14px",
    "heading_size": "16px",
    "title_size": "20px",
    "code_size": "22px",
    "radius": "4px",
    "radius_large": "8px",
    "control_height": "22px",
}

_HALF = 0.5

HAIR, TINY, SMALL, STEP, MEDIUM, LARGE, HUGE = 2, 4, 8, 12, 16, 24, 32
"""Spacing in px: the 4-8-12-16-24-32 scale, and the hair inside a joined pair."""

CONTROL = 32
BAND = 28
DRILL_BAND = 22
DRILL_FRAME = 4
MESSAGE_BAR = 48
NAVIGATION = 184
TABLE_ROW = 30
LABEL_COLUMN = 136
FIELD_WIDTH = 480
SHORT_FIELD_WIDTH = 168
READING_WIDTH = 176
CARD_WIDTH = 480
ICON = 20
SMALL_ICON = 16
LARGE_ICON = 40
FOCUS_PEN = 2
NARROW_COLUMN, WIDE_COLUMN = 64, 320
SHEET_ROW = 24
SHEET_COLUMNS = 40, 240
SHEET_BAR = 4
READING_LINE, CONTENTS_WIDTH = 760, 272

_TOKEN = re.compile(r"@([a-z_0-9]+)")


def style_sheet(template: str, tokens: Mapping[str, str] = TOKENS) -> str:
    """``template`` with each ``@name`` replaced; an unknown name is a KeyError (a bug)."""
    return _TOKEN.sub(lambda found: tokens[found[1]], template)


_worn: dict[str, str] = dict(TOKENS)


def wear(tokens: Mapping[str, str]) -> None:
    """Make ``colour`` answer from ``tokens``; called once, before anything is painted."""
    _worn.update(tokens)


def colour(name: str) -> QColor:
    """The colour named ``name``, for those who paint themselves."""
    return QColor(_worn[name])


def palette() -> QPalette:
    """The palette under the style sheet, so that nothing falls back to a system colour."""
    made = QPalette(colour("panel"))
    for role, name in (
        (QPalette.ColorRole.Window, "ground"),
        (QPalette.ColorRole.Base, "ground"),
        (QPalette.ColorRole.AlternateBase, "zebra"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.PlaceholderText, "disabled"),
        (QPalette.ColorRole.Highlight, "key"),
        (QPalette.ColorRole.HighlightedText, "on_key"),
        (QPalette.ColorRole.Link, "key"),
    ):
        made.setColor(role, colour(name))
    return made


def high_contrast(system: QPalette) -> dict[str, str]:
    """The tokens for a machine set to high contrast: its own text, ground and highlight."""
    text = system.color(QPalette.ColorRole.WindowText).name()
    ground = system.color(QPalette.ColorRole.Window).name()
    chosen = system.color(QPalette.ColorRole.Highlight).name()
    on_chosen = system.color(QPalette.ColorRole.HighlightedText).name()
    strong = dict.fromkeys(
        ("text", "sub", "disabled", "line", "field_line", "success", "error", "warning"), text
    )
    plain = dict.fromkeys(
        (
            "ground", "panel", "zebra", "key_tint", "success_tint", "error_tint", "warning_tint",
            "info_tint", "sheet_header", "sheet_excluded", "sheet_outside", "sheet_fill",
        ),
        ground,
    )  # fmt: skip
    keys = {"key": chosen, "key_hover": chosen, "on_key": on_chosen}
    drawn = {"signs": _drawn_for(ground), "ticks": _drawn_for(chosen)}
    return {**TOKENS, **strong, **plain, **keys, **drawn}


def _drawn_for(ground: str) -> str:
    """The folder of arrows and ticks that stand out from ``ground`` (a style sheet dyes none)."""
    return "dark" if QColor(ground).lightnessF() < _HALF else "light"
