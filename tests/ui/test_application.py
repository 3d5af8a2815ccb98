import gc
import logging
import sys
import threading

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QSlider
from pytestqt.qtbot import QtBot

from desktop.ui.application import FAMILY, LastResort
from desktop.ui.widgets.label import Label


def test_the_shipped_font_is_used_and_has_every_name_of_the_words(
    qtbot: QtBot,
) -> None:
    label = QLabel("神髙﨑𠮷")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert QFontInfo(label.font()).family() == FAMILY
    assert label.fontMetrics().inFontUcs4(ord("𠮷"))


def test_every_window_carries_the_sign_of_the_program(qtbot: QtBot) -> None:
    window = QLabel()
    qtbot.addWidget(window)
    picture = window.windowIcon().pixmap(32).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(32) for y in range(32)}
    assert len(colours) > 1


def test_a_bug_is_told_by_class_and_number_and_never_by_its_text(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    last = LastResort()
    with caplog.at_level(logging.ERROR):
        try:
            int("山田花子 123456789018")
        except ValueError as bug:
            last.catch(bug)

    assert last.panel is not None
    texts = " ".join(label.text() for label in last.panel.findChildren(Label))
    assert "ValueError" in texts
    assert "E-999" in texts
    assert "山田" not in texts + caplog.text
    assert "test_application.py" in caplog.text

    first = last.panel
    last.catch(KeyError())
    assert last.panel is first
    first.close()
    qtbot.waitUntil(lambda: last.panel is None)


def test_a_bug_of_another_thread_is_logged_without_its_text(
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    LastResort().install()

    with caplog.at_level(logging.ERROR):
        broken = threading.Thread(target=int, args=("山田花子 123456789018",))
        broken.start()
        broken.join()

    assert "ValueError" in caplog.text
    told = caplog.text + "".join(capfd.readouterr())
    assert "山田" not in told
    assert "Traceback" not in told


def test_setting_a_value_a_thousand_times_takes_no_reference_to_none(qtbot: QtBot) -> None:
    slider = QSlider()
    qtbot.addWidget(slider)
    slider.setValue(1)
    gc.collect()
    before = sys.getrefcount(None)

    for number in range(1000):
        slider.setValue(number)

    assert sys.version_info >= (3, 12) or abs(sys.getrefcount(None) - before) < 100
