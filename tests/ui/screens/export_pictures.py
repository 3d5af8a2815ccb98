"""Draws every state of 持出申請, 承認 and 受領: ``python -m tests.ui.screens.export_pictures OUT``.

For 200 % set ``QT_SCALE_FACTOR=2``.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.ids import RecordUid
from desktop.domain.search import Query
from desktop.ui.application import prepare
from desktop.ui.changes import Changes
from desktop.ui.main_window import MainWindow
from desktop.ui.screens.approvals.screen import ApprovalsScreen
from desktop.ui.screens.exports.screen import ExportsScreen
from desktop.ui.screens.receive.screen import ReceiveScreen
from desktop.ui.tasks import Tasks
from desktop.ui.tour.hands import pump
from desktop.ui.widgets.confirm import Confirm
from desktop.usecases.approving import approve, reject, send_back
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, recipients, request
from desktop.usecases.releasing import release
from tests.builders.offices import RESOURCES
from tests.ui.screens.camera import Camera
from tests.usecases.two_units import (
    ADMIN,
    CHIEF,
    CLERK,
    LEDGER,
    Unit,
    acquaint,
    fill,
    founded,
)

COLUMNS = ("no", "name", "kana", "birth", "address", "amount")
PURPOSE = "令和8年度の課税の計算に使う、児童手当の受給の状況を税務課と照合するため"
BASIS = "番号法第19条第8号、桜沢町個人番号の利用に関する条例第4条"


class Studio:
    """One window of one person, and the pictures taken of it."""

    def __init__(self, out: Path, desk: Desk, place: Path) -> None:
        self.bugs: list[BaseException] = []
        self.tasks, self.changes = Tasks(self.bugs.append), Changes()
        self.camera = Camera(out, self.tasks)
        self.window = MainWindow("福祉課", "端末1", desk.view.name)
        self.exports = ExportsScreen(self.tasks, self.changes, desk, place)
        self.approvals = ApprovalsScreen(self.tasks, self.changes, desk)
        self.receive = ReceiveScreen(self.tasks, self.changes, desk, place)
        for key, title, screen in (
            ("export", "持出申請", self.exports),
            ("approve", "承認", self.approvals),
            ("receive", "受領", self.receive),
        ):
            self.window.add_screen(key, title, key, screen)
            screen.refused.connect(self.window.messages.refuse)
            screen.told.connect(self.window.messages.tell)
        for key in ("export", "approve"):
            screen = getattr(self, f"{key}s" if key == "export" else "approvals")
            screen.waiting_changed.connect(lambda n, key=key: self.window.set_count(key, n))
        self.window.set_class("3B", "児童手当 受給者台帳", "令和8年度")
        self.window.show()
        self.window.activateWindow()

    def settle(self) -> None:
        self.camera.settle()
        if self.bugs:
            raise self.bugs[0]

    def keep(self, name: str) -> None:
        self.settle()
        self.camera.take(self.window, name)

    def close(self) -> None:
        self.window.close()
        self.tasks.shutdown()
        self.window.deleteLater()
        pump()


def key(widget: QWidget, code: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or widget, code)


def ask(desk: Desk, purpose: str = PURPOSE, **changes: object) -> str:
    (known,) = recipients(desk)
    values = {"query": Query(LEDGER), "uids": None, "columns": COLUMNS} | changes
    draft = ExportDraft(purpose=purpose, legal_basis=BASIS, recipient=known.rid, **values)
    return request(desk, draft).request_id


def clerk(out: Path, a: Unit, medium: Path) -> list[str]:
    with a.desk(CLERK) as desk:
        studio = Studio(out, desk, medium)
        exports = studio.exports
        studio.window.show_screen("export")
        studio.keep("01-exports-empty")
        exports.start_request(Query(LEDGER, "桜沢町"), None)
        studio.settle()
        exports.making.records.fields.tick(COLUMNS)
        studio.keep("02-new-records")
        key(exports, Qt.Key.Key_F10)
        exports.making.purpose.basis.setText("")
        key(exports, Qt.Key.Key_F10)
        studio.keep("03-new-purpose-missing")
        exports.making.purpose.purpose.setPlainText(PURPOSE)
        exports.making.purpose.basis.setText(BASIS)
        key(exports, Qt.Key.Key_F10)
        studio.keep("04-new-summary")
        key(exports, Qt.Key.Key_F10)
        studio.keep("05-exports-asked")
        ids = [ask(desk), ask(desk, "差し戻される申請"), ask(desk, "却下される申請")]
        with desk.store.write(desk) as tx:
            odd = tx.records.register(
                LEDGER, {"no": "第9号", "name": "番号\u200b 太郎", "note": "1234 5678 9018"}
            ).uid
        ids.append(ask(desk, "残留の確認", uids=(RecordUid(odd),), columns=("no", "name", "note")))
        ids.append(ask(desk, "払出し済になる申請"))
        studio.close()
    return ids


def chief(out: Path, a: Unit, medium: Path, ids: list[str]) -> None:
    with a.desk(CHIEF) as desk:
        studio = Studio(out, desk, medium)
        approvals = studio.approvals
        studio.window.show_screen("approve")
        studio.keep("10-approvals-queue")
        approvals.open_request(ids[0])
        studio.keep("11-review")
        approvals.page.decision.send_back.click()
        approvals.page.decision.back_page.usual[0].click()
        studio.keep("12-send-back")
        approvals.page.decision.stop()
        approvals.page.decision.reject.click()
        approvals.page.decision.submit()
        studio.keep("13-reject-missing")
        approvals.open_request(ids[3])
        studio.settle()
        approvals.page.decision.password.edit.setText("x")
        key(approvals, Qt.Key.Key_F10)
        studio.keep("14-residue")
        approvals.page.decision.override.setText("依頼書のとおり")
        approvals.page.decision.password.edit.setText("wrong wrong wrong wrong")
        key(approvals, Qt.Key.Key_F10)
        studio.keep("15-wrong-password")
        approvals.open_request(ids[0])
        studio.settle()
        approvals.page.decision.password.edit.setText(CHIEF.password)
        key(approvals, Qt.Key.Key_F10)
        studio.keep("16-approved")
        send_back(desk, ids[1], "項目が目的に対して多すぎます。電話番号は要りません。")
        reject(desk, ids[2], "持ち出す根拠がありません。")
        approve(desk, ids[4], CHIEF.password)
        studio.close()


def clerk_again(out: Path, a: Unit, medium: Path, ids: list[str]) -> Path:
    with a.desk(CLERK) as desk:
        first = release(desk, ids[4], medium).path
        studio = Studio(out, desk, medium)
        exports = studio.exports
        studio.window.show_screen("export")
        studio.settle()
        for place, request_id in enumerate((ids[0], ids[1], ids[2], ids[4])):
            exports.open_request(request_id)
            studio.keep(f"2{place}-exports-state")
        studio.window.show_screen("approve")
        studio.keep("24-approvals-barred")
        studio.window.show_screen("export")
        exports.open_request(ids[1])
        studio.settle()
        exports.card.again.click()
        studio.keep("25-again")
        exports.making.left.emit()
        exports.open_request(ids[0])
        studio.settle()
        exports.card.release.click()
        studio.keep("26-release-choose")
        key(exports, Qt.Key.Key_F10)
        studio.keep("27-release-ask")
        studio.window.findChild(Confirm).yes_button.click()
        studio.keep("28-released")
        exports.releasing.save_slip.click()
        studio.keep("29-slip")
        studio.close()
    return first


def chief_again(out: Path, a: Unit, medium: Path, request_id: str) -> None:
    with a.desk(CHIEF) as desk:
        studio = Studio(out, desk, medium)
        studio.window.show_screen("approve")
        studio.approvals.open_request(request_id)
        studio.keep("17-compared-with-last-time")
        studio.close()


def receiver(out: Path, b: Unit, medium: Path, second: Path) -> None:
    spoilt = medium / "こわれた写し.kura"
    whole = bytearray(second.read_bytes())
    whole[-9] ^= 1
    spoilt.write_bytes(whole)
    with b.desk(CLERK) as desk:
        studio = Studio(out, desk, medium)
        receive = studio.receive
        studio.window.show_screen("receive")
        studio.keep("30-receive-choose")
        receive.open_package(spoilt)
        studio.keep("31-receive-refused")
        receive.open_package(second)
        studio.keep("32-arrival")
        receive.arrival.accept.click()
        studio.keep("33-receipt-place")
        key(receive, Qt.Key.Key_F10)
        studio.keep("34-taken")
        studio.close()


def stranger(out: Path, c: Unit, medium: Path) -> None:
    with c.desk(CLERK) as desk:
        studio = Studio(out, desk, medium)
        studio.window.show_screen("receive")
        studio.keep("40-receive-no-senders")
        studio.window.show_screen("export")
        studio.exports.start_request(Query(LEDGER), None)
        studio.keep("41-no-ledger")
        studio.close()
    fill(c, 3)
    with c.desk(CLERK) as desk:
        studio = Studio(out, desk, medium)
        studio.window.show_screen("export")
        studio.exports.start_request(Query(LEDGER), None)
        studio.settle()
        studio.exports.making.records.fields.tick(("no",))
        key(studio.exports, Qt.Key.Key_F10)
        studio.keep("42-no-recipients")
        studio.close()
    with c.desk(ADMIN) as desk:
        studio = Studio(out, desk, medium)
        studio.window.show_screen("export")
        studio.keep("43-administrator")
        studio.close()


def draw(out: Path) -> None:
    """Leave one picture per state in ``out``."""
    with tempfile.TemporaryDirectory() as base:
        _draw(out, Path(base))


def _draw(out: Path, base: Path) -> None:
    medium = base / "持出用媒体"
    medium.mkdir(parents=True)
    a, b, c = (
        founded(base / home, unit)
        for home, unit in zip("abc", ("福祉課", "税務課", "農政課"), strict=True)
    )
    acquaint(a, b, medium)
    fill(a, 137)
    prepare(RESOURCES, ["x", "-platform", "offscreen"])
    ids = clerk(out, a, medium)
    chief(out, a, medium, ids)
    second = clerk_again(out, a, medium, ids)
    chief_again(out, a, medium, ids[3])
    receiver(out, b, medium, second)
    stranger(out, c, medium)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
