"""Whether the person is at the desk: the veil after some minutes, then the sign-out.

SECURITY-DESIGN §3.7: a locked screen and a sleeping computer end the session, and so does a desk
left for ten minutes. What was typed and not registered would be lost by that (drafts come with
a later issue). So with such input a locked screen or an empty desk only brings the veil, and
the sign-out half an hour later; before sleep, which writes the memory to the disk, it comes at
once. Whoever loses input by it is told at the next sign-in; nothing is lost in silence.
After twelve hours a session ends as soon as nothing is being done or typed.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.domain.session_events import SessionEvent
from desktop.ui.main_window import MainWindow

VEIL_MINUTES = 3
GRACE_MINUTES = 30
_MINUTE_MS = 60_000
_LOOK_MS = 10_000
_LONGEST_MS = 12 * 60 * _MINUTE_MS
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class Why(StrEnum):
    """Why a session ended unasked; LOST: and unregistered input went with it."""

    AWAY = "away"
    LOST = "lost"
    DAY_OVER = "day_over"


class Attended(Protocol):
    """A workplace, as far as it matters here."""

    window: MainWindow
    lock_minutes: int

    def would_lose(self) -> bool:
        """Whether something entered on any screen is not registered yet."""


class Leave(Protocol):
    """Ends the session without asking."""

    def __call__(self, why: Why, *, urgent: bool = False) -> object:
        """``why`` is told at the next sign-in; ``urgent``: the computer stops in a moment."""


class Attendance(QObject):
    """Watches one desk from ``begin`` to ``end``; ``leave`` must lead to ``end``."""

    def __init__(
        self,
        leave: Leave,
        busy: Callable[[], bool],
        parent: QObject | None = None,
        *,
        veil_minutes: int | None = None,
        lock_minutes: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._leave, self._busy = leave, busy
        self._veil_minutes = veil_minutes or VEIL_MINUTES
        self._lock_minutes = lock_minutes
        self._place: Attended | None = None
        self._idle_ms = self._away_ms = self._session_ms = 0
        self._away = False
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self._on_clock)

    def begin(self, place: Attended) -> None:
        """Somebody sits down."""
        self._place = place
        self._idle_ms = self._away_ms = self._session_ms = 0
        self._away = False
        place.window.veiled.connect(self._on_veiled)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._clock.start()

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._place = None
        self._clock.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def happened(self, event: SessionEvent) -> None:
        """The system told something; it may happen without anybody at the desk."""
        if self._place is None:
            return
        if event is SessionEvent.LOCKED:
            self._step_away(self._place)
        elif event in (SessionEvent.SUSPENDED, SessionEvent.ENDING):
            self._leave(Why.LOST if self._place.would_lose() else Why.AWAY, urgent=True)

    def pass_time(self, milliseconds: int) -> None:
        """So much time went by without input."""
        place = self._place
        if place is None:
            return
        self._idle_ms += milliseconds
        self._session_ms += milliseconds
        if self._idle_ms >= self._veil_minutes * _MINUTE_MS:
            _cover(place)
        if self._away:
            self._away_ms += milliseconds
            self._wait(place)
        elif self._idle_ms >= self._lock_after(place):
            self._step_away(place)
        elif self._session_ms >= _LONGEST_MS and not (self._busy() or place.would_lose()):
            self._leave(Why.DAY_OVER)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._idle_ms = 0
        return False

    def _lock_after(self, place: Attended) -> int:
        minutes = min(self._lock_minutes or place.lock_minutes, place.lock_minutes)
        return minutes * _MINUTE_MS

    def _step_away(self, place: Attended) -> None:
        """Sign out, unless work is still done or typed input would be lost; then cover it."""
        self._away = True
        _cover(place)
        self._wait(place)

    def _wait(self, place: Attended) -> None:
        """Sign out as soon as nothing stands against it."""
        lost = place.would_lose()
        if not self._busy() and (not lost or self._away_ms >= GRACE_MINUTES * _MINUTE_MS):
            self._leave(Why.LOST if lost else Why.AWAY)

    def _on_veiled(self, veiled: object) -> None:
        if not veiled:
            self._away = False
            self._idle_ms = self._away_ms = 0

    def _on_clock(self) -> None:
        self.pass_time(_LOOK_MS)


def _cover(place: Attended) -> None:
    if not place.window.is_veiled():
        place.window.toggle_veil()
