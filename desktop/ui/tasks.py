"""Work off the GUI thread: one thread per lane, results and refusals back on the GUI thread.

A lane is a queue of its own (DECISIONS 20), so whatever lives in it – a connection – is touched
by one thread only. Every exception that is no ``AppError`` is a bug and goes to ``on_bug``.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Literal, Protocol, TypeVar, get_args

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop.domain.errors import AppError
from desktop.ui.cancel import Cancel

Lane = Literal["write", "read", "long", "foreign"]
LANES: tuple[Lane, ...] = get_args(Lane)
BUSY_AFTER = 0.2
TICK_MS = 100

T = TypeVar("T")


class Waiting(Protocol):
    """What shows that something takes its time, such as the ``Busy`` widget."""

    def begin(self, cancel: Cancel) -> None:
        """Appear; a press on 中止 calls ``cancel.cancel()``."""

    def advance(self, done: int, total: int) -> None:
        """Show how far it is; ``total`` 0 = unknown."""

    def end(self) -> None:
        """Go away."""


@dataclass(eq=False, slots=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], object]
    refused: Callable[[AppError], object]
    lane: Lane
    key: str | None
    cancel: Cancel
    progress: Callable[[int, int], object] | None
    busy: Waiting | None
    asked: float
    shown: bool = False
    stale: bool = False
    result: Any = None
    refusal: AppError | None = None
    bug: BaseException | None = None


class Tasks(QObject):
    """Routes work to its lane; lives on the GUI thread and is asked only from there."""

    busy_changed = Signal(bool)
    _arrived = Signal()

    def __init__(
        self, on_bug: Callable[[BaseException], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._pools = {lane: ThreadPoolExecutor(1, f"kuracho-{lane}") for lane in LANES}
        self._open: list[_Job] = []
        self._finished: SimpleQueue[_Job] = SimpleQueue()
        self._closed = False
        self._is_busy = False
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(  # noqa: PLR0913 - one call, all by name
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], object],
        refused: Callable[[AppError], object],
        lane: Lane = "read",
        progress: Callable[[int, int], object] | None = None,
        key: str | None = None,
        cancel: Cancel | None = None,
        busy: Waiting | None = None,
    ) -> Cancel:
        """Do ``work`` in its lane, then call ``done`` or ``refused`` on the GUI thread.

        Args:
            work: takes nothing; give it ``cancel`` by ``partial`` if it can report or stop.
            done: gets the result. Nothing is called if its widget is gone by then.
            refused: gets the ``AppError``.
            lane: "write", "read", "long" or "foreign".
            progress: gets what ``cancel.report`` last said, ten times a second at most.
            key: a newer run of the same key cancels this one and drops its result.
            cancel: the token ``work`` was given; a new one otherwise.
            busy: begins after 0.2 s, ends with the work.

        Returns:
            The token by which the work can be told to stop.
        """
        job = _Job(work, done, refused, lane, key, cancel or Cancel(), progress, busy, monotonic())
        if self._closed:
            return job.cancel
        self._supersede(key)
        self._open.append(job)
        self._pools[lane].submit(self._work_on, job)
        if not self._tick.isActive():
            self._tick.start()
        return job.cancel

    def abandon(self) -> None:
        """Stop all work but writing, and deliver none of it: those who asked are leaving.

        What is being written goes on to its end and is told, as always.
        """
        for job in self._open:
            if job.lane != "write":
                job.stale = True
                job.cancel.cancel()

    def settle(self, seconds: float) -> None:
        """Wait, with the window standing still, until the writing asked for so far is done.

        For the moment before the computer sleeps; after ``seconds`` it goes on without us.
        """
        if not self._closed:
            with suppress(TimeoutError):
                self._pools["write"].submit(int).result(seconds)

    def idle(self) -> bool:
        """Whether nothing runs, waits or is still to be delivered."""
        return not self._open

    def shutdown(self) -> None:
        """Tell all work to stop, wait for its threads; nothing more is delivered."""
        self._closed = True
        for job in self._open:
            job.cancel.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._tick.stop()
        self._open.clear()

    def _supersede(self, key: str | None) -> None:
        for job in self._open:
            if key is not None and job.key == key:
                job.stale = True
                job.cancel.cancel()

    def _work_on(self, job: _Job) -> None:
        """In the lane's thread: nothing here touches a widget."""
        if not (job.stale or self._closed):
            try:
                job.result = job.work()
            except AppError as refusal:
                job.refusal = refusal
            except BaseException as bug:  # noqa: BLE001 - the edge: nothing may end a lane
                job.bug = bug
        self._finished.put(job)
        if not self._closed:
            self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        while not self._closed:
            try:
                job = self._finished.get_nowait()
            except Empty:
                break
            self._open.remove(job)
            self._end(job)
        if not self._open:
            self._tick.stop()
            self._set_busy(now=False)

    def _end(self, job: _Job) -> None:
        if job.shown and job.busy is not None and _alive(job.busy):
            job.busy.end()
        if job.stale:  # an interrupted read fails in its own way; nobody waits for it
            return
        if job.bug is not None:
            self._on_bug(job.bug)
        elif _alive(getattr(job.done, "__self__", None)):
            self._hand_over(job)

    def _hand_over(self, job: _Job) -> None:
        try:
            if job.refusal is not None:
                job.refused(job.refusal)
            else:
                job.done(job.result)
        except AppError as refusal:
            job.refused(refusal)
        except Exception as bug:  # noqa: BLE001 - the edge: a broken screen must be seen
            self._on_bug(bug)

    def _on_tick(self) -> None:
        late = [job for job in self._open if monotonic() - job.asked >= BUSY_AFTER]
        self._set_busy(now=bool(late))
        for job in late:
            if job.busy is not None and not job.shown and not job.stale:
                job.shown = True
                job.busy.begin(job.cancel)
        for job in self._open:
            self._show_progress(job)

    def _show_progress(self, job: _Job) -> None:
        reported = job.cancel.take_report()
        if reported is None or job.stale:
            return
        if job.progress is not None:
            job.progress(*reported)
        if job.shown and job.busy is not None and _alive(job.busy):
            job.busy.advance(*reported)

    def _set_busy(self, *, now: bool) -> None:
        if now is not self._is_busy:
            self._is_busy = now
            self.busy_changed.emit(now)


def _alive(target: object) -> bool:
    """Whether ``target`` can still be called: a QObject may have been deleted meanwhile."""
    return not isinstance(target, QObject) or isValid(target)
