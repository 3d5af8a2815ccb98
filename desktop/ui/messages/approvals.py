"""The words of 承認: the queue, the one page that shows everything, and the decision."""

# ruff: noqa: S105 - words about passwords, no password

TITLE = "承認"
QUEUE_TEXT = "ほかの職員の持出申請です。期限の近い順に並んでいます。Enter で中身を開きます。"
QUEUE = "承認待ちの一覧"
COLUMNS = ("期限", "残り", "申請者", "台帳", "件数", "受渡先", "目的")
EMPTY = "承認を待っている申請はありません"
EMPTY_HINT = "ご自分の申請は、ここには表示されません。ほかの承認者が承認します。"
NOT_ALLOWED = "承認できる役割ではありません"
NOT_ALLOWED_HINT = (
    "持出申請の承認は、承認者（課長・係長）が行います。\n役割の変更は管理者にご相談ください。"
)
COUNTED = "{count}件"

REVIEW = "持出申請の確認"
BACK = "一覧に戻る"
BUILDING = "申請のときの内容を作り直して、確かめています…"
REQUESTER = "申請した人"
REQUESTED = "{name}（職員番号 {uid}）"
ASKED_AT = "申請日時"
LEDGER = "台帳"
LEDGER_LINE = "{name} ・ 機密性{mark}"
PEOPLE = "件数"
TO = "受渡先"
PURPOSE = "目的"
BASIS = "根拠"
UNTIL = "承認の期限"
UNTIL_LINE = "{when}（{left}）"
FIELDS = "渡す項目 {count}"
DROPPED = "渡さない項目 {count}"
NONE = "なし"
EARLIER = "前回との違い"
EARLIER_NONE = "この受渡先へは、はじめてです。"
EARLIER_LINE = "前回 {when} は{count}件"
EARLIER_MORE = "{count}件 増えました"
EARLIER_LESS = "{count}件 減りました"
EARLIER_ADDED = "増えた項目: {labels}"
EARLIER_GONE = "減った項目: {labels}"
EARLIER_SAME = "件数も項目も同じです"
SEPARATOR = "、"
SAMPLE = "相手に渡る中身"
SAMPLE_ALL = "全{total}件です。このままの文字で相手に渡ります。"
SAMPLE_SOME = "全{total}件のうち{count}件（先頭・途中・末尾）です。このままの文字で相手に渡ります。"
SAMPLE_NAME = "相手に渡る中身の見本"

SAME = "作り直した内容は、申請者が署名した内容と一致しています。"
REMOVED = "消えた物"
REMOVED_NONE = "取り除いた文字はありません。"
REMOVED_LINE = "{what} {count}か所"
RESIDUAL = "残留検知"
RESIDUAL_NONE = "個人番号・口座番号らしい文字も、電話の項目のほかの電話番号もありません。"
RESIDUAL_LINE = "「{label}」に{what} {count}件"
RESIDUAL_NOTE = "渡してよい理由がなければ、差し戻してください。"
CHANGED = "申請後の変更"
CHANGED_NONE = "申請のあとに変わった記録はありません。"
CHANGED_SOME = "{count}件が申請のあとに変わりました。渡るのは申請のときの内容です。"
REMOVED_KINDS = {
    "control": "制御文字",
    "bidi": "文字の向きを変える記号",
    "zero_width": "見えない文字",
    "noncharacter": "文字でない符号",
    "surrogate": "こわれた符号",
    "line_feed": "改行（空白に替えました）",
    "formula": "数式とみなされる値（先頭に ' を付けました）",
}
RESIDUAL_KINDS = {
    "my_number": "個人番号らしい12桁",
    "phone": "電話番号らしい番号",
    "account": "口座番号らしい番号",
}
OTHER_KIND = "そのほか"

DECIDE = "判断"
PASSWORD = "あなたのパスワード"
OVERRIDE = "渡してよい理由"
OVERRIDE_HINT = "例: 相手の依頼書（文書番号）で求められているため"
APPROVE = "承認"
SEND_BACK = "差戻し"
REJECT = "却下"
APPROVING = "暗号化し、署名しています…"
APPROVED = "承認しました。{name}さんが {until} までに払い出します。"
SENT_BACK = "差し戻しました。理由は{name}さんに表示されます。"
REJECTED = "却下しました。理由は{name}さんに表示されます。"
EMPTY_PASSWORD = "パスワードを入力してください。"
EMPTY_OVERRIDE = "番号らしい文字が残っています。渡してよい理由を入力してください。"
SEND_BACK_TITLE = "差し戻す理由"
REJECT_TITLE = "却下する理由"
REASON = "理由"
REASON_HINT = "申請した人に表示されます。上の言葉を選ぶと入ります。"
EMPTY_REASON = "理由を入力してください。"
SEND_BACK_REASONS = (
    ("項目が多い", "項目が目的に対して多すぎます。"),
    ("件数の確認", "件数を確かめてください。"),
    ("根拠の不足", "根拠を具体的に書いてください。"),
    ("受渡先の確認", "受渡先を確かめてください。"),
)
REJECT_REASONS = (
    ("根拠がない", "持ち出す根拠がありません。"),
    ("目的に合わない", "目的が台帳の利用目的に合いません。"),
    ("ほかの方法で足りる", "ほかの方法で足ります。"),
)
CANCEL = "やめる"
SEND_BACK_DO = "差し戻す"
REJECT_DO = "却下する"
