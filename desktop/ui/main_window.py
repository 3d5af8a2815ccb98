"""The frame around every screen (UI.md §2): class band, navigation, screens, message bar.

It knows no screen: whoever builds the program adds them and listens to its signals.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.messages import frame
from desktop.ui.shortcuts import KEYS, Deed, bind
from desktop.ui.widgets.class_band import ClassBand
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.navigation import Navigation
from desktop.ui.widgets.overlay import Overlay
from desktop.ui.widgets.screen_stack import ScreenStack
from desktop.ui.widgets.veil import Veil

WORKING_SIZE = (1366, 768)
LEAST_SIZE = (960, 600)


class MainWindow(QWidget):
    """One signed-in desk. ``shown`` says which screen came up, ``veiled`` that F12 was used.

    ``help_requested`` carries the screen that is up.
    """

    lock_requested = Signal()
    help_requested = Signal(str)
    closing = Signal()
    shown = Signal(str)
    veiled = Signal(bool)

    def __init__(self, unit: str, terminal: str, person: str) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(frame.WINDOW_TITLE.format(unit=unit))
        self.messages = MessageBar()
        self._band = ClassBand()
        self._band.set_desk(unit, terminal, person)
        self._navigation = Navigation()
        self._stack = ScreenStack()
        self._screens: dict[str, QWidget] = {}
        self._lay_out()
        self._veil = Veil(self)
        self._connect()
        self.resize(*WORKING_SIZE)

    def add_screen(self, key: str, title: str, icon: str, widget: QWidget, group: str = "") -> None:
        """Add a screen to the navigation and the stack; the first one is shown."""
        widget.setAccessibleName(widget.accessibleName() or title)
        self._navigation.add(key, title, icon, group)
        self._screens[key] = widget
        self._stack.addWidget(widget)
        if len(self._screens) == 1:
            self.show_screen(key)

    def show_screen(self, key: str) -> None:
        """Bring a screen up and put the focus where its work begins."""
        self._stack.setCurrentWidget(self._screens[key])
        self._navigation.mark(key)
        self.messages.clear()
        self._enter(self._screens[key])
        self.shown.emit(key)

    def screen_key(self) -> str:
        """The screen that is up, "" before the first was added."""
        current = self._stack.currentWidget()
        return next((key for key, widget in self._screens.items() if widget is current), "")

    def set_count(self, key: str, count: int) -> None:
        """Show what waits for this person beside a screen."""
        self._navigation.set_count(key, count)

    def set_class(self, mark: str, ledger: str, year: str = "") -> None:
        """Colour the band by the confidentiality mark and name the ledger."""
        self._band.set_class(mark, ledger, year)

    def toggle_veil(self) -> None:
        """Cover everything, or uncover it."""
        if self._veil.isVisible():
            self._veil.close_over()
        else:
            self._veil.open_over()
        self.veiled.emit(self._veil.isVisible())

    def is_veiled(self) -> bool:
        """Whether the veil lies over the window."""
        return self._veil.isVisible()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        middle = row(self._navigation, self._stack, gap=0)
        middle.setStretch(1, 1)
        inner = QWidget()
        inner.setObjectName("ground")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = column(self._band, middle, self.messages, gap=0)
        body.setStretch(1, 1)
        inner.setLayout(body)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inner)

    def _connect(self) -> None:
        self._navigation.opened.connect(self.show_screen)
        self._band.veil_pressed.connect(self.toggle_veil)
        self._band.lock_pressed.connect(self.lock_requested)
        bind(self, Deed.VEIL, self.toggle_veil, within=False)
        bind(self, Deed.HELP, self._unless_veiled(self._ask_help), within=False)
        bind(self, Deed.LOCK, self.lock_requested.emit, within=False)
        for place in range(len(KEYS[Deed.SCREEN])):
            bind(self, Deed.SCREEN, self._opener(place), within=False, place=place)

    def _ask_help(self) -> None:
        self.help_requested.emit(self.screen_key())

    def _opener(self, place: int) -> Callable[[], None]:
        def open_screen() -> None:
            keys = self._navigation.keys()
            if place < len(keys) and not self._covered():
                self.show_screen(keys[place])

        return open_screen

    def _covered(self) -> bool:
        """Whether a veil, a question or the manual lies over the screens."""
        return any(one.isVisible() for one in self.window().findChildren(Overlay))

    def _unless_veiled(self, do: Callable[[], object]) -> Callable[[], None]:
        def guarded() -> None:
            if not self._veil.isVisible():
                do()

        return guarded

    def _enter(self, screen: QWidget) -> None:
        first = screen.focusProxy() or screen.nextInFocusChain()
        while first is not None and first is not screen:
            if _is_stop(first, screen):
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            first = first.nextInFocusChain()


def _is_stop(widget: QWidget, screen: QWidget) -> bool:
    return (
        screen.isAncestorOf(widget)
        and widget.isVisibleTo(screen)
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )
