"""Words of the workplace: what each screen is called in the navigation."""

TITLES: dict[str, str] = {
    "home": "今日",
    "ledger": "台帳",
    "import": "取込",
    "exports": "持出申請",
    "approvals": "承認",
    "receive": "受領",
    "units": "受渡先",
    "audit": "監査",
    "about": "この製品について",
}
