"""``kuracho prepare-machine [--group NAME]``: what the installer has done for the whole machine.

The exit code is 0 when group and folder are ready, 1 when they are refused (the sentence is told),
2 when the folder cannot be made, 3 for a bug; the installer then takes everything back.
"""

import sys
from pathlib import Path

from desktop.domain.errors import AppError
from desktop.ui.messages import machine_setup as words
from desktop.ui.messages.lookup import sentence
from desktop.usecases.machine_setup import prepare_machine


def run_prepare_machine(home: Path, group: str) -> int:
    """Prepare the folder of this machine's stores and tell what was done; the exit code."""
    try:
        done = prepare_machine(home, group, words.GROUP_COMMENT)
    except AppError as refusal:
        _say(sentence(refusal))
        return 1
    except OSError as error:
        _say(words.NO_FOLDER.format(folder=home, number=error.errno or 0))
        return 2
    except Exception as bug:  # noqa: BLE001 - as SYSTEM nobody sees or closes the box of a bug
        _say(type(bug).__name__)
        return 3
    told = words.GROUP_MADE if done.made else words.GROUP_THERE
    _say(told.format(group=done.group))
    _say(words.FOLDER_READY.format(folder=done.folder, group=done.group))
    return 0


def _say(line: str) -> None:
    """A line on the standard output, if there is one (the installer gives none)."""
    if sys.stdout is not None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")
