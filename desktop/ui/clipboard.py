"""The one door to the clipboard: nothing of a record leaves by it, and what does is forgotten.

Fields, lists and labels copy nothing by themselves; the guard stands behind them. What a screen
puts there on purpose (facts about this computer, never a value) is marked so that Windows keeps
it out of its history, its cloud and watching programs, and is taken away after 30 seconds.
"""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

FORGET_AFTER_MS = 30_000
_WINDOWS_FORMAT = 'application/x-qt-windows-mime;value="{name}"'
_NO = bytes(4)
_MARKS = {
    "ExcludeClipboardContentFromMonitorProcessing": b"\1",
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
}
"""Formats of Windows and their content; a zero DWORD says no."""

Mode = QClipboard.Mode


class ClipboardGuard(QObject):
    """Empties whatever this program puts on the clipboard, except what came through ``put``."""

    def __init__(
        self, application: QApplication, owns: Callable[[Mode], bool] | None = None
    ) -> None:
        super().__init__(application)
        self.watching = True
        self._clipboard = application.clipboard()
        self._owns = owns or self._owned
        self._ours = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FORGET_AFTER_MS)
        self._timer.timeout.connect(self.forget)
        self._clipboard.changed.connect(self._on_changed)

    def put(self, text: str) -> None:
        """Lay ``text`` on the clipboard for 30 seconds; nothing else ever may."""
        data = QMimeData()
        data.setText(text)
        for name, content in _MARKS.items():
            data.setData(_WINDOWS_FORMAT.format(name=name), content)
        self._ours = True
        self._clipboard.setMimeData(data, Mode.Clipboard)
        self._timer.start()

    def forget(self) -> None:
        """Take away what ``put`` laid there, unless another program has replaced it."""
        self._timer.stop()
        if self._ours and self._owns(Mode.Clipboard):
            self._clipboard.clear(Mode.Clipboard)
        self._ours = False

    def _on_changed(self, mode: Mode) -> None:
        held = self._clipboard.mimeData(mode)  # None once it is empty
        if self._ours and mode == Mode.Clipboard and _is_marked(held):
            return
        if self.watching and self._owns(mode) and held is not None and held.formats():
            self._clipboard.clear(mode)

    def _owned(self, mode: Mode) -> bool:
        """Whether this program, not another, filled it (the offscreen platform cannot tell)."""
        if mode == Mode.Clipboard:
            return self._clipboard.ownsClipboard()
        return mode == Mode.Selection and self._clipboard.ownsSelection()


def _is_marked(held: QMimeData | None) -> bool:
    marks = (_WINDOWS_FORMAT.format(name=name) for name in _MARKS)
    return held is not None and all(held.hasFormat(mark) for mark in marks)


def clipboard_guard() -> ClipboardGuard | None:
    """The guard of the running application; None before it is prepared."""
    application = QApplication.instance()
    found = None if application is None else application.findChild(ClipboardGuard)
    return found if isinstance(found, ClipboardGuard) else None


def forget_clipboard() -> None:
    """At sign-out and at the end: nothing of this program stays on the clipboard."""
    guard = clipboard_guard()
    if guard is not None:
        guard.forget()
