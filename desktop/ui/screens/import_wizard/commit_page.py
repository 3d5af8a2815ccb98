"""本取込: what will be made, one button, progress, and a cancel that leaves nothing behind."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from desktop.domain.errors import AppError
from desktop.ui.cancel import Cancel
from desktop.ui.messages import import_wizard as words
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.tasks import Tasks
from desktop.ui.theme import MEDIUM
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import PrimaryButton
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice, NoticeKind, cleared
from desktop.usecases.desk import Desk
from desktop.usecases.importing import DryRun, Imported, ImportSession, commit


class CommitPage(Page):
    """``imported`` carries what the import made; ``busy_changed`` says that it runs."""

    imported = Signal(object)
    refused = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, tasks: Tasks, desk: Desk) -> None:
        super().__init__(words.STEPS[5], words.COMMIT_KEYS)
        self._tasks, self._desk = tasks, desk
        self._session: ImportSession | None = None
        self._dry: DryRun | None = None
        self._runs = False
        self._facts = KeyValueList()
        self._notices = column(gap=MEDIUM)
        self.button = PrimaryButton(words.COMMIT, icon_name="import")
        self.busy = Busy(words.COMMITTING)
        self._lay_out()
        self.button.clicked.connect(self.commit)
        bind(self, Deed.REGISTER, self.commit)

    def show_trial(self, session: ImportSession, dry: DryRun) -> None:
        """Show what the trial run settled."""
        self._session, self._dry = session, dry
        count, form = dry.count, dry.form
        self._facts.show_pairs(
            (
                (words.SUMMARY_LEDGER, form.name),
                (
                    words.SUMMARY_LEVEL,
                    words.SUMMARY_LEVEL_TEXT.format(mark=form.confidentiality.mark),
                ),
                (words.SUMMARY_FILE, session.name),
                (words.SUMMARY_SHEET, dry.plan.sheet),
                (
                    words.SUMMARY_COUNT,
                    words.SUMMARY_COUNT_TEXT.format(count=f"{count.importable:,}"),
                ),
                (
                    words.SUMMARY_REFUSED,
                    words.SUMMARY_REFUSED_TEXT.format(
                        refused=f"{count.refused:,}", excluded=f"{count.excluded:,}"
                    ),
                ),
            )
        )
        cleared(self._notices)
        for kind, text in _notices(dry):
            self._notices.addWidget(Notice(kind, text))

    def start(self) -> None:
        """The one button."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Esc: stop the work that is waited for."""
        self.busy.stop()

    def runs(self) -> bool:
        """Whether the import is going on."""
        return self._runs

    def forget(self) -> None:
        """Let the file go."""
        self._session, self._dry = None, None

    def commit(self) -> None:
        """Bring the records; once it runs a second press does nothing."""
        if self._runs or self._session is None or self._dry is None:
            return
        self._set_runs(runs=True)
        cancel = Cancel()
        self._tasks.run(
            partial(commit, self._desk, self._session, self._dry, cancel),
            done=self._on_imported,
            refused=self._on_refused,
            lane="write",
            cancel=cancel,
            busy=self.busy,
        )

    def _lay_out(self) -> None:
        card = Card(words.COMMIT_TITLE)
        card.add(Label(words.COMMIT_TEXT, wrap=True))
        card.add(self._facts)
        card.add(self._notices)
        card.add(row(None, self.button))
        self.put_column(card, self.busy)

    def _set_runs(self, *, runs: bool) -> None:
        self._runs = runs
        if runs:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # a disabled button would lose Esc
        self.button.setEnabled(not runs)
        self.busy_changed.emit(runs)

    def _on_imported(self, imported: Imported) -> None:
        self._set_runs(runs=False)
        self.imported.emit(imported)

    def _on_refused(self, error: AppError) -> None:
        self._set_runs(runs=False)
        self.refused.emit(error)
        self.start()


def _notices(dry: DryRun) -> list[tuple[NoticeKind, str]]:
    count = dry.count
    found: list[tuple[NoticeKind, str]] = []
    if count.refused:
        found.append(("warning", words.COMMIT_REFUSED.format(count=f"{count.refused:,}")))
    if count.with_warnings:
        found.append(("info", words.COMMIT_WARNED.format(count=f"{count.with_warnings:,}")))
    return [*found, ("info", words.COMMIT_SAFE)]
