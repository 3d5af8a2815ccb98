"""The top of the card: whose record it is, which version, struck through or not, from where."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.fields import FieldKind
from desktop.domain.records import Origin, RecordState
from desktop.ui.messages import record as words
from desktop.ui.theme import SMALL, TINY
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row, set_look
from desktop.usecases.records import RecordView


class CardHead(QWidget):
    """Told what to say; it asks nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", "heading")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._version = Label("", "sub")
        self._state = Label("")
        set_look(self._state, "word", "error")
        self._changed = Label("")
        set_look(self._changed, "word", "warning")
        self._origin = Label("", "hint", wrap=True)
        line = row(self._title, self._changed, self._state, self._version, gap=SMALL)
        line.setStretch(0, 1)
        self.setLayout(column(line, self._origin, gap=TINY))

    def show_record(self, view: RecordView, *, read_only: bool) -> None:
        """Name the record and its version."""
        self._title.setText(title_of(view))
        struck = self._title.font()
        voided = view.record.content.state is RecordState.VOIDED
        struck.setStrikeOut(voided)
        self._title.setFont(struck)
        self._version.setText(words.VERSION.format(number=view.record.number))
        self._state.setText(words.VOIDED if voided else words.READ_ONLY if read_only else "")
        self.show_origin(view.origin, "")

    def show_new(self) -> None:
        """Name a record that is not there yet."""
        plain = self._title.font()
        plain.setStrikeOut(False)
        self._title.setFont(plain)
        self._title.setText(words.NEW_TITLE)
        self._version.setText("")
        self._state.setText("")
        self._origin.setText(words.NEW_HINT)

    def show_origin(self, origin: Origin | None, fid: str) -> None:
        """Say where the record came from, down to the cell of the field in hand."""
        self._origin.setText(origin_words(origin, fid))

    def show_changes(self, count: int) -> None:
        """Say how many boxes hold another text than the stored one."""
        self._changed.setText(words.CHANGED_COUNT.format(count=count) if count else "")

    def title(self) -> str:
        """What the record is called."""
        return self._title.text()

    def origin(self) -> str:
        """Where it says the record came from."""
        return self._origin.text()

    def state(self) -> str:
        """取消, 参照のみ, or ""."""
        return self._state.text()

    def changed(self) -> str:
        """What it says about changes."""
        return self._changed.text()

    def version(self) -> str:
        """Which version is shown."""
        return self._version.text()


def origin_words(origin: Origin | None, fid: str) -> str:
    """「出所: 犬登録.xlsx 犬の登録 12行 → B12」, or that it was entered here."""
    if origin is None:
        return words.NO_ORIGIN
    cell = origin.cells.get(fid, "")
    pattern = words.ORIGIN_CELL if cell else words.ORIGIN
    return pattern.format(file=origin.file_name, sheet=origin.sheet, row=origin.row, cell=cell)


def title_of(view: RecordView) -> str:
    """The name a person would call the record by: its 氏名, else its first value."""
    values = view.record.content.values
    names = [field.fid for field in view.form.fields if field.kind is FieldKind.NAME]
    others = [field.fid for field in view.form.fields]
    found = next((values[fid] for fid in (*names, *others) if values.get(fid)), "")
    return " ".join(found.splitlines()) or words.UNNAMED
