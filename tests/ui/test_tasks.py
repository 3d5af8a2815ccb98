import hashlib
import threading
import time
from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.domain.errors import AppError, MalformedDocumentError
from desktop.ui.cancel import Cancel
from desktop.ui.tasks import LANES, Lane, Tasks
from desktop.ui.widgets.message_bar import MessageBar, Spinner


def never(refusal: AppError) -> None:
    pytest.fail(f"refused: {refusal.code}")


def heavy() -> int:
    """About half a second of work that never sleeps, half of it holding the interpreter."""
    end = monotonic() + 0.25
    count = 0
    while monotonic() < end:
        count += 1
    while monotonic() < end + 0.25:
        hashlib.pbkdf2_hmac("sha256", b"p", b"salt", 20_000)
    return count


class Shown:
    def __init__(self) -> None:
        self.events: list[object] = []

    def begin(self, cancel: Cancel) -> None:
        self.events.append("begin")
        self.cancel = cancel

    def advance(self, done: int, total: int) -> None:
        self.events.append((done, total))

    def end(self) -> None:
        self.events.append("end")


@pytest.mark.parametrize("lane", LANES)
def test_a_result_comes_back_on_the_gui_thread(qtbot: QtBot, tasks: Tasks, lane: Lane) -> None:
    seen: list[object] = []

    tasks.run(
        lambda: threading.current_thread().name,
        done=lambda name: seen.extend((name, threading.current_thread())),
        refused=never,
        lane=lane,
    )
    qtbot.waitUntil(tasks.idle)

    assert str(seen[0]).startswith(f"kuracho-{lane}")
    assert seen[1] is threading.main_thread()


def test_a_lane_is_one_thread_and_keeps_the_order(qtbot: QtBot, tasks: Tasks) -> None:
    threads: set[int] = set()
    order: list[int] = []

    def work(number: int) -> Callable[[], int]:
        return lambda: threads.add(threading.get_ident()) or number

    for number in range(50):
        tasks.run(work(number), done=order.append, refused=never, lane="write")
    qtbot.waitUntil(tasks.idle)

    assert order == list(range(50))
    assert len(threads) == 1


