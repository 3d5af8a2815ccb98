"""The words of 持出申請: asking, following, withdrawing, and writing the package out."""

TITLE = "持出申請"
NEW = "新しい申請"
LIST = "自分の申請の一覧"
COLUMNS = ("状態", "台帳", "件数", "受渡先", "申請日時")
EMPTY = "持出申請はまだありません"
EMPTY_HINT = (
    "台帳の記録をほかの課へ渡すときは、ここで申請し、承認者の承認を受けてから払い出します。"
)
NOT_ALLOWED = "持出申請ができる役割ではありません"
NOT_ALLOWED_HINT = "持出申請は、担当者または承認者が行います。"

STATES = {
    "requested": "承認待ち",
    "approved": "払出し待ち",
    "released": "払出し済",
    "sent_back": "差戻し",
    "rejected": "却下",
    "withdrawn": "取下げ",
    "expired": "期限切れ",
}
NEXT = {
    "requested": "承認者の判断を待っています。{until} までに承認されないと無効になります。",
    "approved": "{until} までに払い出してください（{left}）。過ぎると無効になります。",
    "released": "媒体と持出票を受渡先へ届けてください。受け取った課から受領票が戻ります。",
    "sent_back": "理由を読んで直し、もう一度申請してください。",
    "rejected": "この申請は終わりました。理由を確かめてください。",
    "withdrawn": "取り下げた申請です。必要なときは、もう一度申請してください。",
    "expired": "時間が過ぎて無効になりました。必要なときは、もう一度申請してください。",
}
LEFT = "あと {time}"
OVER = "時間が過ぎました"
DAYS = "{days}日{hours}時間"
HOURS = "{hours}時間{minutes}分"
MINUTES = "{minutes}分"

NO_CHOICE = "左の一覧から申請を選ぶと、ここに内容と次にすることを表示します。"
LEDGER = "台帳"
COUNT = "件数"
COUNTED = "{count}件"
TO = "受渡先"
PURPOSE = "目的"
BASIS = "根拠"
FIELDS = "持ち出す項目"
ASKED_AT = "申請日時"
DECIDED = "決めた人"
DECIDED_BY = "{name}（{when}）"
REASON = "理由"
SEPARATOR = "、"
WITHDRAW = "取下げ"
WITHDRAW_TITLE = "申請を取り下げます"
WITHDRAW_TEXT = "「{ledger}」{count}件の申請を取り下げます。取り下げた申請は元に戻せません。"
WITHDRAWN = "申請を取り下げました。"
RELEASE = "払出し"
MEND = "直して申請し直す"
REPEAT = "同じ内容で申請する"

STEPS = ("記録と項目", "目的と受渡先", "確認")
CHOOSE_LEDGER = "台帳"
WORDS = "検索条件"
WORDS_HINT = "空欄のときは台帳のすべての記録です。照会と同じ言葉で絞り込めます。"
RECORDS = "持ち出す記録"
RECORDS_ALL = "「{ledger}」のすべての記録 {count}件"
RECORDS_FOUND = "「{ledger}」のうち「{words}」に当てはまる記録 {count}件"
RECORDS_CHOSEN = "「{ledger}」から選んだ記録 {count}件"
RECORDS_NONE = "「{ledger}」に「{words}」に当てはまる記録はありません。"
COUNTING = "数えています…"
OTHER_RECORDS = "選び直す"
FIELDS_TITLE = "持ち出す項目"
FIELDS_HINT = "目的に必要な項目だけを選びます。選ばない項目は相手に渡りません。"
FIELDS_COUNT = "{total}項目中 {count}項目"
ALL_FIELDS = "すべて選ぶ"
NO_FIELDS = "すべて外す"
CLASS = "自治体機密性{mark}"
NO_LEDGERS = "台帳がまだありません"
NO_LEDGERS_HINT = "Excel の台帳を取り込むと、ここで持ち出しを申請できます。"
NO_RECIPIENTS = "受渡先がまだ登録されていません"
NO_RECIPIENTS_HINT = (
    "相手の課から組織カード(.kuracard)を受け取り、「受渡先」の画面で登録します。\n"
    "登録するのは管理者と承認者です。二人の署名が要ります。"
)
OPEN_UNITS = "受渡先を開く"
RECIPIENT = "受渡先"
RECIPIENT_LINE = "{label}（{until} まで）"
PURPOSE_HINT = "何のために渡すかを、承認者に分かるように書きます。Ctrl+Enter で改行します。"
BASIS_HINT = "例: 番号法第19条第8号、個人情報保護法第69条第2項第3号"
NEXT_STEP = "次へ"
BACK = "戻る"
LEAVE = "やめる"
NEED_RECORDS = "持ち出す記録がありません。検索条件を直してください。"
NEED_FIELDS = "項目を一つ以上選んでください。"
NEED_PURPOSE = "目的を入力してください。"
NEED_BASIS = "根拠を入力してください。"
SUMMARY = "この内容で申請します"
SUMMARY_NOTE = (
    "申請すると、いまの記録の内容が固定されます。承認者が中身を確かめて承認したあと、"
    "決められた時間のあいだに払い出せます。"
)
LEFT_OUT = "渡さない項目"
NOTHING_LEFT_OUT = "なし（すべての項目を渡します）"
ASK = "申請"
ASKING = "持ち出す内容を作り、署名しています…"
ASKED = "申請しました。承認者の承認を待ちます。"

RELEASE_TITLE = "払出し"
RELEASE_CHOOSE = "書き出す場所（持出用の媒体）を選び、F10 を押します"
RELEASE_ASK_TITLE = "払い出します"
RELEASE_ASK = (
    "「{ledger}」{count}件を、暗号化して次の場所に書き出します。払出しは一度だけです。\n{folder}"
)
RELEASE_YES = "払い出す"
RELEASING = "書き出し、読み直して確かめています…"
RELEASED = "払い出しました。書き出したファイルを読み直し、内容が同じことを確かめました。"
FILE = "ファイル名"
PLACE = "場所"
SIZE = "大きさ"
BYTES = "{count} バイト"
DIGEST = "SHA-256"
SLIP = "持出票"
SLIP_NOTE = "持出票を印刷し、媒体と一緒に届けてください。媒体の中には入れないでください。"
SLIP_SAVE = "持出票(PDF)を保存"
SLIP_CHOOSE = "持出票を保存する場所（媒体ではない場所）を選び、F10 を押します"
SLIP_SAVED = "持出票を保存しました: {path}"
SLIP_NAME = "持出票_{name}.pdf"
DONE = "一覧に戻る"
