"""Hands native messages of Windows to whoever can read them; what they say comes out here."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from typing_extensions import override

from desktop.domain.session_events import SessionEvent

Decode = Callable[[int], SessionEvent | None]
"""Reads the native message at an address."""

_SENT_TO_A_WINDOW = b"windows_generic_MSG"


class NativeEvents(QAbstractNativeEventFilter):
    """Calls ``happened`` at once, inside the message: Windows waits for the answer."""

    def __init__(self, decode: Decode, happened: Callable[[SessionEvent], object]) -> None:
        super().__init__()
        self._decode, self._happened = decode, happened

    def begin(self) -> None:
        """Listen from now on."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if eventType == _SENT_TO_A_WINDOW:
            event = self._decode(int(message))
            if event is not None:
                self._happened(event)
        return False, 0
