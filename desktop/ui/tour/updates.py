"""Chapter: the administrator looks at 更新; a file nobody signed is refused."""

from pathlib import Path

from desktop.domain.updates import MAGIC
from desktop.ui.screens.updates.screen import BACK, PACKAGE, VERSIONS, UpdatesScreen
from desktop.ui.tour.hands import LostError, choose
from desktop.ui.tour.stage import Stage


def look(stage: Stage, folder: Path) -> str:
    """What runs and ran here, and what is said of a package that is none; the refusal."""
    screen = stage.screen("updates")
    if not isinstance(screen, UpdatesScreen):
        message = "no updates screen"
        raise LostError(message)
    stage.camera.take("updates")
    nobody_s = folder / "kuracho-9.9.9.kuraup"
    nobody_s.write_bytes(MAGIC + (2).to_bytes(4, "big") + b"{}" + bytes(64))
    choose(screen.choosing.chooser, nobody_s)
    stage.idle()
    refused = stage.message()
    if not refused or screen.verdict.isVisible():
        message = "an update package nobody signed was not refused"
        raise LostError(message)
    stage.camera.take("updates-refused")
    screen.tabs.show_page(VERSIONS)
    stage.camera.take("updates-versions")
    screen.tabs.show_page(BACK)
    stage.camera.take("updates-back")
    screen.tabs.show_page(PACKAGE)
    return refused
