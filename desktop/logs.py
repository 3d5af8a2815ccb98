"""The local log: when, what class of event, ids and counts; never a value from a record."""

import logging
from pathlib import Path

from desktop.machine.acl import make_private

LOG_NAME = "kuracho.log"
_LONGEST = 400


class _Printable(logging.Formatter):
    """Control characters out, so that no text can forge a second line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; the traceback is left out, because its lines quote values."""
        record.exc_info = None
        record.exc_text = None
        line = super().format(record)
        return "".join(character if character.isprintable() else "·" for character in line)[
            :_LONGEST
        ]


def open_log(folder: Path) -> None:
    """Write the program's own log into ``folder``; a folder that refuses it stops nothing."""
    logger = logging.getLogger("kuracho")
    if logger.handlers:
        return
    try:
        make_private(folder)
        handler: logging.Handler = logging.FileHandler(folder / LOG_NAME, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Printable("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
