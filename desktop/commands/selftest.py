"""``kuracho selftest [OUT.json] [--sheet OUT.pdf]``: tries this program on this terminal.

Text for a person on the standard output (a windowed program has none), rows in ``OUT.json``. The
exit code is 0 if every row is in order, 1 if one is not, 2 if it could not be done.
"""

import json
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from desktop.app import open_room
from desktop.config import Config
from desktop.domain.self_test import Row
from desktop.machine.first_line import Hearing
from desktop.machine.input_ended import InputEnded
from desktop.ui.application import prepare
from desktop.ui.messages import self_test as words
from desktop.ui.self_test_words import line_of

_WITHOUT_A_SCREEN = "offscreen"


def run_selftest(
    config: Config,
    heard: Hearing | None,
    out: Path | None,
    sheet: Path | None,
    *,
    as_lines: bool = False,
) -> int:
    """Run every probe, tell each row as it is known, leave the reports; the exit code.

    ``heard`` is what the process did from its first line on; ``as_lines`` tells the rows as JSON,
    one a line, for the window that started this process.
    """
    if sys.platform != "win32" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ.setdefault("QT_QPA_PLATFORM", _WITHOUT_A_SCREEN)
    stopped = InputEnded(sys.stdin) if as_lines else _never
    application = prepare(config.resources)
    room = open_room("selftest")
    name = f"selftest-{os.getpid()}"
    rows: list[Row] = []
    try:
        with room.trial_folder(config.home, name) as trial:
            ground = room.Ground(
                config.home, config.resources, trial, config.program, heard, _now,
                secrets.token_bytes,
            )  # fmt: skip
            for row in room.rows(ground, stopped):
                rows.append(row)
                _say(_json(row) if as_lines else line_of(row))
    except OSError:
        _say(words.NO_PLACE.format(place=config.home))
        return 2
    application.processEvents()
    if not as_lines:
        bad = sum(not row.ok for row in rows)
        _say(words.BAD.format(count=bad) if bad else words.GOOD)
    code = _leave(config, rows, out, sheet)
    return 1 if code == 0 and stopped() else code


def _leave(config: Config, rows: Sequence[Row], out: Path | None, sheet: Path | None) -> int:
    """Write the reports that were asked for."""
    try:
        if out is not None:
            listed = [row.to_json() for row in rows]
            out.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8")
        if sheet is not None:
            room = open_room("selftest")
            pdf = room.zero_network_sheet(
                config.resources,
                rows,
                build=config.program.build,
                terminal=room.terminal_name(os.environ),
                now=_now(),
            )
            sheet.write_bytes(pdf)
    except OSError as error:
        _say(words.NOT_WRITTEN.format(place=error.filename))
        return 2
    return 0 if rows and all(row.ok for row in rows) else 1


def _never() -> bool:
    return False


def _json(row: Row) -> str:
    return json.dumps(row.to_json())


def _say(line: str) -> None:
    """A line on the standard output, if there is one; a code page that lacks a sign shows ``?``."""
    if sys.stdout is None:  # a windowed program
        return
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def _now() -> datetime:
    return datetime.now(UTC)
