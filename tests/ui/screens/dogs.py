"""A drill unit with a ledger of dogs brought by an import, and one of child allowances."""

from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId
from desktop.domain.records import Record
from desktop.store.bulk import ImportDraft
from desktop.store.imports import ImportOrder
from desktop.usecases.desk import Desk

DOGS, CHILDREN = LedgerId("inu"), LedgerId("jido_teate")
IVS = "邊\U000e0102"
"""Two code points, one sign."""
KAMI = "\ufa19田"
"""U+FA19, which normalising would turn into another sign."""

DOG_FORM = Form(
    DOGS,
    "犬の登録",
    1,
    Confidentiality.LEVEL_2,
    (
        Field("bango", "登録番号", FieldKind.CODE, required=True),
        Field("shimei", "所有者氏名", FieldKind.NAME, required=True),
        Field("kana", "フリガナ", FieldKind.KANA),
        Field("jusho", "所在地", FieldKind.ADDRESS),
        Field("denwa", "電話番号", FieldKind.PHONE),
        Field("inumei", "犬の名", FieldKind.TEXT),
        Field("shurui", "種類", FieldKind.CHOICE, choices=("柴犬", "秋田犬", "雑種", "その他")),
        Field("birth", "生年月日", FieldKind.DATE),
        Field("chusha", "注射の年度", FieldKind.FISCAL_YEAR),
        Field("ryokin", "手数料", FieldKind.MONEY),
        Field("biko", "備考", FieldKind.TEXT),
    ),
)
CHILD_FORM = Form(
    CHILDREN,
    "児童手当 受給者台帳",
    1,
    Confidentiality.LEVEL_3B,
    (
        Field("no", "認定番号", FieldKind.CODE, required=True),
        Field("name", "受給者氏名", FieldKind.NAME, required=True),
        Field("kana", "フリガナ", FieldKind.KANA),
        Field("birth", "生年月日", FieldKind.DATE),
        Field("month", "月額", FieldKind.MONEY),
    ),
)
FAMILIES = (
    ("佐藤", "サトウ"),
    ("鈴木", "スズキ"),
    ("高橋", "タカハシ"),
    ("田中", "タナカ"),
    ("渡辺", "ワタナベ"),
    ("伊藤", "イトウ"),
    ("山本", "ヤマモト"),
    ("髙田", "タカダ"),
)
GIVEN = (("太郎", "タロウ"), ("花子", "ハナコ"), ("一郎", "イチロウ"), ("美咲", "ミサキ"))
TOWNS = ("蔵町", "本町", "桜沢一丁目", "桜沢二丁目", "新田", "北原")
DOG_NAMES = ("ポチ", "シロ", "ハナ", "クロ", "コロ", "モモ", "レオ")
KINDS = ("柴犬", "雑種", "秋田犬", "その他")
ODD = 3
"""The dog whose owner's name has a variation selector and whose birthday does not exist."""


def fill(desk: Desk, dogs: int = 240) -> None:
    """Two ledgers: ``dogs`` dogs from a workbook, one child allowance entered by hand."""
    with desk.store.write(desk) as tx:
        tx.forms.publish(DOG_FORM)
        tx.forms.publish(CHILD_FORM)
    child(desk)
    bring(desk, dogs)


def child(desk: Desk) -> Record:
    values = {
        "no": "第1042号",
        "name": KAMI,
        "kana": "カミタ",
        "birth": "H5.1.1",
        "month": "15000",
    }
    with desk.store.write(desk) as tx:
        return tx.records.register(CHILDREN, values)


def bring(desk: Desk, count: int, batch: str = "R8-0001") -> None:
    """An import of ``count`` dogs from line 4 of 犬登録.xlsx on."""
    letters = zip((field.fid for field in DOG_FORM.fields), "ABCDEFGHIJK", strict=True)
    columns = {("犬の登録", fid): letter for fid, letter in letters}
    drafts = (ImportDraft(dog(number), "犬の登録", number + 4) for number in range(count))
    with desk.store.write(desk) as tx:
        source = tx.imports.seal_source("犬登録.xlsx", [batch.encode()])
        order = ImportOrder(batch, DOGS, source, columns, {})
        tx.imports.bring(order, drafts, lambda _count: True)


def dog(number: int) -> dict[str, str]:
    """The values of one record."""
    given, kana = GIVEN[number % len(GIVEN)]
    family, reading = FAMILIES[number * 3 % len(FAMILIES)]
    values = {
        "bango": f"{number + 1:05d}",
        "shimei": f"{family}　{given}",
        "kana": f"{reading} {kana}",
        "jusho": f"桜沢町{TOWNS[number % len(TOWNS)]}{number % 30 + 1}-{number % 9 + 1}",
        "denwa": f"0120-{number % 100:02d}-{number % 10000:04d}",
        "inumei": DOG_NAMES[number % len(DOG_NAMES)],
        "shurui": KINDS[number % len(KINDS)],
        "birth": f"R{number % 6 + 2}.{number % 12 + 1}.{number % 28 + 1}",
        "chusha": "令和7年度",
        "ryokin": "3000",
    }
    odd = {"shimei": f"渡{IVS}　美咲", "birth": "昭和63年2月30日", "biko": "再交付\n令和7年5月"}
    return values | odd if number == ODD else values
