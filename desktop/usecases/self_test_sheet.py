"""The sheet that goes with an application to use the program: 通信ゼロ証明."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from desktop.domain.forms import Confidentiality
from desktop.domain.self_test import Row
from desktop.paper.draw import Imprint
from desktop.paper.zero_network_sheet import SheetLine, ZeroNetworkSheet, draw_zero_network_sheet
from desktop.usecases.documents import JST, fonts, write_paper
from desktop.usecases.office import Office

FILE_NAME = "通信ゼロ証明_{terminal}_{day}.pdf"
_NETWORK = "network."


def zero_network_sheet(
    resources: Path, rows: Sequence[Row], *, build: str, terminal: str, now: datetime
) -> bytes:
    """The PDF of one run of the self-test."""
    mark = f"機密性{Confidentiality.LEVEL_1.mark}"
    sheet = ZeroNetworkSheet(
        Imprint(mark, terminal, "", now, build),
        build,
        terminal,
        tuple(_line(row) for row in rows if row.id.startswith(_NETWORK)),
        tuple(_line(row) for row in rows if not row.id.startswith(_NETWORK)),
    )
    return draw_zero_network_sheet(sheet, fonts(resources)).pdf


def write_zero_network_sheet(office: Office, rows: Sequence[Row], build: str, folder: Path) -> Path:
    """Write the sheet of these rows into ``folder``; where it lies.

    Raises:
        FileUnreadableError: it cannot be written there.
    """
    now, terminal = office.now(), terminal_name(os.environ)
    pdf = zero_network_sheet(office.resources, rows, build=build, terminal=terminal, now=now)
    day = now.astimezone(JST).strftime("%Y%m%d")
    return write_paper(folder / FILE_NAME.format(terminal=_plain(terminal), day=day), pdf)


def _plain(name: str) -> str:
    """The letters of a name that any file system takes."""
    return "".join(letter for letter in name if letter.isalnum() or letter in "-_")


def terminal_name(environment: Mapping[str, str]) -> str:
    """This machine's name, asked of no network; "" where it has none."""
    named = environment.get("COMPUTERNAME") or environment.get("HOSTNAME")
    return named or (os.uname().nodename if hasattr(os, "uname") else "")


def _line(row: Row) -> SheetLine:
    return SheetLine(row.what, f"{row.figure} {row.unit}".rstrip(), row.bar, row.ok)
