"""Draws every widget inside the real frame: ``python tests/ui/gallery.py OUT [SCALE]``."""

import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import MalformedDocumentError
from desktop.domain.fields import Field, FieldKind
from desktop.domain.ids import RecordUid
from desktop.domain.records import RecordLine, RecordState
from desktop.domain.search import Page
from desktop.ui.application import prepare
from desktop.ui.cancel import Cancel
from desktop.ui.fields.editors import editor_for
from desktop.ui.main_window import MainWindow
from desktop.ui.models.records_table import PAGE, RecordsTable
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, DangerButton, PrimaryButton, TextButton
from desktop.ui.widgets.codes import CodeEntry, CodeGroups
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice, Panel
from desktop.ui.widgets.password_field import PasswordField
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.step_header import StepHeader

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FIELDS = (
    Field("no", "認定番号", FieldKind.CODE, required=True),
    Field("name", "受給者氏名", FieldKind.NAME, required=True),
    Field("kana", "フリガナ", FieldKind.KANA),
    Field("birth", "生年月日", FieldKind.DATE),
    Field("address", "住所", FieldKind.ADDRESS),
    Field("kind", "区分", FieldKind.CHOICE, choices=("被用者", "非被用者", "特例給付")),
    Field("amount", "月額", FieldKind.MONEY),
    Field("phone", "電話番号", FieldKind.PHONE),
)
VALUES = (
    "第1042号",
    "神﨑 髙子",
    "カンザキ タカコ",
    "H5.1.1",
    "蔵町一丁目2番3号",
    "被用者",
    "15000",
    "0120-00-0000",
)


def window() -> MainWindow:
    """The frame with the screens a clerk sees."""
    made = MainWindow("福祉課", "端末2", "窓口担当 見本 花子")
    made.add_screen("today", "今日", "today", card_screen())
    made.add_screen("ledger", "台帳", "ledger", list_screen(), "台帳")
    made.add_screen("import", "取込", "import", parts_screen())
    made.add_screen("export", "持出申請", "export", codes_screen(), "持出")
    made.add_screen("approve", "承認", "approve", files_screen())
    made.add_screen("receive", "受領", "receive", empty_screen())
    made.add_screen("audit", "監査", "audit", QWidget(), "管理")
    made.add_screen("people", "利用者", "people", QWidget())
    made.set_count("approve", 3)
    made.set_count("today", 12)
    made.set_class("3B", "児童手当 受給者台帳", "令和8年度")
    return made


def screen(*items: QWidget | int | None) -> QWidget:
    whole = QWidget()
    whole.setObjectName("screen")
    whole.setLayout(column(*items, gap=16, margin=24))
    return whole


def card_screen() -> QWidget:
    card = Card("様式第2号 受給者カード")
    for field, value in zip(FIELDS, VALUES, strict=True):
        editor = editor_for(field)
        editor.set_raw(value)
        if field.fid == "phone":
            editor.show_problem("電話番号は10桁か11桁です。もう一度書類を見て入力してください。")
        card.add(FormRow(field.label, editor, required=field.required))
    card.add(row(None, Button("中止 Esc"), PrimaryButton("登録 F10"), gap=16))
    inside = QWidget()
    inside.setLayout(column(card, None, margin=4))
    return screen(Label("記録の登録", "title"), Scroll(inside))


def list_screen() -> QWidget:
    model = RecordsTable()
    model.show_columns(FIELDS)
    model.show_total(12345)
    lines = tuple(
        RecordLine(
            RecordUid(f"{number:032x}"),
            RecordState.VOIDED if number == 3 else RecordState.LIVE,
            (f"第{number}号", *VALUES[1:6], f"{number * 5000}", VALUES[7]),
        )
        for number in range(PAGE)
    )
    model.put_page(Page(0, lines, 12345))
    table = DataTable("台帳の一覧", frozen=True, sortable=True)
    model.setParent(table)
    table.setModel(model)
    table.fit_columns()
    table.go_to(1)
    table.show_sorted(2, descending=False)
    search = SearchBox()
    head = row(search, Button("絞込", "chip"), PrimaryButton("登録 F2", icon_name="add"), gap=8)
    head.setStretch(0, 1)
    top = QWidget()
    top.setLayout(head)
    foot = QWidget()
    foot.setLayout(row(Label("12,345件中 1–60", "sub"), None, Label("基準日 今日", "sub")))
    made = screen(top, table, foot)
    made.layout().setStretch(1, 1)
    return made


