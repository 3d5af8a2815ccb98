"""Refusals of our own documents and formats, whatever room reads them."""

from desktop.ui.messages.refusal import Refusal

REFUSALS: dict[str, Refusal] = {
    "format.malformed": Refusal(
        cause="ファイルの内容が、蔵帳の決まった形と合いません。壊れているか、書き換えられています。",
        remedy="送り主から、もう一度受け取ってください。このファイルは使わないでください。",
        helper="続くときは情報係へ連絡してください。",
        number="E-801",
    ),
    "format.unknown-version": Refusal(
        cause="この蔵帳では読めない、別の版の蔵帳で作られています。",
        remedy="内容は変わっていません。蔵帳を新しい版にしてから開いてください。",
        helper="版の更新は情報係へ依頼してください。",
        number="E-802",
    ),
}
