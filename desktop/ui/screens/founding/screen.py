"""The founding, step by step: Back keeps what was typed, and nothing is made before step 6."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.ui.cancel import Cancel
from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.clerks_page import ClerksPage
from desktop.ui.screens.founding.fingerprint_page import FingerprintPage
from desktop.ui.screens.founding.footer import Footer
from desktop.ui.screens.founding.intro_page import IntroPage
from desktop.ui.screens.founding.making_page import MakingPage
from desktop.ui.screens.founding.office_page import OfficePage
from desktop.ui.screens.founding.page import Page, middle
from desktop.ui.screens.founding.person_form import PersonForm
from desktop.ui.screens.founding.person_page import administrator_page, supervisor_page
from desktop.ui.screens.founding.sheets_page import SheetsPage
from desktop.ui.shell import Guest
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, SMALL, STEP
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.step_header import StepHeader
from desktop.usecases.founding import (
    Founded,
    NewPerson,
    UnitPlan,
    check_newcomer,
    check_office,
    found_unit,
    suggest_passphrase,
    write_sheets,
)
from desktop.usecases.office import Office


class FoundingScreen(Guest):
    """``finished`` carries the ``UnitRef`` of the new store; ``left`` says nothing was made."""

    finished = Signal(object)
    left = Signal()

    def __init__(
        self, tasks: Tasks, office: Office, start: Path, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self.setAccessibleName(words.TITLE)
        self._tasks, self._office = tasks, office
        self._founded: Founded | None = None
        self._steps = StepHeader(words.STEPS)
        self._footer = Footer()
        self.office_page = OfficePage()
        self.administrator, self.supervisor = administrator_page(), supervisor_page()
        self.clerks = ClerksPage()
        self.making = MakingPage()
        self.sheets = SheetsPage(start)
        self.fingerprint = FingerprintPage()
        self._pages: tuple[Page, ...] = (
            IntroPage(), self.office_page, self.administrator, self.supervisor, self.clerks,
            self.making, self.sheets, self.fingerprint,
        )  # fmt: skip
        self._step = 0
        inner = QWidget()
        inner.setLayout(middle(column(*self._pages, None, gap=0)))
        inner.setMinimumHeight(1)  # its height for its width counts, not that of narrow text
        self._scroll = Scroll(inner)
        self._lay_out()
        self._connect()

    def step(self) -> int:
        """Where the person is, from 1."""
        return self._step + 1

    def plan(self) -> UnitPlan:
        """What was entered so far."""
        names = self.office_page.names()
        return UnitPlan(
            municipality=names.municipality,
            unit=names.unit,
            terminal=names.terminal,
            administrator=self.administrator.form.person(),
            supervisor=self.supervisor.form.person(),
            clerks=self.clerks.people,
            drill=self._office.drill,
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrive()

    def _lay_out(self) -> None:
        self._show_page()
        head = column(Label(words.TITLE, "heading"), self._steps, gap=STEP)
        head.setContentsMargins(LARGE, LARGE, LARGE, SMALL)
        self.setLayout(column(middle(head), self._scroll, self._footer, gap=0))

    def _connect(self) -> None:
        for page in self._pages:
            page.go_on.connect(self.go_next)
        self._footer.next.connect(self.go_next)
        self._footer.back.connect(self.back)
        self._footer.leave.connect(self._on_leave)
        self.clerks.adding.connect(self._on_adding)
        self.sheets.folder_chosen.connect(self._on_folder)
        for page in (self.administrator, self.supervisor, self.clerks):
            page.form.wanted.connect(partial(self._suggest, page.form, page))
            page.form.paused.connect(partial(self._judge, page.form))

    def _page(self) -> Page:
        return self._pages[self._step]

    def go_next(self) -> None:
        """Leave the step if all it needs is there, after the use case has agreed."""
        page = self._page()
        page.complain("")
        if page is self.clerks and not self.clerks.form.is_empty():
            self.clerks.add.click()
        elif not page.settled():
            return
        elif page in (self.administrator, self.supervisor):
            self._check(page.form, page, self._go_on)
        elif page is self.office_page:
            self._check_office()
        elif page is self.making:
            self._make()
        elif page is self.fingerprint:
            self._finish()
        else:
            self._go_on()

    def _go_on(self) -> None:
        self._footer.wait(on=False)
        self._go(1)

    def back(self) -> None:
        """The step before, unless it was made already."""
        if self._may_go_back():
            self._go(-1)

    @override
    def keeps_open(self) -> bool:
        if self._founded is not None:
            self._pages[self.step() - 1].complain(words.STAY)
        return self._founded is not None

    def founded_checks(self) -> tuple[str, ...]:
        """What is to be typed back from the sheets; nothing before the making."""
        return self._founded.sheet_checks if self._founded is not None else ()

    def _may_go_back(self) -> bool:
        page = self._page()
        made = self._founded is not None and page is self.sheets
        return page is not self._pages[0] and not made

    def _go(self, by: int) -> None:
        self._page().leave()
        self._step += by
        self._arrive()

    def _arrive(self) -> None:
        page = self._page()
        self._show_page()
        self._steps.show_step(self.step())
        first = page is self._pages[0]
        self._footer.show_step(
            page.next_text, can_back=self._may_go_back(), can_leave=self._founded is None
        )
        self._scroll.verticalScrollBar().setValue(0)
        if page is self.making:
            self.making.show_plan(self.plan())
            self._footer.next_button.setFocus()
        elif first:
            self._footer.next_button.setFocus()
        else:
            page.start()

    def _show_page(self) -> None:
        """Only one is there, and the scrolled part is no higher than it."""
        for page in self._pages:
            page.setVisible(page is self._page())

    def _on_leave(self) -> None:
        self._forget()
        self._step = 0
        self.left.emit()

    def _check_office(self) -> None:
        names = self.office_page.names()
        self._tasks.run(
            partial(check_office, names.municipality, names.unit, names.terminal),
            done=lambda _none: self._go_on(),
            refused=self.office_page.refuse,
        )

    def _judging(self, form: PersonForm) -> Callable[[], object]:
        """The deed that accepts the person at ``form`` beside all the others."""
        names = self.office_page.names()
        others = tuple(
            other.person()
            for other in (self.administrator.form, self.supervisor.form)
            if other is not form and other.person().uid
        )
        words_here = (names.municipality, names.unit)
        everybody = (*others, *self.clerks.people)
        return partial(check_newcomer, self._office, words_here, everybody, form.person())

    def _check(self, form: PersonForm, page: Page, then: Callable[[], object]) -> None:
        """Have the use case judge a person before the step is left."""
        self._footer.wait(on=True)
        self._tasks.run(
            self._judging(form),
            done=lambda _uid: then(),
            refused=partial(self._on_refused, page),
        )

    def _judge(self, form: PersonForm) -> None:
        """Judge a password while it is being typed; an older answer is dropped."""
        if not form.person().password:
            return
        self._tasks.run(
            self._judging(form),
            done=lambda _uid: form.judge(None),
            refused=form.judge,
            key="founding.judge",
        )

    def _suggest(self, form: PersonForm, page: Page) -> None:
        self._tasks.run(
            partial(suggest_passphrase, self._office),
            done=form.password.propose,
            refused=page.refuse,
        )

    def _on_adding(self) -> None:
        person = self.clerks.form.person()
        self._check(self.clerks.form, self.clerks, partial(self._take, person))

    def _take(self, person: NewPerson) -> None:
        self._footer.wait(on=False)
        self.clerks.take(person)

    def _make(self) -> None:
        self._footer.wait(on=True, note="")
        cancel = Cancel()
        self._tasks.run(
            partial(found_unit, self._office, self.plan(), cancel.report),
            done=self._on_founded,
            refused=partial(self._on_refused, self.making),
            lane="write",
            cancel=cancel,
            busy=self.making.busy,
        )

    def _on_founded(self, founded: Founded) -> None:
        plan = self.plan()
        self._founded = founded
        self.sheets.expect(founded.sheet_checks)
        self.fingerprint.show_fingerprint(
            founded.fingerprint, plan.administrator.name, plan.supervisor.name
        )
        self._forget()
        self._go_on()

    def _on_folder(self, folder: Path) -> None:
        if self._founded is None:
            return
        self._footer.wait(on=True)
        self._tasks.run(
            partial(write_sheets, self._founded, folder),
            done=self._on_written,
            refused=partial(self._on_refused, self.sheets),
            lane="write",
        )

    def _on_written(self, paths: tuple[Path, ...]) -> None:
        self._footer.wait(on=False)
        self.sheets.complain("")
        self.sheets.show_written(paths)

    def _on_refused(self, page: Page, error: AppError) -> None:
        self._footer.wait(on=False)
        page.refuse(error)

    def _finish(self) -> None:
        if self._founded is not None:
            unit = self._founded.unit
            self._founded = None
            self.finished.emit(unit)

    def _forget(self) -> None:
        """Let every typed password go."""
        for page in (self.administrator, self.supervisor):
            page.form.password.forget()
        self.clerks.forget()
