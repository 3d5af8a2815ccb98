"""The words of 受領: choosing a package, what it turned out to be, and taking it in."""

TITLE = "受領"
CHOOSE = "媒体の中の持出パッケージ(.kura)を選びます"
CHOOSE_TEXT = (
    "選ぶと、署名・承認・宛先・期限・内容をすべて確かめます。台帳には、まだ何も入りません。"
)
CHECKING = "署名・承認・宛先と、中身のすべての文字を確かめています…"
NO_SENDERS = (
    "送り主の課が、まだ登録されていません。"
    "相手の課の組織カードを、承認者が「受渡先」の画面で登録してください。"
)
OPEN_UNITS = "受渡先を開く"
NOT_ALLOWED = "受領できる役割ではありません"
NOT_ALLOWED_HINT = "受領は、担当者または承認者が行います。"

WHOLE = (
    "「{label}」からの正しいパッケージです。"
    "申請と承認の署名、宛先、期限、中身のすべてを確かめました。"
)
SENDER = "送り主"
MADE = "作られた日時"
PURPOSE = "目的"
BASIS = "根拠"
REQUESTER = "申請した人"
APPROVER = "承認した人"
PERSON = "職員番号 {uid}"
LEDGER = "台帳"
COUNT = "件数"
COUNTED = "{count}件"
FIELDS = "項目 {count}"
FILE = "ファイル名"
SEPARATOR = "、"
SAMPLE = "中身の見本"
SAMPLE_TEXT = "全{total}件のうち先頭の{count}件です。"
SAMPLE_ALL = "全{total}件です。"
SAMPLE_NAME = "受け取る中身の見本"
NOTES = {
    "gap": "送り主の通し番号が飛んでいます。届いていないものがないか、送り主に確かめてください。",
    "out-of-order": "送り主の通し番号が前後しています。古いものでないか、日時を確かめてください。",
    "made-in-future": "作られた日時が、この端末の時計より先です。端末の時計を確かめてください。",
}
NOTE_OTHER = "送り主に確かめてください。"
CHECKED = "パッケージを確かめました。まだ受け取っていません。"
DECLINE = "受け取らない"
DECLINED = "受け取りませんでした。中身は消しました。もう一度選べば、受け取れます。"
ACCEPT = "受領する"
RECEIPT_CHOOSE = "受領票を書き出す場所を選び、F10 を押します"
RECEIPT_TEXT = (
    "受領票は、受け取ったことを送り主に示す署名つきのファイルです。媒体で送り主に返します。"
)
BACK = "戻る"
TAKING = "記録を台帳に入れ、受領票に署名しています…"
TAKEN = "受領しました。{count}件を台帳「{ledger}」に入れ、受領票を書き出しました。"
RECEIPT = "受領票"
PLACE = "場所"
RECEIPT_NOTE = "受領票を媒体で送り主に返してください。送り主はこれで、届いたことを確かめられます。"
OPEN_LEDGER = "台帳を開く"
ANOTHER = "別のパッケージを受け取る"