def test_a_refusal_reaches_refused_and_a_bug_the_last_resort(
    qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]
) -> None:
    refusals: list[AppError] = []

    def refuse() -> None:
        raise MalformedDocumentError(reason="test")

    tasks.run(refuse, done=lambda _: None, refused=refusals.append)
    tasks.run(lambda: 1 // 0, done=lambda _: None, refused=refusals.append)
    qtbot.waitUntil(tasks.idle)

    assert [type(refusal) for refusal in refusals] == [MalformedDocumentError]
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


def test_a_screen_that_breaks_while_showing_is_a_bug_and_not_silence(
    qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]
) -> None:
    tasks.run(lambda: 0, done=lambda zero: 1 // zero, refused=never)
    qtbot.waitUntil(tasks.idle)

    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


def test_the_gui_keeps_ticking_while_work_runs(qtbot: QtBot, tasks: Tasks) -> None:
    gaps: list[float] = []
    last = [monotonic()]

    def tick() -> None:
        gaps.append(monotonic() - last[0])
        last[0] = monotonic()

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(tick)
    timer.start()
    tasks.run(heavy, done=lambda _: None, refused=never, lane="foreign")
    qtbot.waitUntil(tasks.idle, timeout=10_000)
    timer.stop()

    assert len(gaps) > 20
    assert sorted(gaps)[len(gaps) // 2] < 0.1


def test_a_newer_search_supersedes_the_older_ones(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    shown: list[str] = []
    ran: list[str] = []

    def search(words: str) -> Callable[[], str]:
        def work() -> str:
            assert gate.wait(5)
            ran.append(words)
            return words

        return work

    tokens = [
        tasks.run(search(words), done=shown.append, refused=never, key="search")
        for words in ("や", "やま", "やまだ")
    ]
    gate.set()
    qtbot.waitUntil(tasks.idle)

    assert shown == ["やまだ"]
    assert [token.cancelled() for token in tokens] == [True, True, False]
    assert ran[-1] == "やまだ"
    assert "やま" not in ran


def test_the_interrupt_of_a_superseded_read_is_no_bug(
    qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]
) -> None:
    cancel = Cancel()

    def interrupted() -> None:
        deadline = time.monotonic() + 5
        while not cancel.cancelled():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        raise OSError

    tasks.run(interrupted, done=lambda _: None, refused=never, key="page", cancel=cancel)
    tasks.run(lambda: None, done=lambda _: None, refused=never, key="page")
    qtbot.waitUntil(tasks.idle)

    assert bugs == []


def test_short_work_shows_no_busy_and_long_work_shows_progress_and_can_be_stopped(
    qtbot: QtBot, tasks: Tasks
) -> None:
    quick, slow = Shown(), Shown()
    cancel = Cancel()

    def work() -> str:
        while not cancel.cancelled():
            cancel.report(3, 10)
            threading.Event().wait(0.01)
        return "stopped"

    results: list[str] = []
    tasks.run(lambda: None, done=lambda _: None, refused=never, busy=quick)
    tasks.run(work, done=results.append, refused=never, lane="write", cancel=cancel, busy=slow)
    qtbot.waitUntil(lambda: (3, 10) in slow.events)
    slow.cancel.cancel()
    qtbot.waitUntil(tasks.idle)

    assert quick.events == []
    assert (slow.events[0], slow.events[-1]) == ("begin", "end")
    assert results == ["stopped"]


def test_busy_is_announced_once_and_ends(qtbot: QtBot, tasks: Tasks) -> None:
    heard: list[bool] = []
    tasks.busy_changed.connect(heard.append)

    tasks.run(lambda: threading.Event().wait(0.5), done=lambda _: None, refused=never)
    qtbot.waitUntil(tasks.idle)

    assert heard == [True, False]


def test_nothing_is_handed_to_a_screen_that_is_gone(
    qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]
) -> None:
    class Screen(QObject):
        def show_lines(self, _lines: object) -> None:
            self.setObjectName("touched")

    screen = Screen()
    gate = threading.Event()
    tasks.run(lambda: gate.wait(5), done=screen.show_lines, refused=never)
    screen.deleteLater()
    with qtbot.waitSignal(screen.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(tasks.idle)

    assert bugs == []


def test_shutdown_stops_work_and_waits_for_its_threads(bugs: list[BaseException]) -> None:
    tasks = Tasks(bugs.append)
    cancel = Cancel()
    started = threading.Event()

    def work() -> None:
        started.set()
        while not cancel.cancelled():
            threading.Event().wait(0.005)

    tasks.run(work, done=lambda _: pytest.fail("delivered"), refused=never, cancel=cancel)
    assert started.wait(5)

    tasks.shutdown()

    assert tasks.idle()
    assert not [one for one in threading.enumerate() if one.name.startswith("kuracho-")]
    assert tasks.run(lambda: None, done=lambda _: None, refused=never) is not cancel
    assert tasks.idle()


def test_the_message_bar_turns_its_wheel_while_work_takes_long(qtbot: QtBot, tasks: Tasks) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show()
    tasks.busy_changed.connect(bar.show_busy)
    wheel = bar.findChild(Spinner)
    gate = threading.Event()

    tasks.run(lambda: gate.wait(5), done=lambda _: None, refused=never)
    qtbot.waitUntil(wheel.isVisible)
    gate.set()
    qtbot.waitUntil(tasks.idle)

    assert wheel.isHidden()


def test_who_leaves_gets_nothing_more_but_what_was_being_written(
    qtbot: QtBot, tasks: Tasks
) -> None:
    gate, told = threading.Event(), []
    cancels = [
        tasks.run(
            gate.wait, done=lambda _set, lane=lane: told.append(lane), refused=never, lane=lane
        )
        for lane in LANES
    ]

    tasks.abandon()
    gate.set()
    qtbot.waitUntil(tasks.idle)

    assert told == ["write"]
    assert [one.cancelled() for one in cancels] == [lane != "write" for lane in LANES]
