"""The whole self-test: every probe in order, those of the window's side among them.

The application must have been prepared; the network is asked last, when all else has run.
"""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtWidgets import QSlider

from desktop.domain.self_test import PLAIN_SIGNS, Finding, Row
from desktop.ui.self_test_words import row_of
from desktop.usecases import self_test_machine, self_test_probes
from desktop.usecases.self_test import Ground, Probe, run, trial_folder
from desktop.usecases.self_test_sheet import terminal_name, zero_network_sheet

__all__ = ["ALL", "Ground", "rows", "terminal_name", "trial_folder", "zero_network_sheet"]

_PX = 16.0
_CALLS = 1_000
_LOST_AT_MOST = 100
_NONE_IS_IMMORTAL_FROM = (3, 12)


def _screen_fonts(ground: Ground) -> Sequence[Finding]:
    files = sorted((ground.resources / "fonts").glob("*.ttf"))
    numbers = {path.name: QFontDatabase.addApplicationFont(str(path)) for path in files}
    broken = tuple(name for name, number in numbers.items() if number < 0)
    sans = ground.resources / "fonts" / "NotoSansJP-Regular.ttf"
    raw = QRawFont(str(sans), _PX)
    missing = tuple(sign for sign in PLAIN_SIGNS if not raw.supportsCharacter(ord(sign)))
    good = bool(files) and not broken
    named = broken or tuple(numbers)
    return (
        Finding("fonts.screen", str(len(files) - len(broken)), good, named),
        Finding("fonts.screen-signs", str(len(missing)), raw.isValid() and not missing, missing),
    )


def _references_to_none(_ground: Ground) -> Sequence[Finding]:
    """A thousand calls that return nothing must not cost a thousand references (DECISIONS 2)."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(1)
    gc.collect()
    before = sys.getrefcount(None)
    for value in range(_CALLS):
        slider.setValue(value)
    lost = before - sys.getrefcount(None)
    slider.deleteLater()
    immortal = sys.version_info >= _NONE_IS_IMMORTAL_FROM
    versions = (f"Qt {qVersion()}", f"Python {sys.version.split()[0]}")
    figure = "immortal" if immortal else str(abs(lost))
    return (Finding("qt.none", figure, immortal or abs(lost) < _LOST_AT_MOST, versions),)


PROBES = (
    Probe(("fonts.screen", "fonts.screen-signs"), _screen_fonts),
    Probe(("qt.none",), _references_to_none),
)

ALL = (*self_test_probes.PROBES, *PROBES, *self_test_machine.PROBES, *self_test_machine.LAST)


def rows(ground: Ground, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Row]:
    """Every row as soon as it is known, in words."""
    return map(row_of, run(ALL, ground, cancelled))
