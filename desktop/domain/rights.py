"""Rights and the one table that says which role carries which (DOMAIN §1, SECURITY-DESIGN §3.4).

番号表示 (``unmask``) comes with no role: it comes with the classes an account is granted.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from desktop.domain.people import Account, Role


class Right(StrEnum):
    """An independent flag; a deed names the one it needs."""

    VIEW = "view"
    UNMASK = "unmask"
    CREATE = "create"
    CORRECT = "correct"
    PRINT = "print"
    REQUEST_EXPORT = "request_export"
    APPROVE = "approve"
    DESIGN = "design"
    DISPOSE = "dispose"
    AUDIT = "audit"
    ADMINISTER = "administer"


_CLERK = frozenset(
    {Right.VIEW, Right.CREATE, Right.CORRECT, Right.PRINT, Right.REQUEST_EXPORT},
)

ROLE_RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.CLERK: _CLERK,
        Role.SUPERVISOR: _CLERK | {Right.APPROVE, Right.DESIGN, Right.DISPOSE},
        Role.ADMINISTRATOR: frozenset({Right.ADMINISTER}),
        Role.AUDITOR: frozenset({Right.AUDIT}),
    }
)
"""Role → rights; the application and its tests read this one table."""


def rights_of(account: Account) -> frozenset[Right]:
    """Every right the account's roles and classes carry; whether it is active is not asked."""
    by_role = frozenset(right for role in account.roles for right in ROLE_RIGHTS[role])
    return by_role | {Right.UNMASK} if account.classes else by_role
