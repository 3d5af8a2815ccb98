"""Words of the drill store."""

ROLES: dict[str, str] = {
    "clerk": "担当",
    "supervisor": "承認者・課長",
    "administrator": "管理者・情報係",
    "auditor": "監査",
}
