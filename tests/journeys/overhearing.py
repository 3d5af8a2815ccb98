"""Runs another program from its first line on under an audit hook that notes every socket.

``python -m tests.journeys.overhearing NOTES MODULE ARGUMENTS…``: each ``socket.*`` event, and
each event of a library that speaks over the network, is one line in NOTES; the last line says
that the hook was there to the end.
"""

import runpy
import sys
from pathlib import Path

NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "ssl.")
TO_THE_END = "heard to the end"


def main(notes: Path, module: str, arguments: list[str]) -> int:
    """Run the module as a program; its exit code."""
    with notes.open("a", encoding="utf-8", buffering=1) as file:

        def hook(event: str, arguments_of_event: tuple[object, ...]) -> None:
            if event.startswith(NETWORK):
                file.write(f"{event} {arguments_of_event!r}\n")

        sys.addaudithook(hook)
        sys.argv = [module, *arguments]
        code: object = 0
        try:
            runpy.run_module(module, run_name="__main__")
        except SystemExit as end:
            code = end.code
        file.write(f"{TO_THE_END}\n")
        file.flush()
        # the hook outlives the file: nothing may be heard after it
        return int(str(code or 0))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
