"""Words of the workplace: what each screen is called, and what is asked before leaving."""

TITLES: dict[str, str] = {
    "home": "今日",
    "ledger": "台帳",
    "import": "取込",
    "exports": "持出申請",
    "approvals": "承認",
    "receive": "受領",
    "units": "受渡先",
    "audit": "監査",
    "updates": "更新",
    "health": "端末の健康診断",
    "about": "この製品について",
}

UNREGISTERED = "登録していない入力があります"
UNREGISTERED_TEXT = "このままサインアウトすると、入力した内容は失われます。"
LEAVE = "捨ててサインアウトする"
STAY = "入力に戻る"
