"""What is known of the computer this program runs on; None means that nobody told."""

from dataclasses import dataclass
from enum import StrEnum


class DiskCipher(StrEnum):
    """How the disk that holds the stores is encrypted by the system."""

    ON = "on"
    PARTLY = "partly"
    OFF = "off"


class PageFile(StrEnum):
    """What memory that was written to the disk is left as."""

    NONE = "none"
    ENCRYPTED = "encrypted"
    CLEARED = "cleared"
    PLAIN = "plain"


class Clipboards(StrEnum):
    """What the system's policy says to the history of the clipboard."""

    DENIED = "denied"
    UNSET = "unset"
    ON = "on"


class Removable(StrEnum):
    """Whether the system's policy limits removable media."""

    LIMITED = "limited"
    UNSET = "unset"


class Clock(StrEnum):
    """From where the clock is set."""

    SYNCED = "synced"
    INTERNET = "internet"
    OFF = "off"


class StorePlace(StrEnum):
    """Who else may open the folder of the stores.

    ``ALONE``: only this Windows account, as the group of the machine's users was never made.
    ``OUTSIDE``: only the group, and this account does not act as its member.
    """

    GUARDED = "guarded"
    ALONE = "alone"
    OUTSIDE = "outside"
    OPEN = "open"
    ABSENT = "absent"


class Profile(StrEnum):
    """Whether this machine and account keep what is kept on them."""

    KEPT = "kept"
    DOUBTFUL = "doubtful"
    FORGETFUL = "forgetful"


@dataclass(frozen=True, slots=True)
class SystemVersion:
    """Its own name, and on Windows the build and the edition (``Professional``)."""

    name: str
    build: int | None = None
    edition: str = ""


@dataclass(frozen=True, slots=True)
class ScreenSize:
    """The screen in the program's own pixels, and how much larger they are than the device's."""

    width: int
    height: int
    percent: int


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """One look at the computer."""

    system: SystemVersion
    hardening: tuple[str, ...]
    wanted_hardening: tuple[str, ...]
    memory_bytes: int | None = None
    free_bytes: int | None = None
    disk: DiskCipher | None = None
    page_file: PageFile | None = None
    hibernates: bool | None = None
    dumps: bool | None = None
    clipboard: Clipboards | None = None
    removable: Removable | None = None
    clock: Clock | None = None
    screen_lock_seconds: int | None = None
    elevated: bool | None = None
    place: StorePlace | None = None
    profile: Profile | None = None
    screen: ScreenSize | None = None
