"""Chapter: a clerk asks, a supervisor approves, the clerk releases - never one of them alone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from desktop.ui.messages import exports as words
from desktop.ui.screens.approvals.screen import ApprovalsScreen
from desktop.ui.screens.exports.screen import ExportsScreen
from desktop.ui.screens.ledger.screen import LedgerScreen
from desktop.ui.tour.hands import LostError, choose, press, push, push_button, wait_until, write
from desktop.ui.tour.stage import Stage
from desktop.usecases.drill import SUPERVISOR

PURPOSE = "集合注射の案内を送るため"
BASIS = "狂犬病予防法施行令第2条の2"
REASON = "案内の電話番号は相手の課の依頼（第12号）で必要なため"
_LEFT_OUT = 2


def ask(stage: Stage, screen: LedgerScreen) -> None:
    """From the list: ask to let out all that was found, without the last two fields."""
    push_button(screen.foot.all_button)
    stage.idle()
    exports = _exports(stage)
    new = exports.making
    push(new, words.ALL_FIELDS)
    for box in new.records.fields.findChildren(QCheckBox)[-_LEFT_OUT:]:
        push_button(box)
    stage.camera.take("export-fields")
    push_button(new.next)
    write(new.purpose.purpose, PURPOSE)
    write(new.purpose.basis, BASIS)
    stage.camera.take("export-purpose")
    push_button(new.next)
    stage.idle()
    stage.camera.take("export-summary")
    push_button(new.next)
    _until_said(stage, words.ASKED)
    stage.camera.take("export-waiting")


def approve(stage: Stage) -> None:
    """The supervisor sees exactly what will leave, and approves."""
    screen = stage.screen("approvals")
    if not isinstance(screen, ApprovalsScreen):
        message = "no approvals screen"
        raise LostError(message)
    stage.camera.take("approval-queue")
    press(screen.queue, Qt.Key.Key_Return)
    stage.idle()
    wait_until(screen.page.isVisible, "what would leave is shown")
    decision = screen.page.decision
    write(decision.password.edit, SUPERVISOR.password)
    if decision.override.isVisible():
        write(decision.override, REASON)
    stage.camera.take("approval-review")
    push_button(decision.approve)
    stage.idle()
    wait_until(lambda: not screen.page.isVisible(), "approved")
    stage.camera.take("approval-done")


def release(stage: Stage, medium: Path) -> Path:
    """The clerk writes the approved package; the file that was made."""
    exports = _exports(stage)
    stage.idle()
    push_button(exports.card.release)
    choose(exports.releasing.chooser, medium)
    stage.camera.take("release-ask")
    push(stage.window, words.RELEASE_YES)
    wait_until(lambda: bool(list(medium.glob("*.kura"))), "the package is written")
    stage.idle()
    stage.camera.take("release-done")
    return next(iter(medium.glob("*.kura")))


def _exports(stage: Stage) -> ExportsScreen:
    screen = stage.screen("exports")
    if not isinstance(screen, ExportsScreen):
        message = "no exports screen"
        raise LostError(message)
    return screen


def _until_said(stage: Stage, sentence: str) -> None:
    stage.idle()
    wait_until(lambda: sentence in stage.message(), f"said: {sentence}")
