"""Chapter: a workbook of others becomes a ledger, through every step of the wizard."""

from pathlib import Path

from desktop.ui.screens.import_wizard.footer import Footer
from desktop.ui.screens.import_wizard.screen import ImportScreen
from desktop.ui.tour.hands import LostError, choose, push_button, wait_until, write
from desktop.ui.tour.stage import Stage
from desktop.usecases.importing import Imported

CHOOSE, SHAPE, COLUMNS, LEDGER, TRIAL, COMMIT, DONE = range(1, 8)


def bring(stage: Stage, workbook: Path, name: str, *, pictures: bool) -> str:
    """Bring the first table of ``workbook`` in as a ledger called ``name``; the ledger's id."""
    screen = stage.screen("import")
    if not isinstance(screen, ImportScreen):
        message = "no import screen"
        raise LostError(message)
    if screen.step() == DONE:
        screen.begin_again()
    tour = _Steps(stage, screen, pictures=pictures)
    tour.photograph("choose")
    choose(screen.choose.chooser, workbook)
    wait_until(lambda: screen.choose.session() is not None, f"{workbook.name} is read")
    tour.photograph("sealed")
    tour.on(SHAPE, "shape")
    tour.on(COLUMNS, "columns")
    tour.on(LEDGER)
    write(screen.ledger.name_edit, name)
    tour.photograph("ledger")
    tour.on(TRIAL)
    wait_until(lambda: screen.trial.result() is not None, "the trial is over")
    tour.photograph("trial")
    tour.on(COMMIT, "commit")
    return tour.commit()


class _Steps:
    """The wizard under the tour's hands."""

    def __init__(self, stage: Stage, screen: ImportScreen, *, pictures: bool) -> None:
        self._stage, self._screen, self._pictures = stage, screen, pictures

    def photograph(self, name: str) -> None:
        """Take a picture, if this workbook is the one that is shown."""
        self._stage.idle()
        if self._pictures:
            self._stage.camera.take(f"import-{name}")

    def on(self, step: int, picture: str = "") -> None:
        """Go on to ``step``."""
        (footer,) = self._screen.findChildren(Footer)
        push_button(footer.next_button)
        wait_until(lambda: self._screen.step() == step, f"import step {step}")
        if picture:
            self.photograph(picture)

    def commit(self) -> str:
        """本取込: the records are in the ledger now."""
        done: list[Imported] = []
        self._screen.commit.imported.connect(done.append)
        push_button(self._screen.commit.button)
        wait_until(lambda: bool(done), "the records are brought in")
        self.photograph("done")
        return done[0].ledger
