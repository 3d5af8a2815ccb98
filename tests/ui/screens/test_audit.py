from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.audit import Act, anchor_words
from desktop.ui.changes import Area, Changes
from desktop.ui.messages import audit as words
from desktop.ui.models.audit import act_words, object_words, result_words
from desktop.ui.screens.audit.screen import SIZE, AuditScreen
from desktop.ui.screens.audit.verdict import verdict_words
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.usecases.auditing import LogVerdict, newest_seal
from desktop.usecases.desk import Desk
from tests.builders.offices import ADMINISTRATOR, SUPERVISOR
from tests.ui.export_paths import export_paths
from tests.ui.screens.desks import Sit, settled, shown
from tests.ui.seen_whole import faults
from tests.ui.typing_keys import press

Look = Callable[[Desk], AuditScreen]


@pytest.fixture
def look(qtbot: QtBot, tasks: Tasks) -> Look:
    windows = []

    def looked(desk: Desk) -> AuditScreen:
        screen = AuditScreen(tasks, Changes())
        assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == []
        windows.append(shown(qtbot, screen))
        screen.show_desk(desk)
        settled(qtbot, tasks)
        return screen

    return looked


def cell(screen: AuditScreen, row: int, column: int) -> str:
    return str(screen.model.index(row, column).data())


def texts(screen: AuditScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(Label)]


@pytest.mark.parametrize("act", list(Act))
def test_every_deed_of_the_log_has_a_japanese_word(act: Act) -> None:
    word = act_words(act.value)

    assert word
    assert not word.isascii()


def test_deeds_are_listed_newest_first_with_who_what_and_result(sit: Sit, look: Look) -> None:
    screen = look(sit(SUPERVISOR))

    assert cell(screen, 0, 3) == "サインイン"
    assert cell(screen, 0, 2) == "課長 花子"
    assert cell(screen, 0, 5) == words.OK
    numbers = [int(cell(screen, row, 0)) for row in range(screen.model.rowCount())]
    assert numbers == sorted(numbers, reverse=True)
    rows = {(cell(screen, row, 3), cell(screen, row, 4)) for row in range(screen.model.rowCount())}
    assert ("取込", "台帳 犬の登録 ・ 取込 R8-0001 ・ 件数 240件") in rows


def test_a_refused_deed_says_why() -> None:
    assert result_words("rights.not-permitted", ok=False) == "拒否: この操作の権限がありません。"
    assert result_words("some.thing", ok=False) == "拒否: some.thing"
    assert object_words("right=approve", {}) == "権限 承認"


def test_a_long_log_is_turned_page_by_page(
    sit: Sit, look: Look, qtbot: QtBot, tasks: Tasks
) -> None:
    desk = sit(SUPERVISOR)
    with desk.store.write(desk) as tx:
        for _ in range(SIZE + 20):
            tx.audit.append(Act.LOCK, {})
    screen = look(desk)
    total = int(cell(screen, 0, 0))

    assert screen.model.rowCount() == SIZE
    assert not screen.newer.isEnabled()
    screen.older.click()
    settled(qtbot, tasks)

    assert int(cell(screen, 0, 0)) == total - SIZE
    assert screen.count.text() == f"{total}件中 {SIZE + 1}–{total}(新しい順)"
    assert not screen.older.isEnabled()
    screen.newer.click()
    settled(qtbot, tasks)
    assert int(cell(screen, 0, 0)) == total


def test_fingerprint_and_anchor_of_the_last_seal_are_shown(sit: Sit, look: Look) -> None:
    desk = sit(SUPERVISOR)
    screen = look(desk)
    seal = newest_seal(desk)

    assert seal is not None
    assert desk.unit.fingerprint in texts(screen)
    assert anchor_words(seal.head.hash) in texts(screen)
    assert any(f"、{seal.head.seq}番まで" in text for text in texts(screen))


def test_a_whole_log_is_verified_by_keys_with_a_plain_verdict(
    sit: Sit, look: Look, qtbot: QtBot, tasks: Tasks
) -> None:
    screen = look(sit(SUPERVISOR))
    assert screen.verdict() == words.NOT_VERIFIED
    entries = int(cell(screen, 0, 0))

    screen.verify_button.setFocus()
    press(Qt.Key.Key_Return)
    settled(qtbot, tasks)

    assert screen.verdict().startswith("記録は正しくつながっています。封印は")
    assert f"監査の記録 {entries}件" in screen.verdict()
    assert cell(screen, 0, 3) == "記録の検証"
    assert faults(screen.window()) == []


def test_a_rewritten_entry_is_found_and_named(
    sit: Sit, look: Look, qtbot: QtBot, tasks: Tasks
) -> None:
    desk = sit(SUPERVISOR)
    screen = look(desk)
    _rewrite(desk, seq=4)

    screen.verify()
    settled(qtbot, tasks)

    assert screen.verdict().startswith("4番の記録に食い違いがあります。操作を止め、")
    assert "E-900" in screen.verdict()
    assert faults(screen.window()) == []


def test_a_rewritten_record_is_a_bad_verdict_too(
    sit: Sit, look: Look, qtbot: QtBot, tasks: Tasks
) -> None:
    desk = sit(SUPERVISOR)
    screen = look(desk)
    connection = desk.store.maintenance_connection()
    connection.execute(
        "UPDATE ledger_1 SET f1 = '90009' WHERE rid IN (SELECT max(rid) FROM ledger_1)"
    )
    connection.commit()
    connection.close()

    screen.verify()
    settled(qtbot, tasks)

    assert not screen.verdict().startswith("記録は正しく")
    assert screen.verify_button.isEnabled()


def test_a_change_elsewhere_brings_the_list_up_to_date(
    sit: Sit, qtbot: QtBot, tasks: Tasks
) -> None:
    desk, changes = sit(SUPERVISOR), Changes()
    screen = AuditScreen(tasks, changes)
    window = shown(qtbot, screen)
    screen.show_desk(desk)
    settled(qtbot, tasks)
    with desk.store.write(desk) as tx:
        tx.audit.append(Act.LOCK, {})

    changes.announce(Area.AUDIT)
    settled(qtbot, tasks)

    assert cell(screen, 0, 3) == "ロック"
    assert export_paths(window) == []


def test_whoever_holds_no_data_key_is_told_so(sit: Sit, look: Look) -> None:
    screen = look(sit(ADMINISTRATOR))

    visible = [one.accessibleName() for one in screen.findChildren(EmptyState) if one.isVisible()]

    assert visible == [words.NO_STORE]


def test_a_broken_seal_names_no_entry() -> None:
    verdict = LogVerdict(ok=False, first_bad=0, reason="seal-keys", entries=9, sealed=3, records=0)

    assert verdict_words(verdict).startswith("封印に食い違いがあります。")


def _rewrite(desk: Desk, seq: int) -> None:
    """Change an entry's time behind the program's back, as somebody with the key could."""
    connection = desk.store.maintenance_connection()
    for name in [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='audit'"
        )
    ]:
        connection.execute(f"DROP TRIGGER {name}")
    body = bytes(connection.execute("SELECT body FROM audit WHERE seq=?", (seq,)).fetchone()[0])
    year = str(datetime.now(UTC).year).encode()
    forged = body.replace(b'"t":"' + year, b'"t":"2001')
    assert forged != body
    connection.execute("UPDATE audit SET body=? WHERE seq=?", (forged, seq))
    connection.commit()
    connection.close()
