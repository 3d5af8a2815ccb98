import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.look import column
from desktop.ui.widgets.panel import Card
from desktop.ui.widgets.side_by_side import SideBySide


@pytest.mark.parametrize(("width", "beside"), [(900, True), (500, False)])
def test_two_parts_lie_beside_each_other_only_where_there_is_room(
    qtbot: QtBot, width: int, *, beside: bool
) -> None:
    left, right, window = Card("左"), Card("右"), QWidget()
    for card in (left, right):
        card.setFixedWidth(300)
    window.setLayout(column(SideBySide(left, right), None))
    qtbot.addWidget(window)
    window.show()

    for size in (500, 900, width):
        window.resize(size, 600)
        qtbot.wait(20)

    assert (left.y() == right.y()) is beside
    assert (left.x() == right.x()) is not beside
