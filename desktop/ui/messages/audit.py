"""The words of 監査: every deed of the log, what it was done to, and the verdict of a check."""

from desktop.domain.audit import Act
from desktop.ui.messages.refusal import Refusal

TITLE = "監査"
SUBTITLE = "だれが、いつ、何をしたか"
TIMELINE = "監査の記録"
HEADINGS = ("番号", "日時", "職員", "操作", "対象", "結果")
TERMINAL = "(端末)"
OK = "済"
REFUSED = "拒否: {cause}"
NEWER = "新しい方へ"
OLDER = "古い方へ"
COUNT = "{total}件中 {first}–{last}(新しい順)"
COUNT_NONE = "0件"
VERIFY = "記録を検証する"
VERIFYING = "記録のつながり・署名・封印を確かめています…"
NOT_VERIFIED = "検証すると、記録が書き換えられていないことを最初の1件から確かめます。"
GOOD = (
    "記録は正しくつながっています。封印は{sealed}番まで、未封印は{unsealed}件です。"
    "(監査の記録 {entries}件と台帳の記録 {records}版を確かめました)"
)
BAD = (
    "{seq}番の記録に食い違いがあります。操作を止め、保護責任者へ連絡してください。"
    "(理由: {reason})(E-900)"
)
BAD_SEAL = (
    "封印に食い違いがあります。操作を止め、保護責任者へ連絡してください。(理由: {reason})(E-900)"
)
REASONS = {
    "form": "記録の形が違います",
    "link": "前の記録とつながりません",
    "hash": "記録の内容と要約値が一致しません",
    "author": "署名した人が名簿にいません",
    "signature": "署名が内容と一致しません",
    "seal": "封印した後の記録が足りません",
    "seal-keys": "端末の封印の鍵が合いません",
    "seal-form": "封印の形が違います",
    "seal-link": "前の封印とつながりません",
    "seal-signature": "封印の署名が一致しません",
}
PLACE = "台帳の指紋"
SEAL = "最後の封印"
SEAL_LINE = "{when}、{seq}番まで"
NO_SEAL = "まだありません"
ANCHOR = "錨の言葉"
NO_STORE = "この職員番号では監査の記録を開けません"
NO_STORE_HINT = "台帳の鍵を持つ担当者または承認者がサインインしてください。"

ACTS: dict[Act, str] = {
    Act.STORE_FOUNDED: "台帳の開設",
    Act.LOGIN: "サインイン",
    Act.LOGIN_FAILED: "サインインの失敗",
    Act.LOGOUT: "サインアウト",
    Act.LOCK: "ロック",
    Act.VIEW: "記録を開く",
    Act.INQUIRE: "照会",
    Act.REVEAL: "番号の表示",
    Act.CREATE: "登録",
    Act.CORRECT: "訂正",
    Act.VOID: "取消",
    Act.DISPOSE: "廃棄",
    Act.LEDGER_MADE: "台帳の作成",
    Act.FORM_PUBLISHED: "様式の公開",
    Act.IMPORT: "取込",
    Act.IMPORT_UNDONE: "取込の取りやめ",
    Act.EXPORT_REQUESTED: "持出申請",
    Act.EXPORT_APPROVED: "持出の承認",
    Act.EXPORT_SENT_BACK: "持出の差戻し",
    Act.EXPORT_REJECTED: "持出の却下",
    Act.EXPORT_WITHDRAWN: "持出申請の取下げ",
    Act.EXPORT_EXPIRED: "持出申請の期限切れ",
    Act.EXPORT_WRITTEN: "払出し",
    Act.PACKAGE_RECEIVED: "受領",
    Act.PACKAGE_OPENED: "パッケージを開く",
    Act.PACKAGE_REFUSED: "受領の拒否",
    Act.RECEIPT_WRITTEN: "受領書の作成",
    Act.RECEIPT_READ: "受領書の確認",
    Act.SENDER_PINNED: "送り主の登録",
    Act.PRINT: "印刷",
    Act.CLIPBOARD: "写し取り",
    Act.DIRECTORY: "職員・端末の登録の変更",
    Act.GRANT: "鍵を渡す",
    Act.LEASE: "利用期限の更新",
    Act.BACKUP: "控えの作成",
    Act.RESTORE: "控えからの復元",
    Act.UPDATE: "プログラムの更新",
    Act.UPDATE_UNDONE: "更新前に戻す",
    Act.VERIFIED: "記録の検証",
    Act.CLOCK_JUMP: "時計の大きなずれ",
    Act.ROLLBACK_SUSPECTED: "巻き戻しの疑い",
    Act.RECOVERY_USED: "復旧シートの使用",
    Act.FILE_REPAIRED: "ファイルの修復",
    Act.REFUSED: "権限のない操作",
    Act.ERROR: "異常",
    Act.PENDING_IMPORTED: "保留の記録の取り込み",
    Act.LOG_CLOSED: "監査の記録の締め",
    Act.LOG_OPENED: "監査の記録の開始",
}
ACT_WORDS: dict[str, str] = {act.value: word for act, word in ACTS.items()}
OBJECTS: dict[str, str] = {
    "batch": "取込",
    "before": "前の版",
    "build": "ビルド",
    "count": "件数",
    "from": "送り主",
    "source": "原本",
    "entries": "確かめた記録",
    "file": "ファイル",
    "form": "様式",
    "hits": "該当",
    "ledger": "台帳",
    "package": "パッケージ",
    "record": "記録",
    "records": "件数",
    "request": "申請",
    "right": "権限",
    "rev": "版",
    "schema": "保存形式",
    "seq": "番号",
    "size": "大きさ",
    "store": "台帳の保存先",
    "version": "版",
    "volume": "媒体",
}
OBJECT = "{name} {value}"
BETWEEN = " ・ "
SHORT = "…{end}"
UNITS = {"entries": "件", "hits": "件", "records": "件", "size": "バイト"}
SHORT_ID = 8
"""An id of the log is shown by its last characters: its first ones are the time."""
RIGHTS = {
    "view": "照会",
    "unmask": "番号表示",
    "create": "登録",
    "correct": "訂正",
    "print": "印刷",
    "request_export": "持出申請",
    "approve": "承認",
    "design": "設計",
    "dispose": "廃棄",
    "audit": "監査",
    "administer": "管理",
}

REFUSALS: dict[str, Refusal] = {}
