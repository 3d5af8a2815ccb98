"""The words of 今日, the first screen after signing in."""

from desktop.ui.messages.refusal import Refusal

TITLE = "今日"
LAST_SIGN_IN = "前回のサインイン {when}"
FIRST_SIGN_IN = "はじめてのサインインです"
WAITING = "お待ちしている仕事"
NOTHING_WAITING = "いま、お待ちしている仕事はありません。"
NOTHING_HINT = "差戻し・払出し・承認・連署の順に、ここに並びます。"
TO_APPROVE = "承認待ち"
TO_RELEASE = "払出し待ち"
SENT_BACK = "差戻し"
PROPOSALS = "連署待ち"
REQUEST_LINE = "{ledger} {count}人分の持ち出し"
UNTIL = "{when} まで"
REASON = "理由: {reason}"
PURPOSE = "目的: {purpose}"
PROPOSAL_LINE = "{what}「{label}」"
PROPOSED = "{name} さんが {when} に提案"
OPEN = "開く"
OPEN_NAME = "{kind} {line} を開く"
MORE = "ほかに {count}件あります。"
LEDGERS = "台帳"
NO_LEDGERS = "台帳はまだありません。"
NO_LEDGERS_HINT = "お使いの Excel の台帳を取り込むと、そのまま台帳になります。"
START_IMPORT = "Excel から取り込む"
NO_STORE = "管理者は台帳の中身を見られません。受渡先と職員の管理をお使いください。"
OPEN_UNITS = "受渡先を開く"
RECORDS_UNIT = "件"
LAST_IMPORT = "最後の取込 {job}"
NEVER_IMPORTED = "取込はまだありません"
CLASS = "機密性{mark}"
REHEARSAL = (
    "復旧訓練を {due} までに行ってください。復旧シート2枚で台帳を開けることを確かめます。"
    "訓練が済むまで、個人番号などの特別な項目は使えません。"
)
REHEARSAL_LATE = (
    "復旧訓練の期限({due})を過ぎています。復旧シート2枚で台帳を開けることを確かめてください。"
    "訓練が済むまで、個人番号などの特別な項目は使えません。"
)
WHAT = {
    "recipient.add": "送り先の登録",
    "recipient.remove": "送り先の取りやめ",
    "people.change": "職員の変更",
    "terminal.add": "端末の追加",
    "policy.change": "決まりの変更",
}
WHAT_OTHER = "登録の変更"

REFUSALS: dict[str, Refusal] = {}
