"""What a person would notice on a picture: cut text, and letters the fonts do not have (tofu)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

SLACK = 1
INVISIBLE = {0x200B, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


def faults(window: QWidget) -> list[str]:
    """One sentence for each visible widget whose words are cut or have no glyph."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QPushButton | QComboBox):
            found += [f"{type(widget).__name__} «{_text(widget)}»: {what}" for what in _of(widget)]
    return found


def _text(widget: QLabel | QPushButton | QComboBox) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


def _of(widget: QLabel | QPushButton | QComboBox) -> list[str]:
    text = _text(widget)
    if not text:
        return []
    metrics = widget.fontMetrics()
    what = []
    if any(
        not metrics.inFontUcs4(ord(letter))
        for letter in text
        if ord(letter) not in INVISIBLE and not letter.isspace()
    ):
        what.append("a letter without a glyph")
    if _is_cut(widget):
        what.append(f"cut at {widget.width()} × {widget.height()}")
    return what


def _is_cut(widget: QLabel | QPushButton | QComboBox) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        box = widget.fontMetrics().boundingRect(
            0, 0, widget.contentsRect().width(), 10_000, Qt.TextFlag.TextWordWrap, widget.text()
        )
        return box.height() > widget.height() + SLACK
    return widget.sizeHint().width() > widget.width() + SLACK
