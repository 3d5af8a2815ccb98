"""The version log of this terminal, newest first, and a warning where its chain breaks."""

from PySide6.QtWidgets import QWidget

from desktop.ui.messages import updates as words
from desktop.ui.moments import shown_moment
from desktop.ui.screens.units.list_page import ListPage
from desktop.ui.theme import SMALL
from desktop.ui.widgets.look import column
from desktop.ui.widgets.panel import Notice
from desktop.usecases.version_log import VersionHistory


class VersionsPage(QWidget):
    """Read only."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.broken = Notice("error", words.VERSIONS_BROKEN)
        self.broken.hide()
        self.list = ListPage(
            words.TABS[1],
            words.VERSIONS_TEXT,
            words.VERSION_COLUMNS,
            empty=(words.NO_VERSIONS, words.NO_VERSIONS_HINT),
        )
        whole = column(self.broken, self.list, gap=SMALL)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_history(self, history: VersionHistory) -> None:
        """Replace the list."""
        self.broken.setVisible(bool(history.broken))
        self.broken.say(words.VERSIONS_BROKEN.format(number=history.broken))
        self.list.show_lines(
            tuple(
                (shown_moment(line.at), line.version, line.build, str(line.schema), line.by)
                for line in reversed(history.lines)
            )
        )
