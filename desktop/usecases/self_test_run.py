"""The self-test as the window starts it: a process of its own, heard from its first line on."""

import json
from collections.abc import Callable
from pathlib import Path

from desktop.domain.release_errors import SelfTestFailedError
from desktop.domain.self_test import Row
from desktop.machine.again import ProgramEndedError, run_again
from desktop.machine.first_line import COMMAND

_TEXTS = ("id", "what", "figure", "unit", "bar")


def self_test(
    sheet: Path | None,
    cancelled: Callable[[], bool] = lambda: False,
    told: Callable[[int, int], object] = lambda _done, _total: None,
) -> tuple[Row, ...]:
    """The rows of a whole run, or of as much of it as there was before a cancel.

    Args:
        sheet: where the 通信ゼロ証明 is to be written, if it is wanted.
        cancelled: asked ten times a second.
        told: how many rows are known; how many there will be is not known beforehand.

    Raises:
        SelfTestFailedError: the process did not come to its end.
    """
    asked = (COMMAND, "--lines", *(() if sheet is None else ("--sheet", str(sheet))))
    rows: list[Row] = []
    lines = run_again(asked, cancelled, expected=frozenset({0, 1}))
    try:
        for line in lines:
            rows.append(_row(line))
            told(len(rows), 0)
    except (ProgramEndedError, OSError, ValueError, KeyError, TypeError) as error:
        raise SelfTestFailedError(rows=len(rows)) from error
    finally:
        lines.close()
    return tuple(rows)


def _row(line: str) -> Row:
    told = json.loads(line)
    name, what, figure, unit, bar = (told[member] for member in _TEXTS)
    if not all(isinstance(text, str) for text in (name, what, figure, unit, bar)):
        raise TypeError
    return Row(name, what, figure, unit, bar, told["ok"] is True)