def parts_screen() -> QWidget:
    steps = StepHeader(
        ("封入", "形の判定", "項目の対応", "値の直し", "試し取込", "要確認", "本取込", "完了証明")
    )
    steps.show_step(3)
    busy = Busy("取り込んでいます…")
    busy.begin(Cancel())
    busy.advance(3412, 10000)
    buttons = QWidget()
    buttons.setLayout(
        row(
            PrimaryButton("本取込", icon_name="import"),
            Button("試し取込"),
            TextButton("戻る", icon_name="back"),
            DangerButton("廃棄"),
            None,
            gap=8,
        )
    )
    disabled = PrimaryButton("承認")
    disabled.setEnabled(False)
    buttons.layout().addWidget(disabled)
    panel = Panel("取込の内訳")
    panel.add(KeyValueList((("取込可", "3,301行"), ("要確認", "96行"), ("取込不可", "15行"))))
    notices = [
        Notice("info", "試し取込では、台帳はまだ変わりません。"),
        Notice("success", "取り込みが終わりました。件数は原本と一致しています。"),
        Notice("warning", "「邊󠄂」はこの端末の文字では正しく印刷できません。情報係へ。"),
        Notice("error", "3,412行のうち15行は取り込めません。誤り票を印刷しますか。"),
    ]
    return screen(Label("Excelの取込", "title"), steps, *notices, panel, busy, buttons, None)


def codes_screen() -> QWidget:
    card = Card("復旧シート 1枚目の番号")
    card.add(CodeGroups("7QHF2M9K4T8RX3WB6N5PYC1DJ0VEGSAZ"))
    entry = CodeEntry("復旧シートの番号")
    card.add(entry)
    password = PasswordField("パスワード")
    password.edit.setText("himitsu-no-kotoba")
    card.add(FormRow("パスワード", password, hint="12文字以上。よく使われる言葉は使えません。"))
    wrong = FormRow("職員番号", LineEdit(), required=True)
    wrong.show_problem("職員番号を入力してください。")
    card.add(wrong)
    return screen(Label("回復の予行", "title"), card, None)


def files_screen() -> QWidget:
    made = screen(Label("ファイルを選ぶ", "title"), FileChooser(RESOURCES, (".qss", ".md")))
    made.layout().setStretch(1, 1)
    return made


def empty_screen() -> QWidget:
    return screen(
        EmptyState(
            "receive",
            "受け取った荷物はありません。",
            hint="他の課から届いた媒体を入れて、荷物を選びます。",
            action="荷物を選ぶ",
        )
    )


def draw(out: Path, scale: str) -> None:
    """Leave one picture per screen in ``out``."""
    application = prepare(RESOURCES, ["gallery", "-platform", "offscreen"])
    shown = window()
    shown.resize(QSize(1366, 768))
    shown.show()
    shown.activateWindow()

    def keep(name: str) -> None:
        for _ in range(5):
            application.processEvents()
        shown.grab().save(str(out / f"{name}-{scale}.png"))

    for key in ("today", "ledger", "import", "export", "approve", "receive"):
        shown.show_screen(key)
        if key == "import":
            shown.messages.refuse(MalformedDocumentError())
        elif key == "export":
            shown.messages.tell("登録しました。", "success")
        keep(key)
    QTest.keySequence(shown, QKeySequence("F1"))
    keep("help")
    QTest.keySequence(shown, QKeySequence("F1"))
    question = Confirm(
        shown,
        "134件を廃棄します",
        "134件を復元できない形で消します。元に戻せません。",
        yes=print,
        yes_text="廃棄する",
        danger=True,
        reason_label="理由",
    )
    keep("confirm")
    question.no_button.click()
    shown.toggle_veil()
    keep("veil")
    shown.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "1")
