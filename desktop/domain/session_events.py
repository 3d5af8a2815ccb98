"""What the operating system says about the person's session and about the computer."""

from enum import StrEnum


class SessionEvent(StrEnum):
    """The screen is locked or unlocked, the computer will sleep in a moment, the session ends."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SUSPENDED = "suspended"
    ENDING = "ending"
