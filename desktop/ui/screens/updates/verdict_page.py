"""What a package is: who signed it, what it changes, and the digest to compare with the paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import grouped
from desktop.ui.messages import updates as words
from desktop.ui.moments import shown_moment
from desktop.ui.theme import LARGE, SMALL, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.codes import CodeGroups
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice, cleared
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.usecases.updates import Standing, UnitRoom, UpdateVerdict

_MB = 1 << 20
_VERDICTS = {Standing.NEWER: words.VERDICT_NEWER, Standing.SAME: words.VERDICT_SAME}


class VerdictPage(QWidget):
    """``taken`` and ``left`` are the two answers."""

    taken = Signal()
    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Notice("success", words.VERDICT_NEWER)
        self._facts = KeyValueList()
        self._notes = Label("", wrap=True)
        self.digest = CodeGroups()
        self._rooms = column(gap=SMALL)
        self.rehearsal = Card(words.REHEARSAL)
        self.busy = Busy(words.TAKING, counted=words.MEGABYTES)
        self.take = PrimaryButton(words.TAKE)
        self.leave = Button(words.LEAVE)
        self._lay_out()
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)

    def show_verdict(self, verdict: UpdateVerdict, schema: int) -> None:
        """Show a package; ``schema`` is the one of the program that runs."""
        notice = verdict.notice
        self._said.say(_VERDICTS[verdict.standing])
        changes = notice.writes != schema
        pattern = words.SCHEMA_CHANGES if changes else words.SCHEMA_SAME
        values = (
            notice.version,
            notice.build,
            shown_moment(notice.made),
            words.SIGNED,
            pattern.format(now=schema, then=notice.writes),
            notice.msi.name,
            words.SIZE.format(size=-(-notice.msi.size // _MB), bytes=f"{notice.msi.size:,}"),
        )
        self._facts.show_pairs(tuple(zip(words.FACTS, values, strict=True)))
        self._notes.setText(notice.notes or words.NO_NOTES)
        self.digest.show_code(grouped(notice.msi.sha256.hex()))
        self._show_rooms(verdict.rooms)
        self.rehearsal.setVisible(changes)

    def wait(self, *, on: bool) -> None:
        """While the package is copied nothing else is begun."""
        self.take.setEnabled(not on)
        self.leave.setEnabled(not on)

    def _show_rooms(self, rooms: tuple[UnitRoom, ...]) -> None:
        cleared(self._rooms)
        for room in rooms:
            pattern = words.ROOM if room.enough else words.ROOM_SHORT
            said = pattern.format(
                label=room.label,
                needed=f"{-(-room.needed // _MB):,}",
                free=f"{room.free // _MB:,}",
            )
            self._rooms.addWidget(Notice("info" if room.enough else "warning", said))

    def _lay_out(self) -> None:
        facts = Card()
        facts.add(self._facts)
        facts.add(Label(words.NOTES, "heading"))
        facts.add(self._notes)
        facts.add(None)
        digest = Card()
        digest.add(Label(words.DIGEST, "heading"))
        digest.add(self.digest)
        digest.add(Label(words.DIGEST_HINT, "hint", wrap=True))
        digest.add(None)
        self.rehearsal.add(Label(words.REHEARSAL_TEXT, wrap=True))
        self.rehearsal.add(self._rooms)
        inner = QWidget()
        inner.setObjectName("page")
        both = SideBySide(facts, digest)
        inner.setLayout(column(self._said, both, self.rehearsal, None, gap=LARGE))
        foot = row(self.busy, None, self.leave, self.take, gap=STEP)
        whole = column(Scroll(inner), foot, gap=STEP)
        whole.setStretch(0, 1)
        self.setLayout(whole)
