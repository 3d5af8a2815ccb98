"""Hears every socket and every name look-up of this process from the import of this module on.

``__main__`` imports it before anything else. It listens only where the command line asks for the
self-test: an audit hook is called for every import and every file, for as long as the process
lives. It hears what Python does; what a library does by itself ``connections`` counts.
"""

import sys
from dataclasses import dataclass, field

COMMAND = "selftest"
_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "ssl.")
_LOOKUPS = ("socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo")
_NEW = "socket.__new__"
_OWN_NAME = "socket.gethostname"
"""Asks the system for the name of this machine, which it has in its settings; nothing is sent."""

_AF_UNIX = 1
_MOST = 100


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard: internet sockets, look-ups of names, and every other event of a network.

    ``own_name`` are questions for this machine's own name; libraries ask it while they load.
    """

    sockets: list[str] = field(default_factory=list)
    lookups: list[str] = field(default_factory=list)
    own_name: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """The audit hook; a socket between processes of this machine (AF_UNIX) is none."""
        if not event.startswith(_NETWORK):
            return
        if event == _NEW:
            family = arguments[1] if len(arguments) > 1 else None
            if family != _AF_UNIX:
                _note(self.sockets, f"{event} {family}")
        elif event == _OWN_NAME:
            _note(self.own_name, event)
        elif event.startswith(_LOOKUPS):
            _note(self.lookups, event)
        else:
            _note(self.others, event)


def _note(notes: list[str], line: str) -> None:
    if len(notes) < _MOST:
        notes.append(line)


def _listening() -> Hearing | None:
    if sys.argv[1:2] != [COMMAND]:
        return None
    hearing = Hearing()
    sys.addaudithook(hearing.hear)
    return hearing


HEARD = _listening()
"""What this process did so far; None where nobody listened."""
