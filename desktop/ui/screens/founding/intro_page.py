"""Step 1: what will happen, who is needed, what to have at hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.page import Page
from desktop.ui.theme import LARGE, SMALL
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import row
from desktop.ui.widgets.panel import Card


class IntroPage(Page):
    """Nothing to fill in."""

    next_text = words.INTRO_START

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.INTRO_TITLE, words.INTRO_TEXT, parent=parent)
        who = Card(words.INTRO_WHO)
        who.add(KeyValueList(words.INTRO_PEOPLE))
        who.add(None)
        what = Card(words.INTRO_WHAT)
        for number, deed in enumerate(words.INTRO_DEEDS, 1):
            place = Label(f"{number}.", "label")
            line = row(place, Label(deed, wrap=True), gap=SMALL)
            line.setAlignment(place, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            what.add(line)
        what.add(None)
        beside = row(who, what, gap=LARGE)
        beside.setStretch(0, 1)
        beside.setStretch(1, 1)
        self.put(beside, Label(words.INTRO_READY, "sub", wrap=True))
