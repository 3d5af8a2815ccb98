"""Small moves every widget makes: a dynamic property of the style sheet, rows and columns."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.ui.theme import SMALL

Item = QWidget | QLayout | int | None
"""What a row or column holds: a widget, a layout, a gap in px, or None for free space."""


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks for, and let the widget take the new look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def column(*items: Item, gap: int = SMALL, margin: int = 0) -> QVBoxLayout:
    """``items`` below each other."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margin)
    return layout


def row(*items: Item, gap: int = SMALL, margin: int = 0) -> QHBoxLayout:
    """``items`` beside each other."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margin)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margin: int) -> None:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for item in items:
        add(layout, item)


def add(layout: QBoxLayout, item: Item) -> None:
    """Append one item to a row or column."""
    if item is None:
        layout.addStretch(1)
    elif isinstance(item, QWidget):
        layout.addWidget(item)
    elif isinstance(item, QLayout):
        layout.addLayout(item)
    else:
        layout.addSpacing(item)
