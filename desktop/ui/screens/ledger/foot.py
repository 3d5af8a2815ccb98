"""Below the list: how many, which are seen, in which order, and what may leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.fields import Field
from desktop.ui.cancel import Cancel
from desktop.ui.messages import ledger as words
from desktop.ui.theme import MEDIUM, SMALL
from desktop.ui.widgets.button import Button, TextButton
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import row


class ListFoot(QWidget):
    """``order_picked`` carries a field id or None, and whether it descends.

    It is also what shows that an inquiry takes its time.
    """

    order_picked = Signal(object, bool)
    export_marked = Signal()
    export_all = Signal()
    unmark = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[Field, ...] = ()
        self._descending = False
        self._count_text = ""
        self.count = Label("", "sub")
        self.order = Choice(words.ORDER)
        self.direction = TextButton(words.ASCENDING)
        self.marked_button = Button("")
        self.all_button = Button("")
        self.unmark_button = TextButton(words.UNMARK)
        self._hint = Label(words.MARK_HINT, "hint")
        self._exports = QWidget()
        self._lay_out()
        self.order.activated.connect(self._on_order)
        self.direction.clicked.connect(self._on_direction)
        self.marked_button.clicked.connect(self.export_marked)
        self.all_button.clicked.connect(self.export_all)
        self.unmark_button.clicked.connect(self.unmark)

    def show_fields(self, fields: tuple[Field, ...]) -> None:
        """Offer these fields to sort by."""
        self._fields = fields
        self.order.clear()
        self.order.addItems([words.ORDER_OF_REGISTRATION, *(field.label for field in fields)])
        self.show_order(None, descending=False)

    def show_order(self, fid: str | None, *, descending: bool) -> None:
        """Say which order is shown."""
        fids = [None, *(field.fid for field in self._fields)]
        self.order.setCurrentIndex(fids.index(fid))
        self._descending = descending
        self.direction.setText(words.DESCENDING if descending else words.ASCENDING)

    def show_count(self, total: int, first: int, last: int) -> None:
        """Say how many there are and which are on the screen."""
        seen = words.COUNT.format(total=f"{total:,}", first=f"{first:,}", last=f"{last:,}")
        self._count_text = seen if total else words.COUNT_NONE
        self.count.setText(self._count_text)

    def show_exports(self, total: int, marked: int, *, allowed: bool) -> None:
        """Offer what may be asked to leave."""
        self._exports.setVisible(allowed and bool(total or marked))
        self.marked_button.setText(words.EXPORT_MARKED.format(count=f"{marked:,}"))
        self.marked_button.setAccessibleName(words.EXPORT_MARKED_NAME.format(count=f"{marked:,}"))
        self.all_button.setText(words.EXPORT_ALL.format(count=f"{total:,}"))
        self.all_button.setAccessibleName(words.EXPORT_ALL_NAME.format(count=f"{total:,}"))
        self.marked_button.setVisible(marked > 0)
        self.unmark_button.setVisible(marked > 0)
        self.all_button.setVisible(total > 0)
        self._hint.setVisible(marked == 0)

    def begin(self, _cancel: Cancel) -> None:
        """Say that the inquiry is still running."""
        self.count.setText(words.SEARCHING)

    def advance(self, _done: int, _total: int) -> None:
        """An inquiry has no measure."""

    def end(self) -> None:
        """Show the count again."""
        self.count.setText(self._count_text)

    def _lay_out(self) -> None:
        exports = row(
            Label(words.EXPORT, "sub"),
            self._hint,
            self.marked_button,
            self.all_button,
            self.unmark_button,
            gap=SMALL,
        )
        self._exports.setLayout(exports)
        order = row(Label(words.ORDER, "sub"), self.order, self.direction, gap=SMALL)
        self.setLayout(row(self.count, MEDIUM, order, None, self._exports, gap=SMALL))

    def _on_order(self, place: int) -> None:
        fid = None if place == 0 else self._fields[place - 1].fid
        self.order_picked.emit(fid, self._descending)

    def _on_direction(self) -> None:
        place = self.order.currentIndex()
        fid = None if place == 0 else self._fields[place - 1].fid
        self.order_picked.emit(fid, not self._descending)
