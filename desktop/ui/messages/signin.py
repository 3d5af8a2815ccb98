"""The words of the sign-in screen."""

# ruff: noqa: S105 - words about passwords, no password

PRODUCT = "蔵帳"
TAGLINE = "書式台帳 — この端末の中だけで動きます"
TITLE = "サインイン"
UNIT = "課・業務"
UID = "職員番号"
PASSWORD = "パスワード"
PASSWORD_HINT = "合言葉を使う方は、合言葉を入力してください。"
SIGN_IN = "サインイン"
CHECKING = "確認しています…"
NO_UNIT_TITLE = "この端末には、まだ台帳がありません"
NO_UNIT_TEXT = (
    "管理者(情報係)・承認者(課長)・担当者の三人がそろったら始められます。\n10分ほどで終わります。"
)
FOUND = "新しい台帳を始める"
FOUND_OTHER = "別の課の台帳を新しく始める"
HEALTH = "端末の健康診断"
EMPTY_UID = "職員番号を入力してください。"
EMPTY_PASSWORD = "パスワードを入力してください。"
DRILL_TITLE = "訓練用の職員"
DRILL_TEXT = "架空の職員です。「入力する」を押すと、職員番号と合言葉が入ります。"
DRILL_USE = "入力する"
DRILL_LINE = "{name}（{role}）"
DRILL_CODE = "職員番号 {uid} ・ 合言葉 {password}"
DRILL_NAME = "{name}、{role}、職員番号 {uid}"
DRILL_UNIT = "{label}（訓練）"
