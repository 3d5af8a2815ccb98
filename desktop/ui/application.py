"""The Qt application: fonts, style sheet, focus ring, clipboard guard, last-resort dialog."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.ui import theme
from desktop.ui.clipboard import ClipboardGuard
from desktop.ui.messages import frame
from desktop.ui.style import open_resources, pixmap
from desktop.ui.widgets.bug_panel import BugPanel
from desktop.ui.widgets.focus_ring import FocusRing

FAMILY = "Noto Sans JP"
BASE_PX = 14
WINDOW_ICON_PX = 64

_log = logging.getLogger("kuracho.ui")


def prepare(resources: Path, arguments: list[str] | None = None) -> QApplication:
    """The one application, made or found, dressed from ``resources``."""
    found = QApplication.instance()
    if found is None:  # 125 % and 150 % stay what they are
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
    application = found if isinstance(found, QApplication) else QApplication(arguments or [])
    application.setApplicationName("kuracho")
    application.setApplicationDisplayName(frame.PRODUCT)
    dress(application, resources)
    if application.findChild(FocusRing) is None:
        FocusRing(application)
        ClipboardGuard(application)
    return application


def dress(application: QApplication, resources: Path) -> None:
    """Load fonts and icons and put on the one style sheet."""
    system = application.palette()
    application.setStyle(QStyleFactory.create("Fusion"))
    tokens = theme.TOKENS
    hints = application.styleHints()
    wishes = hints.accessibility() if hints is not None else None
    if wishes is not None and wishes.contrastPreference() == Qt.ContrastPreference.HighContrast:
        tokens = theme.high_contrast(system)
    else:
        application.setPalette(theme.palette())
    theme.wear(tokens)
    template = open_resources(resources)
    font = QFont(FAMILY)
    font.setPixelSize(BASE_PX)
    application.setFont(font)
    application.setWindowIcon(QIcon(pixmap("app", "key", WINDOW_ICON_PX)))
    application.setStyleSheet(theme.style_sheet(template, tokens))


class LastResort(QObject):
    """Shows one bug at a time; ``catch`` is given to ``Tasks`` and to Python itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.panel: BugPanel | None = None

    def install(self) -> None:
        """Take over what reaches the top of the GUI thread, or of any other."""
        sys.excepthook = self._hook
        threading.excepthook = _log_thread

    def catch(self, bug: BaseException) -> None:
        """Log the bug (class and place only) and show its number."""
        _log.error("bug %s at %s", type(bug).__name__, _place(bug))
        if self.panel is None:
            self.panel = BugPanel(bug, QApplication.activeWindow())
            self.panel.destroyed.connect(self._on_closed)
            self.panel.open()

    def _hook(
        self, _kind: type[BaseException], bug: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(bug, KeyboardInterrupt):
            QApplication.exit(1)
        else:
            self.catch(bug)

    def _on_closed(self) -> None:
        self.panel = None


def _log_thread(ended: threading.ExceptHookArgs) -> None:
    """A thread that ended by a bug: class and place, never Python's own account of it."""
    place = "" if ended.exc_value is None else _place(ended.exc_value)
    _log.error("bug %s at %s", ended.exc_type.__name__, place)


def _place(bug: BaseException) -> str:
    """Files and lines the bug came through, without any text of it."""
    places = []
    trace = bug.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places[-8:])
