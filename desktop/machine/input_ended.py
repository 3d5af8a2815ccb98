"""How a child started by ``again`` learns that it is to stop: its input ends.

Apart from the other side, because every start of the program would load what starts programs.
"""

import os
import threading
from contextlib import suppress
from typing import IO


class InputEnded:
    """In the child: whether whoever started it has closed its input, or is gone."""

    def __init__(self, source: IO[str] | None) -> None:
        """Watch ``source``; where there is none nobody can ask for anything."""
        self._ended = threading.Event()
        if source is not None:
            threading.Thread(target=self._wait, args=(source,), daemon=True).start()

    def __call__(self) -> bool:
        """True once it has ended."""
        return self._ended.is_set()

    def _wait(self, source: IO[str]) -> None:
        with suppress(ValueError, OSError):
            # not source.read: a thread that waits in there holds a lock the interpreter's end needs
            while os.read(source.fileno(), 1):
                pass
        self._ended.set()
