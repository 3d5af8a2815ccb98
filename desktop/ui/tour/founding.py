"""First chapter: a unit is founded through the windows, step by step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.screen import FoundingScreen
from desktop.ui.screens.founding.sheets_page import SheetsPage
from desktop.ui.tour.hands import choose, find, press, push, wait_until, write
from desktop.ui.tour.stage import Stage
from desktop.ui.widgets.line_edit import LineEdit
from desktop.usecases.drill import ADMINISTRATOR, CLERK, SUPERVISOR, TOWN, Trainee
from desktop.usecases.office import UnitRef

_STEPS = len(words.STEPS)
_OFFICE = 2


def found(stage: Stage, unit: str, terminal: str, *, pictures: bool) -> UnitRef:
    """Found a unit in one sitting; the recovery sheets lie under the tour's folder."""
    known = {one.folder for one in stage.program.office.units()}
    stage.program.found()
    screen = find(stage.window, FoundingScreen, words.TITLE)
    _introduce(stage, screen, unit, terminal, pictures=pictures)
    for step, person in ((3, ADMINISTRATOR), (4, SUPERVISOR)):
        _introduce_person(stage, person)
        if pictures:
            stage.camera.take(f"founding-{person.uid}")
        _on(stage, screen, step + 1)
    _introduce_person(stage, CLERK)
    push(screen, words.CLERK_ADD)
    wait_until(lambda: len(screen.clerks.people) == 1, "the clerk is on the list")
    if pictures:
        stage.camera.take("founding-clerks")
    _on(stage, screen, 6)
    if pictures:
        stage.camera.take("founding-check")
    push(screen, words.MAKE)
    wait_until(lambda: screen.step() == _STEPS - 1, "the unit is made")
    _keep_sheets(stage, screen, pictures=pictures)
    _compare_fingerprint(stage, screen, pictures=pictures)
    made = [one for one in stage.program.office.units() if one.folder not in known]
    return made[0]


def _introduce(
    stage: Stage, screen: FoundingScreen, unit: str, terminal: str, *, pictures: bool
) -> None:
    if pictures:
        stage.camera.take("founding-intro")
    push(screen, words.INTRO_START)
    wait_until(lambda: screen.step() == _OFFICE, "names of office and unit")
    for name, text in (
        (words.MUNICIPALITY, TOWN),
        (words.UNIT, unit),
        (words.TERMINAL, terminal),
    ):
        write(find(screen, LineEdit, name), text)
    if pictures:
        stage.camera.take("founding-office")
    _on(stage, screen, 3)


def _introduce_person(stage: Stage, person: Trainee) -> None:
    for name, text in (
        (words.NAME, person.name),
        (words.UID, person.uid),
        (words.PASSWORD, person.password),
        (words.PASSWORD_AGAIN, person.password),
    ):
        write(find(stage.window, LineEdit, name), text)
    stage.idle()


def _on(stage: Stage, screen: FoundingScreen, step: int) -> None:
    push(screen, words.NEXT)
    wait_until(lambda: screen.step() == step, f"founding step {step}")
    stage.idle()


def _keep_sheets(stage: Stage, screen: FoundingScreen, *, pictures: bool) -> None:
    page = find(screen, SheetsPage, words.SHEETS_TITLE)
    push(page, words.SHEETS_CHOOSE)
    folder = stage.folder / f"復旧シート_{len(stage.program.office.units())}"
    folder.mkdir(exist_ok=True)
    choose(page.chooser, folder)
    checks = screen.founded_checks()
    papers = len(checks) + 1  # the fingerprint comes with them
    wait_until(lambda: len(list(folder.glob("*.pdf"))) == papers, "the sheets are written")
    stage.idle()
    for number, check in enumerate(checks, start=1):
        write(find(page, LineEdit, words.SHEET_CHECK.format(number=number)), check)
    if pictures:
        stage.camera.take("founding-sheets")
    _on(stage, screen, _STEPS)


def _compare_fingerprint(stage: Stage, screen: FoundingScreen, *, pictures: bool) -> None:
    for box in (screen.fingerprint.administrator, screen.fingerprint.supervisor):
        box.setFocus(Qt.FocusReason.TabFocusReason)
        press(box, Qt.Key.Key_Space, text=" ")
        if isinstance(box, QCheckBox):
            wait_until(box.isChecked, "the fingerprint is compared")
    if pictures:
        stage.camera.take("founding-fingerprint")
    push(screen, words.FINISH)
    wait_until(stage.program.entrance.isVisible, "back at the sign-in")
