"""Words about the program itself: whether its files are those that were released."""

from desktop.ui.messages.refusal import Refusal

_IT = "情報係にご連絡ください。訓練用の台帳は、このままでも開けます。"
_INSTALL = "本番の台帳は開きません。蔵帳を入れ直してから、もう一度お試しください。"
_COUNT = "（違いは全部で{count}件）"

REFUSALS: dict[str, Refusal] = {
    "program.refused": Refusal(
        "蔵帳のプログラムが、配布されたものと同じかどうかを確かめられません。",
        _INSTALL,
        _IT,
        "E-930",
    ),
    "program.no-key": Refusal(
        "この蔵帳は、配布用の署名がない試作品です。",
        "本番の台帳は開きません。配布された蔵帳を入れてください。",
        _IT,
        "E-931",
    ),
    "program.no-list": Refusal(
        "蔵帳のファイル一覧（{file}）がないか、読めないため、プログラムを確かめられません。",
        _INSTALL,
        _IT,
        "E-932",
    ),
    "program.forged-list": Refusal(
        "蔵帳のファイル一覧（{file}）が、配布されたものと違います。", _INSTALL, _IT, "E-933"
    ),
    "program.other-build": Refusal(
        "蔵帳のファイル一覧（{file}）が、ほかの版のものです。更新が途中で止まった恐れがあります。",
        _INSTALL,
        _IT,
        "E-934",
    ),
    "program.changed": Refusal(
        f"蔵帳のファイル「{{file}}」が、配布されたときから変わっています{_COUNT}。",
        _INSTALL,
        _IT,
        "E-935",
    ),
    "program.missing": Refusal(
        f"蔵帳のファイル「{{file}}」がありません{_COUNT}。", _INSTALL, _IT, "E-936"
    ),
    "program.extra": Refusal(
        f"蔵帳のフォルダーに、配布していないファイル「{{file}}」が置かれています{_COUNT}。",
        "本番の台帳は開きません。蔵帳のフォルダーからそのファイルを除くか、蔵帳を入れ直してください。",
        _IT,
        "E-937",
    ),
    "program.unreadable": Refusal(
        f"蔵帳のファイル「{{file}}」を読めないため、プログラムを確かめられません{_COUNT}。",
        _INSTALL,
        _IT,
        "E-938",
    ),
    "program.self-test": Refusal(
        "自己診断が途中で終わりました（{rows}項目まで）。",
        "もう一度お試しください。",
        "同じところで終わるときは情報係にご連絡ください。",
        "E-939",
    ),
}

DIFFERENCES: dict[str, str] = {
    "no-key": "署名のない試作品",
    "no-list": "一覧がない",
    "forged-list": "一覧が違う",
    "other-build": "別の版の一覧",
    "changed": "変わっている",
    "missing": "ない",
    "extra": "配布していない",
    "unreadable": "読めない",
    "unknown": "確かめられない",
}
"""What is wrong with a file, in a list of files."""

FAULT = "・{path} — {difference}"
MORE_FAULTS = "・ほか{count}件（記録 kuracho.log に名前があります）"
STANDING: dict[str, str] = {
    "checkout": "配布前のソースから動いています（確認していません）",
    "whole": "配布されたものと同じです（{files}個のファイル、署名を確認）",
    "different": "配布されたものと違います（{faults}件）",
}
"""The state of the program's files on この製品について."""

CHECKING = "確認しています…"
