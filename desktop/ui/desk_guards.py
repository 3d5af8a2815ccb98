"""What watches a desk while somebody is signed in: attendance, the system's events, capture."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.domain.terminal_policy import TerminalPolicy
from desktop.ui.attendance import Attendance, Attended, Leave
from desktop.ui.capture_guard import CaptureGuard, WindowDeed
from desktop.ui.clipboard import forget_clipboard
from desktop.ui.native_events import Decode, NativeEvents


@dataclass(frozen=True, slots=True)
class WindowSystem:
    """What only the machine room can do to a window, each by its native number."""

    decode: Decode
    register: WindowDeed
    hide: WindowDeed
    show: WindowDeed


class DeskGuards(QObject):
    """One for the whole run; ``leave`` must lead to ``rise``."""

    def __init__(
        self,
        system: WindowSystem,
        policy: TerminalPolicy,
        leave: Leave,
        busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._system, self._policy = system, policy
        self.attendance = Attendance(
            leave,
            busy,
            self,
            veil_minutes=policy.veil_minutes,
            lock_minutes=policy.lock_minutes,
        )
        self.capture = CaptureGuard(system.hide, system.show, self)
        self._native = NativeEvents(system.decode, self.attendance.happened)

    def begin(self, window: int) -> None:
        """The top-level window is up; the system tells it from now on."""
        self._native.begin()
        self._system.register(window)

    def cover(self, *, drill: bool) -> None:
        """Keep what is shown out of other programs' sight, unless all of it is invented."""
        self.capture.set_on(on=not drill and not self._policy.allow_capture)

    def uncover(self) -> None:
        """Nothing of anybody is shown."""
        self.capture.set_on(on=False)

    def sit(self, place: Attended, *, drill: bool) -> None:
        """Somebody signed in."""
        self.cover(drill=drill)
        self.attendance.begin(place)

    def rise(self) -> None:
        """They are leaving; what they put on the clipboard goes too."""
        self.attendance.end()
        forget_clipboard()
