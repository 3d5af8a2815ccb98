"""Chapter: the clerk's day - list, search, card, correction, history."""

from PySide6.QtCore import Qt

from desktop.ui.screens.ledger.screen import LedgerScreen
from desktop.ui.tour.hands import LostError, find, press, push_button, wait_until, write
from desktop.ui.tour.stage import Stage
from desktop.ui.widgets.text_area import TextArea


def look_up(stage: Stage, ledger: str, typed: tuple[str, ...]) -> LedgerScreen:
    """Open a ledger and search it for each of ``typed``; every one must be found."""
    screen = open_ledger(stage, ledger)
    stage.camera.take("ledger-list")
    for text in typed:
        write(screen.search.edit, text)
        press(screen.search.edit, Qt.Key.Key_Return)
        stage.idle()
        wait_until(screen.inquiry.is_answered, f"an answer to {text}")
        if not screen.model.total():
            message = f"nothing found for {text}"
            raise LostError(message)
        stage.camera.take(f"ledger-search-{len(text)}")
    return screen


def correct(stage: Stage, screen: LedgerScreen, label: str, text: str) -> None:
    """Open the first record found, correct one field and look at who changed what."""
    press(screen.list, Qt.Key.Key_Return)
    stage.idle()
    wait_until(screen.card.is_open, "the card is open")
    stage.camera.take("record-card")
    write(find(screen.card, TextArea, label), text)
    stage.camera.take("record-changed")
    push_button(screen.card.foot.register_button)
    stage.idle()
    stage.camera.take("record-confirm")
    push_button(screen.card.confirming.yes)
    stage.idle()
    wait_until(lambda: not screen.card.is_dirty(), "the correction is registered")
    push_button(screen.card.foot.history_button)
    stage.idle()
    stage.camera.take("record-history")


def open_ledger(stage: Stage, ledger: str) -> LedgerScreen:
    """Bring a ledger up."""
    screen = stage.screen("ledger")
    if not isinstance(screen, LedgerScreen):
        message = "no ledger screen"
        raise LostError(message)
    screen.show_ledger(ledger)
    stage.idle()
    return screen
