"""The policy of one terminal, written by its administrator: what the program takes from it.

A store's own policy lies signed in its directory (``domain.policy``); this one belongs to the
machine, is read at every start, and can only say what is listed here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar, TypeVar

from desktop.domain.cj1 import Json
from desktop.domain.errors import AppError
from desktop.domain.policy import LOCK_MINUTES

VERSION = 1
VEIL_MINUTES = (1, 3)
"""The veil may come sooner than the three minutes of SECURITY-DESIGN §3.7, never later."""

T = TypeVar("T")


class TerminalPolicyError(AppError):
    """The policy file of this terminal says something the program does not know or allow."""

    code: ClassVar[str] = "machine.policy"


class PolicyOpenError(AppError):
    """Somebody who is no administrator of the machine may change its policy file."""

    code: ClassVar[str] = "machine.policy-open"


@dataclass(frozen=True, slots=True)
class TerminalPolicy:
    """None leaves a matter to the store and the program; ``home`` is the folder of the stores.

    ``allow_capture`` lets other programs see the window, for a projector or a remote helper.
    """

    home: str | None = None
    veil_minutes: int | None = None
    lock_minutes: int | None = None
    allow_capture: bool = False


def terminal_policy(value: Json) -> TerminalPolicy:
    """The policy of a decoded file.

    Raises:
        TerminalPolicyError: ``member`` is unknown, of another type or out of its bounds.
    """
    if not isinstance(value, Mapping):
        raise TerminalPolicyError(member="{}")
    members = dict(value)
    if members.pop("v", None) != VERSION:
        raise TerminalPolicyError(member="v")
    found: dict[str, Json] = {}
    for name, member in members.items():
        if name not in MEMBERS or not MEMBERS[name](member):
            raise TerminalPolicyError(member=name)
        found[name] = member
    return TerminalPolicy(**found)  # type: ignore[arg-type]  # each was checked just above


def _folder(member: Json) -> bool:
    return isinstance(member, str) and PurePath(member).is_absolute()


def _minutes(low: int, high: int) -> Callable[[Json], bool]:
    return lambda member: type(member) is int and low <= member <= high


MEMBERS: Mapping[str, Callable[[Json], bool]] = {
    "home": _folder,
    "veil_minutes": _minutes(*VEIL_MINUTES),
    "lock_minutes": _minutes(*LOCK_MINUTES),
    "allow_capture": lambda member: isinstance(member, bool),
}
"""What a policy file may name, and what each may be."""
