"""The store-wide policy inside a directory: set by two signatures, read by every room."""

from dataclasses import dataclass

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError

_KDF = ("m", "t", "p")
_MEMBERS = (
    "kdf", "drill", "audit_pk", "request_hours", "release_hours", "package_days", "sanitising",
    "lock_minutes", "lease_days", "memory_security", "printing",
)  # fmt: skip

MEMORY_KIB = (64 * 1024, 2 * 1024 * 1024)
PASSES = (3, 10)
LANES = (1, 8)
LOCK_MINUTES = (5, 15)


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """Argon2id cost, the same for every account of a store and for unknown ones."""

    m: int = 128 * 1024
    t: int = 3
    p: int = 1

    def __post_init__(self) -> None:
        """Refuse a cost outside the bounds of SECURITY-DESIGN §3.1."""
        bounds = ((self.m, MEMORY_KIB), (self.t, PASSES), (self.p, LANES))
        if not all(low <= value <= high for value, (low, high) in bounds):
            raise MalformedDocumentError(reason="kdf")

    def to_json(self) -> Json:
        """The cost as the policy writes it."""
        return {"m": self.m, "t": self.t, "p": self.p}

    @classmethod
    def from_json(cls, untrusted: Json) -> "KdfPolicy":
        """The cost of a document member, bounds checked."""
        document = Document(untrusted, *_KDF)
        return cls(*(document.integer(name) for name in _KDF))


@dataclass(frozen=True, slots=True)
class Policy:
    """``audit_pk`` is the X25519 key log details are sealed to; ``lease_days`` 0 = no lease."""

    audit_pk: bytes
    kdf: KdfPolicy = KdfPolicy()
    drill: bool = False
    request_hours: int = 72
    release_hours: int = 4
    package_days: int = 14
    sanitising: int = 1
    lock_minutes: int = 10
    lease_days: int = 0
    memory_security: bool = False
    printing: bool = True

    def __post_init__(self) -> None:
        """Refuse a policy no store could follow."""
        lives = (self.request_hours, self.release_hours, self.package_days, self.sanitising)
        low, high = LOCK_MINUTES
        if (
            any(life < 1 for life in lives)
            or not low <= self.lock_minutes <= high
            or self.lease_days < 0
        ):
            raise MalformedDocumentError(reason="policy")

    def to_json(self) -> Json:
        """The policy as the directory writes it."""
        return {
            "kdf": self.kdf.to_json(),
            "drill": self.drill,
            "audit_pk": self.audit_pk.hex(),
            "request_hours": self.request_hours,
            "release_hours": self.release_hours,
            "package_days": self.package_days,
            "sanitising": self.sanitising,
            "lock_minutes": self.lock_minutes,
            "lease_days": self.lease_days,
            "memory_security": self.memory_security,
            "printing": self.printing,
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Policy":
        """The policy of a document member, every member checked."""
        document = Document(untrusted, *_MEMBERS)
        return cls(
            audit_pk=document.hex("audit_pk", 32),
            kdf=KdfPolicy.from_json(document.object("kdf")),
            drill=document.boolean("drill"),
            request_hours=document.integer("request_hours"),
            release_hours=document.integer("release_hours"),
            package_days=document.integer("package_days"),
            sanitising=document.integer("sanitising"),
            lock_minutes=document.integer("lock_minutes"),
            lease_days=document.integer("lease_days"),
            memory_security=document.boolean("memory_security"),
            printing=document.boolean("printing"),
        )
