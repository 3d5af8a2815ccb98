"""The ground of a journey: one folder with two drill units, a medium, and a workbook of ours."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from desktop.usecases.desk import Desk
from desktop.usecases.founding import Founded, NewPerson
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import RESOURCES, found, office_at

UNITS = {"a": "福祉課", "b": "税務課"}
SAMPLE = RESOURCES / "samples" / "inu_touroku.xlsx"

HEADING = (
    "認定番号", "受給者氏名", "フリガナ", "生年月日", "住所", "電話番号", "月額", "備考",
)  # fmt: skip
# 神 U+FA19 (compatibility), 髙, 﨑, 𠮷 (beyond U+FFFF), 邊 with a variation selector
NAMES = (
    "\ufa19楽坂 \u9ad9志", "宮\ufa11 あぐり", "\U00020bb7川 奈緒美", "渡\u908a\U000e0102 喜久代",
    "佐々木 満寿夫", "小野寺 佳津枝",
)  # fmt: skip
KANA = (
    "カグラザカ タカシ", "ミヤザキ アグリ", "ヨシカワ ナオミ", "ワタナベ キクヨ", "ササキ マスオ",
    "オノデラ カツエ",
)  # fmt: skip
BIRTHDAYS = (
    "平成2年5月12日",
    "H3.4.1",
    "1988/7/30",
    "昭和62年11月3日",
    "S60.1.9",
    "平成元年2月3日",
)
NOTE = "夫は単身赴任のため連絡は勤務先へ"


def line(place: int) -> tuple[str | int, ...]:
    """One invented resident as the workbook has them."""
    return (
        f"第{place + 1:04d}号",
        NAMES[place],
        KANA[place],
        BIRTHDAYS[place],
        f"桜沢町大字鴫原{117 + place}番地 \U00020bb7荘{place + 3}号室",
        f"0197-5{place}-418{place}",
        10000 + 5000 * (place % 2),
        NOTE if place == 1 else "",
    )


LINES = tuple(line(place) for place in range(len(NAMES)))


def workbook_at(path: Path) -> Path:
    """A god Excel in small: a title, two header rows with a merge, six residents, a subtotal."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "児童手当"
    sheet["A1"] = "令和8年度 児童手当 受給者台帳"
    sheet["A1"].font = Font(bold=True, size=14)
    upper = ("認定", "受給者", None, None, None, None, "支給", None)
    for column, text in enumerate(upper, 1):
        sheet.cell(2, column, text)
    sheet.merge_cells("B2:F2")
    for column, text in enumerate(HEADING, 1):
        sheet.cell(3, column, text)
    for row, values in enumerate(LINES, 4):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value or None)
    sheet.cell(4 + len(LINES), 1, "計")
    sheet.cell(4 + len(LINES), 7, sum(int(values[6]) for values in LINES))
    book.save(path)
    return path


@dataclass(frozen=True)
class Ground:
    """Folder of one journey: ``a`` and ``b`` are homes of one unit each."""

    base: Path

    @property
    def medium(self) -> Path:
        """Where cards, packages and receipts travel."""
        return self.base / "medium"

    @property
    def book(self) -> Path:
        """The workbook as it lies on the clerk's desk; outside of everything that is ours."""
        return self.base / "inbox" / "児童手当.xlsx"

    def office(self, unit: str) -> Office:
        """The office of a unit, with the real clock."""
        return office_at(self.base / unit)

    def unit(self, unit: str) -> UnitRef:
        """The one unit of a home."""
        (only,) = self.office(unit).units()
        return only

    @contextmanager
    def desk(self, unit: str, person: NewPerson) -> Iterator[Desk]:
        """A unit opened by one person, and closed in order."""
        desk = sign_in(self.office(unit), self.unit(unit), person.uid, person.password)
        try:
            yield desk
        finally:
            if desk.lock is not None:
                sign_out(desk)

    def found(self, unit: str) -> Founded:
        """Found one unit by its three people."""
        return found(self.base / unit, UNITS[unit])

    def copied(self, base: Path) -> "Ground":
        """The same ground elsewhere, terminals' secrets included."""
        shutil.copytree(self.base, base)
        return Ground(base)


def laid_out(base: Path) -> Ground:
    """A new ground without units, the workbook waiting."""
    ground = Ground(base)
    for folder in (ground.base / "a", ground.base / "b", ground.medium, ground.book.parent):
        folder.mkdir(parents=True)
    workbook_at(ground.book)
    return ground
