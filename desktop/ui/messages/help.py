"""The words around the manual in the window."""

TITLE = "手引き"
HERE = "この画面のこと"
KEYS = "キーの一覧"
BACK = "戻る"
ON = "進む"
CLOSE = "閉じる"
SEARCH = "手引きの中を探す"
SEARCH_HINT = "手引きの中を探す"
CONTENTS = "目次"
FOUND = "見つかった所"
NOT_FOUND = "見つかりません。言葉を短くしてください。"
PAGE = "手引きの本文"
HIT = "{chapter} ・ {heading}"
KEY_HEAD = ("キー", "すること")
REFUSAL_HEAD = ("番号", "わけ", "すること", "相談する人")
SELF_TEST_HEAD = ("調べること", "基準")
HEALTH_HEAD = ("項目", "調べた結果", "すること")
BLANK = "…"
NOTE = "注意"
