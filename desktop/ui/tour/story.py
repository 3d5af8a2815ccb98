"""The whole tour: the main job through the real windows, chapter by chapter."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.ui.screens.audit.screen import AuditScreen
from desktop.ui.tour import export, ledger, receive, units, updates
from desktop.ui.tour import help as help_chapter
from desktop.ui.tour.camera import Camera
from desktop.ui.tour.founding import found
from desktop.ui.tour.hands import LostError, push_button
from desktop.ui.tour.importing import bring
from desktop.ui.tour.stage import RunningProgram, Stage
from desktop.usecases.drill import ADMINISTRATOR, CLERK, LEDGER, SAMPLE, SUPERVISOR
from desktop.usecases.office import UnitRef

SEARCHED = ("山", "吉田")
FIELD, CORRECTED = "備考", "電話で確認済み"


@dataclass(frozen=True, slots=True)
class Played:
    """What the tour left behind: the package, both units' folders, and what was refused."""

    screens: int
    package: Path
    sender: Path
    receiver: Path
    refusals: tuple[str, ...]


def play(
    program: RunningProgram, folder: Path, pictures: Path, workbooks: Sequence[Path]
) -> Played:
    """Play every chapter under ``folder``; ``workbooks`` are brought in beside the sample.

    Raises:
        LostError: a step did not lead where it must.
    """
    stage = Stage(program, folder, Camera(program.shell, pictures))
    program.start()
    stage.idle()
    stage.camera.take("first-start")
    help_chapter.at_the_door(stage)
    sender = found(stage, "環境課", "端末1", pictures=True)
    receiver = found(stage, "保健センター", "端末2", pictures=False)
    made = _bring_in(stage, sender, workbooks)
    _introduce(stage, sender, receiver)
    package = _let_out(stage, sender, made)
    refusals = _take_in(stage, receiver, package)
    _audit(stage, sender)
    refused = _look_at_updates(stage, sender)
    return Played(stage.camera.count, package, sender.folder, receiver.folder, (*refusals, refused))


def _bring_in(stage: Stage, unit: UnitRef, workbooks: Sequence[Path]) -> str:
    """The clerk's morning: workbooks become ledgers, residents are looked up, one is corrected."""
    stage.sign_in(unit, CLERK, "sign-in")
    stage.camera.take("today-first")
    for workbook in workbooks:
        bring(stage, workbook, workbook.stem, pictures=False)
    sample = stage.program.office.resources / "samples" / SAMPLE
    made = bring(stage, sample, LEDGER, pictures=True)
    screen = ledger.look_up(stage, made, SEARCHED)
    help_chapter.on_a_screen(stage, "ledger")
    ledger.correct(stage, screen, FIELD, CORRECTED)
    stage.screen("home")
    stage.camera.take("today")
    stage.sign_out()
    return made


def _introduce(stage: Stage, sender: UnitRef, receiver: UnitRef) -> None:
    """Cards change hands; the sender's two persons sign the receiver in."""
    cards = stage.place("組織カード")
    stage.sign_in(receiver, SUPERVISOR)
    theirs = units.write_card(stage, cards)
    stage.sign_out()
    stage.sign_in(sender, ADMINISTRATOR)
    stage.screen("health")
    stage.camera.take("health")
    units.propose_recipient(stage, theirs, receiver)
    stage.sign_out()
    stage.sign_in(sender, SUPERVISOR)
    stage.camera.take("today-supervisor")
    units.countersign(stage)
    ours = units.write_card(stage, cards, "units-own-card")
    stage.sign_out()
    stage.sign_in(receiver, SUPERVISOR)
    units.register_sender(stage, ours, sender)
    stage.sign_out()


def _let_out(stage: Stage, unit: UnitRef, made: str) -> Path:
    """Asked for by the clerk, approved by the supervisor, released by the clerk."""
    stage.sign_in(unit, CLERK)
    if "approvals" in stage.program.workplace.screens:
        message = "a clerk can approve"
        raise LostError(message)
    export.ask(stage, ledger.open_ledger(stage, made))
    stage.sign_out()
    stage.sign_in(unit, SUPERVISOR)
    export.approve(stage)
    stage.sign_out()
    stage.sign_in(unit, CLERK)
    package = export.release(stage, stage.place("媒体"))
    stage.sign_out()
    return package


def _take_in(stage: Stage, unit: UnitRef, package: Path) -> tuple[str, ...]:
    """A flipped byte is refused, the package itself is accepted, a second time it is refused."""
    stage.sign_in(unit, CLERK)
    bad = receive.flipped(package, stage.place("こわれた媒体") / package.name)
    flipped = receive.refuse(stage, bad, "receive-refused-flipped")
    receive.accept(stage, package, stage.place("受領票"))
    replayed = receive.refuse(stage, package, "receive-refused-replay")
    stage.sign_out()
    return flipped, replayed


def _look_at_updates(stage: Stage, unit: UnitRef) -> str:
    """The administrator meets 更新; the demonstration holds no key to sign a package with."""
    stage.sign_in(unit, ADMINISTRATOR)
    refused = updates.look(stage, stage.place("更新の媒体"))
    stage.sign_out()
    return refused


def _audit(stage: Stage, unit: UnitRef) -> None:
    """The supervisor has the whole store checked."""
    stage.sign_in(unit, SUPERVISOR)
    screen = stage.screen("audit")
    if not isinstance(screen, AuditScreen):
        message = "no audit screen"
        raise LostError(message)
    push_button(screen.verify_button)
    stage.idle()
    if not screen.verdict():
        message = "no verdict"
        raise LostError(message)
    stage.camera.take("audit")
    stage.screen("about")
    stage.camera.take("about")
    stage.sign_out()
