"""The words of 受渡先: own card, recipients, senders, people, and second signatures."""

# ruff: noqa: S105 - words about passwords, no password

TITLE = "受渡先"
TABS = ("受渡先", "送り主", "職員", "自分の組織カード")
COUNT = "{count}件"

RECIPIENTS_TEXT = "持ち出しを送れる課です。加えるには、管理者と承認者の二人の署名が要ります。"
RECIPIENT_ADD = "受渡先を提案する"
RECIPIENT_COLUMNS = ("課・業務", "受渡先の番号", "期限")
NO_RECIPIENTS = "受渡先はまだありません。"
NO_RECIPIENTS_HINT = "相手の課から組織カードを受け取り、「受渡先を提案する」を押してください。"
SENDERS_TEXT = "この課が受け取ってよい課です。承認者が、紙の指紋と読み合わせて登録します。"
SENDER_ADD = "送り主を登録する"
SENDER_COLUMNS = ("課・業務", "台帳の番号", "名簿の版")
NO_SENDERS = "送り主はまだありません。"
NO_SENDERS_HINT = "送り主の課から組織カードを受け取り、承認者が登録してください。"
SENDERS_CLOSED = "この一覧は、台帳の鍵を持つ人の画面に表示されます。"
SENDERS_CLOSED_HINT = "管理者は台帳の鍵を持ちません。登録は承認者が行います。"
PEOPLE_TEXT = "この台帳を使える職員です。"
PEOPLE_COLUMNS = ("氏名", "職員番号", "役割", "状態", "期限")
NO_LIMIT = "期限なし"
ROLES = {
    "clerk": "担当者",
    "supervisor": "承認者",
    "administrator": "管理者",
    "auditor": "監査担当者",
}
STATES = {"invited": "招待中", "active": "利用中", "retired": "終了"}

OWN_TEXT = (
    "組織カードを相手の課に渡すと、相手はこの課へ送ったり、この課から受け取ったりできます。"
    "\n秘密は入っていません。指紋は電話か紙で、カードとは別に伝えてください。"
)
OWN_UNIT = "課・業務"
OWN_FINGERPRINT = "指紋"
OWN_WRITE = "フォルダーに書き出す"
OWN_WRITTEN = "組織カードを書き出しました: {path}"
OWN_ONLY = "書き出すのは承認者が行います。"

CARD_CHOOSE = "1. 相手の課の組織カード(.kuracard)を選びます"
CARD_UNIT = "課・業務"
CARD_MADE = "作成日"
CARD_OTHER = "別のカードを選ぶ"
CARD_COMPARE = "2. 紙か電話で受け取った指紋を入力します"
CARD_COMPARE_TEXT = "画面やファイルから写さず、相手の課から別に受け取った指紋を入力してください。"
CARD_FINGERPRINT = "指紋"
CARD_PASSWORD = "3. あなたのパスワードを入力して署名します"
PASSWORD = "パスワード"
CANCEL = "やめる"
READING = "カードを読んでいます…"
WORKING = "署名しています…"
SENDER_DO = "登録する"
RECIPIENT_DO = "提案する"
SENDER_DONE = "「{label}」から受け取れるようにしました。"
RECIPIENT_DONE = "「{label}」を受渡先として提案しました。もう一人の署名を待ちます。"
SHORT_FINGERPRINT = "指紋の32文字をすべて入力してください。"
EMPTY_PASSWORD = "パスワードを入力してください。"

PROPOSALS = "連署を待つ提案"
PROPOSAL_TEXT = (
    "提案した人と、紙の指紋を見比べたことを確かめてから連署してください。7日で無効になります。"
)
PROPOSAL_LINE = "受渡先に「{label}」を加える"
PROPOSAL_BY = "{name} さんが {when} に提案 ・ 受渡先の番号 {rid}"
WITHDRAW = "取り下げる"
WITHDRAW_NAME = "「{label}」の提案を取り下げる"
WITHDRAWN = "提案を取り下げました。"
COUNTERSIGN = "連署する"
COUNTERSIGN_NAME = "「{label}」の提案に連署する"
COUNTERSIGN_DO = "署名する"
COUNTERSIGNED = "連署しました。「{label}」が有効になりました。"
WAITS_OTHER = "あなたの提案です。もう一人の署名を待っています。"
