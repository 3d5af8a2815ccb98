"""The pinned Qt does not eat references to ``None``."""

import os
import subprocess
import sys

import pytest

# PySide6 6.12.0 on Python 3.11 drops one reference to None in each call that returns nothing;
# the process dies after a few thousand. From 3.12 on None is immortal and nothing can be counted.
CHECK = """
import gc, sys
from PySide6.QtWidgets import QApplication, QSlider
application = QApplication([])
slider = QSlider()
slider.setValue(1)
gc.collect()
before = sys.getrefcount(None)
for value in range(1000):
    slider.setValue(value)
print(sys.getrefcount(None) - before)
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_thousand_calls_that_return_nothing_keep_the_references_to_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 100
