"""The words of 台帳, the list of a ledger's records."""

from desktop.ui.messages.refusal import Refusal

TITLE = "台帳"
LEDGER = "台帳を選ぶ"
LIST = "記録の一覧"
NEW = "登録"
WITH_VOIDED = "取消も表示"
ORDER = "並び"
ORDER_OF_REGISTRATION = "登録順"
ASCENDING = "昇順"
DESCENDING = "降順"
SEARCHING = "照会しています…"
COUNT = "{total}件中 {first}–{last}"
COUNT_NONE = "0件"
MARK_HINT = "Space で選択、または"
EXPORT = "持出申請"
EXPORT_MARKED = "選んだ {count}件"
EXPORT_ALL = "検索結果 {count}件"
EXPORT_MARKED_NAME = "選んだ記録 {count}件を持出申請する"
EXPORT_ALL_NAME = "検索結果すべて {count}件を持出申請する"
UNMARK = "選択を外す"

NO_LEDGER = "台帳はまだありません"
NO_LEDGER_HINT = "お使いの Excel の台帳を取り込むと、ここに一覧で表示されます。"
START_IMPORT = "Excel から取り込む"
NO_RECORD = "記録はまだありません"
NO_RECORD_HINT = "F2 で1件ずつ登録するか、Excel から取り込みます。"
NO_HIT = "見つかりませんでした"
NO_HIT_HINT = "言葉を短くするか、ひらがな・カタカナ・番号のどれかでお試しください。"
NO_STORE = "この職員番号では台帳の中身を開けません"
NO_STORE_HINT = "管理者は台帳の鍵を持ちません。担当者または承認者がサインインしてください。"

STILL_CHANGED = (
    "登録していない変更があります。F10 で登録するか、Esc で中止してから、次の記録へ進んでください。"
)

REFUSALS: dict[str, Refusal] = {}
