"""Which chapter F1 opens on which screen; the one place where the two are joined."""

KEYS = "use/keys"
FIRST = "use/title"

TOPICS: dict[str, str] = {
    "signin": "use/signin",
    "signin-empty": "setup/title",
    "signin-closed": "setup/policy",
    "founding": "setup/founding",
    "home": "use/today",
    "ledger": "use/ledger",
    "import": "use/import",
    "exports": "use/export",
    "approvals": "use/approval",
    "receive": "use/receive",
    "units": "use/recipients",
    "audit": "use/audit",
    "health": "setup/health",
    "updates": "setup/update",
    "about": "setup/limits",
}


def topic(screen: str) -> str:
    """The chapter of a screen; one that has none of its own opens the beginning."""
    return TOPICS.get(screen, FIRST)
