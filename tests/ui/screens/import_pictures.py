"""Pictures of the import: ``python -m tests.ui.screens.import_pictures OUT [BOOK]``."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.ui.application import prepare
from desktop.ui.changes import Changes
from desktop.ui.main_window import MainWindow
from desktop.ui.screens.import_wizard.screen import ImportScreen
from desktop.ui.tasks import Tasks
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.dog_ledger import write_dog_ledger
from tests.builders.offices import CLERK, RESOURCES, found, office_at
from tests.builders.workbooks import ACE, protected, table
from tests.ui.screens.camera import Camera
from tests.ui.typing_keys import press as press_key
from tests.ui.typing_keys import type_text


def main(out: Path, book: Path | None) -> None:
    """Walk through the steps by keys and keep a picture of each."""
    prepare(RESOURCES, sys.argv)
    bugs: list[BaseException] = []
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        books = home / "books"
        books.mkdir()
        if book is None:
            write_dog_ledger(books / "犬の登録台帳_R6.xlsx")
        else:
            shutil.copy(book, books)
        (books / "鍵付き.xlsx").write_bytes(
            protected(table(("氏名", "住所"), ("a", "b")), "aikotoba")
        )
        (books / "顧客.accdb").write_bytes(ACE)
        unit = found(home / "stores").unit
        desk = sign_in(office_at(home / "stores"), unit, CLERK.uid, CLERK.password)
        tasks = Tasks(bugs.append)
        window = MainWindow("福祉課", "端末1", "担当 次郎")
        screen = ImportScreen(tasks, Changes(), desk, books)
        screen.refused.connect(window.messages.refuse)
        screen.told.connect(window.messages.tell)
        window.add_screen("import", "取込", "import", screen)
        window.show()
        window.activateWindow()
        _walk(Camera(out, tasks), window)
        tasks.shutdown()
        sign_out(desk)
    for bug in bugs:
        raise bug


def _choose(press: Callable[[Qt.Key], None], keep: Callable[[str], None]) -> None:
    keep("1-choose")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    keep("1-password")
    type_text("chigau")
    press(Qt.Key.Key_Return)
    keep("1-password-wrong")
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    keep("1-refused")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)


def _walk(camera: Camera, window: MainWindow) -> None:
    keep = partial(camera.take, window)

    def press(key: Qt.Key) -> None:
        press_key(key)
        camera.settle()

    _choose(press, keep)
    keep("1-facts")
    press(Qt.Key.Key_Return)
    keep("2-shape")
    for _ in range(14):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    keep("2-shape-excluded")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    keep("3-columns")
    for _ in range(6):
        press(Qt.Key.Key_Down)
    keep("3-columns-more")
    press(Qt.Key.Key_Return)
    keep("4-ledger")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    keep("5-trial")
    press(Qt.Key.Key_F7)
    keep("5-trial-next")
    press(Qt.Key.Key_F11)
    keep("5-error-sheet")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return)
    keep("6-commit")
    press(Qt.Key.Key_F10)
    keep("7-done")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
