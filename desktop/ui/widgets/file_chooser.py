"""Choosing a file or a folder inside our own window; it remembers nothing.

A native dialog would show and keep recent files and let anything be copied or deleted.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.messages import frame
from desktop.ui.style import icon
from desktop.ui.theme import ICON, SMALL
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.choice import QuietList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import ENTER, LineEdit
from desktop.ui.widgets.look import column, row

DECORATION = Qt.ItemDataRole.DecorationRole.value
LISTED = 5000
NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    is_folder: bool


class _Folder(QAbstractListModel):
    """What lies in one folder: folders first, then the files with the wanted endings."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[_Entry, ...] = ()
        self._icons = (icon("file", "sub", ICON), icon("folder", "key", ICON))

    def show_entries(self, entries: tuple[_Entry, ...]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry_at(self, row: int) -> _Entry:
        return self._entries[row]

    def place_of(self, path: Path) -> QModelIndex:
        """Where ``path`` stands in the list; nowhere if it is not listed."""
        rows = (row for row, entry in enumerate(self._entries) if entry.path == path)
        return self.index(next(rows, -1))

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        entry = self._entries[index.row()]
        if role == 0:
            return entry.path.name
        return self._icons[int(entry.is_folder)] if role == DECORATION else None


class _FolderView(QuietList):
    """Enter opens, Backspace goes up."""

    opened = Signal(int)
    up = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Backspace:
            self.up.emit()
        else:
            super().keyPressEvent(event)


class FileChooser(QWidget):
    """``chosen`` carries the file, or with ``folders`` the folder, the person took."""

    chosen = Signal(Path)

    def __init__(
        self,
        start: Path,
        endings: tuple[str, ...] = (),
        *,
        folders: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._endings = tuple(ending.lower() for ending in endings)
        self._folders = folders
        self._here = start
        self._path = LineEdit(frame.FILES_PLACE)
        self._up = Button(frame.FILES_UP, icon_name="back")
        self._model = _Folder()
        self._model.setParent(self)
        self._view = _FolderView()
        self._view.setAccessibleName(frame.FILES_LIST)
        self._view.setModel(self._model)
        self._note = Label("", "hint")
        self._take = PrimaryButton(frame.FILES_TAKE_FOLDER if folders else frame.CHOOSE)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._view)
        self.open_folder(start)

    def open_folder(self, folder: Path) -> None:
        """List another folder; one that cannot be read leaves the list as it is."""
        try:
            entries = tuple(self._entries(folder))
        except OSError:
            self._say(frame.FILES_CLOSED)
            return
        self._here = folder
        self._path.setText(str(folder))
        self._model.show_entries(entries)
        nothing = frame.FILES_NO_FOLDER if self._folders else frame.FILES_EMPTY
        self._say("" if entries else nothing)
        if entries:
            self._view.setCurrentIndex(self._model.index(0))
        self._on_current()

    def folder(self) -> Path:
        """The folder that is listed."""
        return self._here

    def selected(self) -> Path | None:
        """The file under the cursor, or the listed folder if folders are chosen."""
        if self._folders:
            return self._here
        index = self._view.currentIndex()
        entry = self._model.entry_at(index.row()) if index.isValid() else None
        return entry.path if entry is not None and not entry.is_folder else None

    def _lay_out(self) -> None:
        place = row(Label(frame.FILES_PLACE, "label"), self._path, self._up, gap=SMALL)
        place.setStretch(1, 1)
        whole = column(place, self._view, row(self._note, None, self._take, gap=SMALL), gap=SMALL)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._path.entered.connect(self._on_path)
        self._up.clicked.connect(self._on_up)
        self._view.up.connect(self._on_up)
        self._view.opened.connect(self._on_open)
        self._view.doubleClicked.connect(lambda index: self._on_open(index.row()))
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self._take.clicked.connect(self._on_take)

    def _entries(self, folder: Path) -> Iterator[_Entry]:
        with os.scandir(folder) as found:
            seen = [
                _Entry(Path(entry.path), entry.is_dir())
                for entry in found
                if not entry.name.startswith((".", "~$"))
                and (entry.is_dir() or self._wanted(entry.name))
            ]
        seen.sort(key=lambda entry: (not entry.is_folder, entry.path.name.casefold()))
        yield from seen[:LISTED]

    def _wanted(self, name: str) -> bool:
        if self._folders:
            return False
        return not self._endings or name.lower().endswith(self._endings)

    def _say(self, note: str) -> None:
        self._note.setText(note)

    def _on_path(self) -> None:
        typed = Path(self._path.text().strip().strip('"')).expanduser()
        if not typed.is_file():
            self.open_folder(typed)
        elif self._wanted(typed.name):
            self.open_folder(typed.parent)
            self._view.setCurrentIndex(self._model.place_of(typed))
            self.chosen.emit(typed)
        else:
            self._say(frame.FILES_OTHER_KIND)

    def _on_up(self) -> None:
        self.open_folder(self._here.parent)

    def _on_open(self, row_number: int) -> None:
        entry = self._model.entry_at(row_number)
        if entry.is_folder:
            self.open_folder(entry.path)
        else:
            self.chosen.emit(entry.path)

    def _on_current(self) -> None:
        self._take.setEnabled(self.selected() is not None)

    def _on_take(self) -> None:
        taken = self.selected()
        if taken is not None:
            self.chosen.emit(taken)
