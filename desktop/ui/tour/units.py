"""Chapter: two units come to know each other, by cards, fingerprints and two signatures."""

from pathlib import Path

from desktop.ui.messages import units as words
from desktop.ui.screens.units.screen import RECIPIENTS, SENDERS, UnitsScreen
from desktop.ui.tour.hands import LostError, choose, push, push_button, wait_until, write
from desktop.ui.tour.stage import Stage
from desktop.ui.widgets.codes import CodeEntry
from desktop.ui.widgets.line_edit import LineEdit
from desktop.usecases.drill import ADMINISTRATOR, SUPERVISOR
from desktop.usecases.office import UnitRef


def write_card(stage: Stage, folder: Path, picture: str = "") -> Path:
    """The signed-in supervisor writes the unit's own card into ``folder``."""
    screen = _units(stage)
    push(screen, words.TABS[-1])
    if picture:
        stage.camera.take(picture)
    before = set(folder.glob("*.kuracard"))
    push_button(screen.own.write)
    choose(screen.own.chooser, folder)
    wait_until(lambda: len(set(folder.glob("*.kuracard"))) > len(before), "the card is written")
    stage.idle()
    (card,) = set(folder.glob("*.kuracard")) - before
    return card


def register_sender(stage: Stage, card: Path, other: UnitRef) -> None:
    """The signed-in supervisor accepts packages from ``other`` from now on."""
    screen = _units(stage)
    screen.tabs.show_page(SENDERS)
    push(screen, words.SENDER_ADD)
    choose(screen.registering.chooser, card)
    stage.idle()
    type_fingerprint(screen.registering.fingerprint, other.fingerprint)
    stage.camera.take("units-register-sender")
    push_button(screen.registering.do)
    _until_said(stage, words.SENDER_DONE)


def propose_recipient(stage: Stage, card: Path, other: UnitRef) -> None:
    """The signed-in administrator puts ``other`` forward as a recipient."""
    screen = _units(stage)
    screen.tabs.show_page(RECIPIENTS)
    push(screen, words.RECIPIENT_ADD)
    choose(screen.proposing.chooser, card)
    stage.idle()
    type_fingerprint(screen.proposing.fingerprint, other.fingerprint)
    write(screen.proposing.password.edit, ADMINISTRATOR.password)
    stage.camera.take("units-propose-recipient")
    push_button(screen.proposing.do)
    _until_said(stage, words.RECIPIENT_DONE)


def countersign(stage: Stage) -> None:
    """The signed-in supervisor gives the second signature."""
    screen = _units(stage)
    push_button(screen.proposal.open_button)
    write(screen.proposal.password.edit, SUPERVISOR.password)
    stage.camera.take("units-countersign")
    push_button(screen.proposal.sign_button)
    _until_said(stage, words.COUNTERSIGNED)
    stage.camera.take("units-recipients")


def type_fingerprint(entry: CodeEntry, fingerprint: str) -> None:
    """Type a fingerprint group by group, as it is read from paper."""
    for edit, group in zip(entry.findChildren(LineEdit), fingerprint.split("-"), strict=True):
        write(edit, group)


def _units(stage: Stage) -> UnitsScreen:
    screen = stage.screen("units")
    if not isinstance(screen, UnitsScreen):
        message = "no units screen"
        raise LostError(message)
    return screen


def _until_said(stage: Stage, sentence: str) -> None:
    stage.idle()
    end = sentence.rsplit("}", 1)[-1]
    said = stage.message()
    if end not in said:
        message = f"said {said!r} instead of {sentence!r}"
        raise LostError(message)
