"""A question inside the window, asked only before something that cannot be undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.messages import frame
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.style import pixmap
from desktop.ui.theme import CARD_WIDTH, ICON, LARGE, MEDIUM, SMALL, STEP
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.overlay import Overlay


class Confirm(Overlay):
    """One question over ``window``; it lives until it is answered. Esc = no.

    With ``reason_label`` a reason must be typed first and is given to ``yes``.
    """

    def __init__(  # noqa: PLR0913 - one call, all by name
        self,
        window: QWidget,
        title: str,
        text: str,
        *,
        yes: Callable[[str], object],
        yes_text: str = frame.YES,
        no_text: str = frame.CANCEL,
        no: Callable[[], object] | None = None,
        danger: bool = False,
        reason_label: str = "",
    ) -> None:
        super().__init__(window.window(), "shade")
        self._yes, self._no = yes, no
        self.yes_button = Button(yes_text, "danger" if danger else "primary")
        self.no_button = Button(no_text)
        self.reason = LineEdit(reason_label)
        self.yes_button.clicked.connect(self._on_yes)
        self.no_button.clicked.connect(self._on_no)
        self.reason.entered.connect(self._on_yes)
        bind(self, Deed.STOP, self._on_no)
        self._lay_out(title, text, reason_label, danger=danger)
        if reason_label:
            self.yes_button.setEnabled(False)
            self.reason.textChanged.connect(self._on_reason)
        self.setAccessibleName(f"{title} {text}")
        first = self.reason if reason_label else self.no_button if danger else self.yes_button
        self.open_over(first)

    def _lay_out(self, title: str, text: str, reason_label: str, *, danger: bool) -> None:
        box = QFrame(self)
        box.setObjectName("question")
        box.setFixedWidth(CARD_WIDTH)
        mark = Label()
        kind, ink = ("warning", "error") if danger else ("info", "key")
        mark.setPixmap(pixmap(kind, ink, ICON, self.devicePixelRatioF()))
        head = row(mark, Label(title, "heading"), None, gap=SMALL)
        body = column(head, Label(text, wrap=True), gap=STEP, margin=LARGE)
        if reason_label:
            body.addWidget(Label(reason_label, "label"))
            body.addWidget(self.reason)
        else:
            self.reason.setParent(box)
            self.reason.hide()
        body.addSpacing(SMALL)
        body.addLayout(row(None, self.no_button, self.yes_button, gap=MEDIUM))
        box.setLayout(body)
        whole = row(None, box, None)
        whole.setAlignment(box, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(whole)

    def _on_reason(self, text: str) -> None:
        self.yes_button.setEnabled(bool(text.strip()))

    def _on_yes(self) -> None:
        if self.yes_button.isEnabled():
            self._end()
            self._yes(self.reason.text().strip())

    def _on_no(self) -> None:
        self._end()
        if self._no is not None:
            self._no()

    def _end(self) -> None:
        self.close_over()
        self.deleteLater()
