"""この製品について: version, store, 通信なし, licences."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop import __version__
from desktop.ui.messages import about as words
from desktop.ui.models.lines import LinesModel
from desktop.ui.program_words import standing
from desktop.ui.screens.about.self_test_panel import SelfTestPanel
from desktop.ui.screens.screen import Screen
from desktop.ui.style import pixmap
from desktop.ui.theme import HAIR, LARGE, LARGE_ICON, MEDIUM, NARROW_COLUMN, STEP, TABLE_ROW, TINY
from desktop.ui.widgets.codes import CodeGroups
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.usecases.office import UnitRef
from desktop.usecases.parts import Part
from desktop.usecases.program_gate import ProgramGate

PART_WIDTH = NARROW_COLUMN * 3


class AboutScreen(Screen):
    """``unit`` is the open store, ``gate`` knows the program's files, ``panel`` tests it all."""

    def __init__(
        self,
        unit: UnitRef,
        *,
        parts: tuple[Part, ...] = (),
        gate: ProgramGate | None = None,
        panel: SelfTestPanel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._gate = gate
        self.standing = Label("", "sub", wrap=True)
        if panel is not None:
            panel.refused.connect(self.refused)
            panel.told.connect(self.told)
        inner = QWidget()
        inner.setObjectName("page")
        beside = SideBySide(_store(unit), _licences(parts), grow=True)
        cards = [_head(self.standing), _offline(), panel, beside]
        shown = [part for part in cards if part is not None]
        inner.setLayout(column(*shown, None, gap=LARGE, margin=LARGE))
        self.setLayout(column(Scroll(inner)))

    @override
    def refresh(self) -> None:
        """The files of the program may have been checked meanwhile."""
        if self._gate is not None:
            self.standing.setText(standing(self._gate.verdict))


def _head(state: Label) -> QWidget:
    sign = Label()
    sign.setPixmap(pixmap("app", "key", LARGE_ICON, sign.devicePixelRatio()))
    version = words.VERSION.format(version=__version__)
    name = column(
        Label(f"{words.PRODUCT}（{words.READING}） {version}", "title"),
        Label(words.ABOUT, "sub"),
        state,
        gap=HAIR,
    )
    head = QWidget()
    head.setLayout(row(sign, name, None, gap=STEP))
    return head


def _offline() -> Card:
    card = Card()
    mark = Label()
    mark.setPixmap(pixmap("shield", "success", LARGE_ICON, mark.devicePixelRatio()))
    said = column(Label(words.OFFLINE, "heading"), Label(words.OFFLINE_TEXT, wrap=True), gap=TINY)
    line = row(mark, said, gap=MEDIUM)
    line.setStretch(1, 1)
    card.add(line)
    return card


def _store(unit: UnitRef) -> Card:
    card = Card(words.STORE)
    mode = words.DRILL if unit.drill else words.REAL
    card.add(
        KeyValueList(
            ((words.UNIT, unit.label), (words.MODE, mode), (words.PLACE, str(unit.folder.parent)))
        )
    )
    card.add(Label(words.FINGERPRINT, "sub"))
    card.add(CodeGroups(unit.fingerprint))
    card.add(Label(words.FINGERPRINT_HINT, "hint", wrap=True))
    card.add(None)
    return card


def _licences(parts: tuple[Part, ...]) -> Card:
    card = Card(words.LICENCE)
    card.add(Label(words.LICENCE_TEXT, wrap=True))
    model = LinesModel((words.PART, words.PART_LICENCE, words.PART_USE))
    model.show_lines(
        tuple(
            (f"{part.name} {part.version}".strip(), part.licence, words.PART_USES[part.use])
            for part in parts
        )
    )
    table = DataTable(words.PARTS)
    model.setParent(table)
    table.setModel(model)
    table.set_widths((PART_WIDTH, PART_WIDTH))
    table.horizontalHeader().setStretchLastSection(True)
    table.setMinimumHeight(TABLE_ROW * 7)
    card.add(table)
    return card
