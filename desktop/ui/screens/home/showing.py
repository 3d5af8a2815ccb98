"""New widgets in a layout that is already on the screen."""

from PySide6.QtWidgets import QLayout


def show_at_once(layout: QLayout) -> None:
    """Show what was just put into ``layout``: Qt does it later, and focus can only go to shown."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.show()
