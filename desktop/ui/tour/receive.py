"""Chapter: another unit receives; what is not right is refused in plain words."""

from pathlib import Path

from desktop.ui.screens.receive.screen import ReceiveScreen
from desktop.ui.tour.hands import LostError, choose, push_button, wait_until
from desktop.ui.tour.stage import Stage

_MIDDLE = 2


def refuse(stage: Stage, package: Path, picture: str) -> str:
    """Try to take a package that must be refused; the sentence that says why."""
    screen = receiving(stage)
    if screen.taken.isVisible():
        push_button(screen.taken.another)
    choose(screen.choosing.chooser, package)
    stage.idle()
    said = stage.message()
    if not said or screen.arrival.isVisible():
        message = f"{package.name} was not refused"
        raise LostError(message)
    stage.camera.take(picture)
    return said


def accept(stage: Stage, package: Path, receipts: Path) -> None:
    """Take a package over and look at its records."""
    screen = receiving(stage)
    choose(screen.choosing.chooser, package)
    stage.idle()
    wait_until(screen.arrival.isVisible, "the package is whole")
    stage.camera.take("receive-arrival")
    push_button(screen.arrival.accept)
    choose(screen.receipt.chooser, receipts)
    stage.idle()
    wait_until(screen.taken.isVisible, "the records are taken over")
    stage.camera.take("receive-taken")
    push_button(screen.taken.open)
    stage.idle()
    stage.camera.take("receive-ledger")


def flipped(package: Path, target: Path) -> Path:
    """A copy with one bit of the payload changed, as a bad medium would."""
    content = bytearray(package.read_bytes())
    content[-len(content) // _MIDDLE] ^= 1
    target.write_bytes(bytes(content))
    return target


def receiving(stage: Stage) -> ReceiveScreen:
    """Bring the screen up."""
    screen = stage.screen("receive")
    if not isinstance(screen, ReceiveScreen):
        message = "no receive screen"
        raise LostError(message)
    return screen
