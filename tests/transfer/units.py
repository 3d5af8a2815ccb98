"""Two units with real keys and signed directories, and packages between them; no KDF is run."""

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from desktop.crypto import signing
from desktop.crypto.sealing import ReceivingIdentity
from desktop.crypto.signing import SigningKey
from desktop.domain.cards import Card
from desktop.domain.directory import (
    DIRECTORY_TYPE,
    Directory,
    KeyVersion,
    Recipient,
    RecoveryKeys,
    Terminal,
    directory_hash,
    recipient_id,
)
from desktop.domain.exports import ColumnRule
from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId, RecordUid, UserId
from desktop.domain.packages import MANIFEST_TYPE, LogPoint, Manifest
from desktop.domain.people import Account, PersonId, Role, Status
from desktop.domain.policy import Policy
from desktop.domain.records import Values
from desktop.domain.request_document import (
    REQUEST_TYPE,
    Column,
    Query,
    RequestDocument,
    records_sha256,
)
from desktop.transfer.cards import make_card, open_card
from desktop.transfer.container import head_bytes
from desktop.transfer.pack import Approval, build_manifest, encrypt_payload, write_package
from desktop.transfer.sanitize.table import TablePayload, sanitise_table
from desktop.transfer.senders import SenderPin
from desktop.transfer.unpack import Me, Received, Seen, inspect, open_parts

FOUNDED = datetime(2026, 4, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
IDENTITIES = (
    "AGE-SECRET-KEY-1UJXVZMSF5SA0VLKHQ4KYTYJYF7QSVE4Y6LCM4EDSZU83AVTXNXGQXWAWZY",
    "AGE-SECRET-KEY-1Q04Z4MXSATPWSKFZ3Q63RFMND58KAQVPWFPZ4NDXXVWEW542PYQQ9YYP4C",
    "AGE-SECRET-KEY-124LZLUTMYWTWJAWPZPV0WTHHMU7VDM78M06A3K50F0Y3DZ3VDP0Q5Q7F6J",
)
PEOPLE: Mapping[str, tuple[Role, ...]] = {
    "admin": (Role.ADMINISTRATOR,),
    "auditor": (Role.AUDITOR,),
    "boss": (Role.SUPERVISOR,),
    "clerk": (Role.CLERK,),
    "clerk2": (Role.CLERK,),
    "double": (Role.SUPERVISOR,),
}
NAMES = "神\ufa19・髙橋・﨑山・𠮷田・渡邊\U000e0100"
ODD = "外字\ue000と改行\nと\u202e逆順"


def seed(*parts: str) -> bytes:
    """32 bytes that are the same in every run."""
    return hashlib.sha256("|".join(parts).encode()).digest()


@dataclass(frozen=True)
class Unit:
    """One store: its people's keys, its directory files, the identity it receives with."""

    name: str
    keys: Mapping[str, SigningKey]
    files: tuple[bytes, ...]
    directory: Directory
    identity: ReceivingIdentity

    @property
    def rid(self) -> str:
        return self.identity.rid

    @property
    def pin(self) -> SenderPin:
        return SenderPin(self.directory.store, self.directory.version, self.files[-1])

    @property
    def me(self) -> Me:
        return Me(self.rid, self.directory.policy.drill)

    def card(self, by: str = "boss") -> bytes:
        age = self.identity.recipient
        made = Card(self.directory.store, f"{self.name}課", self.rid, age, NOW, self.files)
        return make_card(made, self.keys[by])

    def next_version(self, signers: Sequence[str] = ("admin", "boss"), **changes: object) -> "Unit":
        """The unit with one more directory version, signed by the rule or against it."""
        news: dict[str, object] = {
            "version": self.directory.version + 1,
            "prev_sha256": directory_hash(self.files[-1]),
            "issued_at": NOW - timedelta(days=1),
        }
        following = replace(self.directory, **(news | changes))  # type: ignore[arg-type]
        keys = [self.keys[signer] for signer in signers]
        file = signing.sign_json(DIRECTORY_TYPE, following.to_json(), keys)
        return replace(self, files=(*self.files, file), directory=following)


def unit(name: str, number: int, *sends_to: int, drill: bool = False) -> Unit:
    """A founded unit whose directory lists the identities ``sends_to`` as recipients."""
    keys = {uid: SigningKey(seed(name, uid)) for uid in PEOPLE}
    directory = Directory(
        store=seed(name).hex()[:32],
        version=1,
        prev_sha256=None,
        issued_at=FOUNDED,
        users=tuple(_account(name, uid, keys[uid]) for uid in sorted(PEOPLE)),
        terminals=(Terminal("00" * 8, "1号端末", SigningKey(seed(name, "seal", "0")).public),),
        keys=(KeyVersion("db", 1, seed(name, "db")),),
        recipients=tuple(sorted((_recipient(other) for other in sends_to), key=lambda r: r.rid)),
        recovery=RecoveryKeys(seed(name, "enc"), SigningKey(seed(name, "recovery")).public),
        policy=Policy(audit_pk=seed(name, "audit"), drill=drill),
    )
    founders = [keys["admin"], keys["boss"]]
    file = signing.sign_json(DIRECTORY_TYPE, directory.to_json(), founders)
    return Unit(name, keys, (file,), directory, ReceivingIdentity(IDENTITIES[number]))


def _account(name: str, uid: str, key: SigningKey) -> Account:
    human = "clerk" if uid == "double" else uid
    person = PersonId(seed(name, human).hex()[:32])
    return Account(
        UserId(uid), person, key.kid, key.public, seed(name, uid, "enc"), PEOPLE[uid], (),
        Status.ACTIVE, FOUNDED,
    )  # fmt: skip


def _recipient(number: int) -> Recipient:
    age = ReceivingIdentity(IDENTITIES[number]).recipient
    return Recipient(recipient_id(age), f"宛先{number}", age, NOW + timedelta(days=365))


FORM = Form(
    LedgerId("inu"),
    "犬の登録",
    1,
    Confidentiality.LEVEL_2,
    (
        Field("number", "登録番号", FieldKind.CODE),
        Field("owner", "所有者", FieldKind.NAME, required=True),
        Field("kind", "種類", FieldKind.CHOICE, choices=("柴犬", "雑種")),
        Field("memo", "備考", FieldKind.TEXT),
        Field("secret", "内部メモ", FieldKind.TEXT),
    ),
)
COLUMNS = (
    Column("number", ColumnRule.KEEP),
    Column("owner", ColumnRule.KEEP),
    Column("kind", ColumnRule.KEEP),
    Column("memo", ColumnRule.KEEP),
    Column("secret", ColumnRule.DROP),
)


def uid(number: int) -> RecordUid:
    return RecordUid(f"0190{number:028x}")


RECORDS: tuple[tuple[RecordUid, Values], ...] = (
    (uid(1), {"number": "0012", "owner": NAMES, "kind": "柴犬", "secret": "出さない"}),
    (uid(2), {"number": "-5", "owner": '山田, "太郎"', "memo": "=HYPERLINK(1)"}),
    (uid(3), {"owner": "－", "memo": ODD}),
)


def payload_of(
    records: Iterable[tuple[RecordUid, Values]] = RECORDS, form: Form = FORM
) -> TablePayload:
    lines = tuple(records)
    return sanitise_table(form, COLUMNS, lambda: lines)


@dataclass(frozen=True)
class Plan:
    """Everything one test may want to be different about a package."""

    sender: Unit
    receiver: Unit
    clerk: str = "clerk"
    boss: str = "boss"
    number: int = 1
    counter: int = 1
    created_at: datetime = NOW
    not_after: datetime = NOW + timedelta(days=14)
    request_until: datetime = NOW + timedelta(hours=72)
    records: tuple[tuple[RecordUid, Values], ...] = RECORDS
    encrypt_to: str | None = None
    signers: tuple[str, ...] | None = None
    enclosed: tuple[bytes, ...] | None = None
    request: Callable[[RequestDocument], RequestDocument] = field(default=lambda found: found)
    manifest: Callable[[Manifest], Manifest] = field(default=lambda found: found)


def request_of(plan: Plan) -> RequestDocument:
    payload = payload_of(plan.records)
    request_id, nonce = seed("request", str(plan.number)).hex()[:32], seed("n", str(plan.number))
    recipients = (plan.receiver.rid,)
    inner = payload.inner(
        request_id=request_id, nonce=nonce, recipients=recipients, policy_version=1
    )
    query = Query(FORM.ledger, 1, COLUMNS, records_sha256(uid for uid, _ in plan.records))
    return RequestDocument(
        request_id=request_id,
        store=plan.sender.directory.store,
        purpose="犬の登録の\n移管のため",
        legal_basis="狂犬病予防法第4条　登録",
        query=query,
        as_of_seq=42,
        nonce=nonce,
        policy_version=1,
        recipients=recipients,
        records=payload.records,
        inner_sha256=inner.sha256,
        not_after=plan.request_until,
    )


def approval_of(plan: Plan) -> Approval:
    return Approval(
        approved_by=plan.sender.keys[plan.boss].kid,
        created_at=plan.created_at,
        not_after=plan.not_after,
        counter=plan.counter,
        dir_version=plan.sender.directory.version,
        checkpoint=LogPoint(seed("log").hex()[:32], 41, seed("head")),
        app_version="0.1.0",
    )


def package(plan: Plan) -> bytes:
    """The whole package as bytes, made by the program's own parts."""
    payload = payload_of(plan.records)
    request = plan.request(request_of(plan))
    inner = payload.inner(
        request_id=request.request_id,
        nonce=request.nonce,
        recipients=request.recipients,
        policy_version=1,
    )
    keys = plan.sender.keys
    request_sd = signing.sign_json(REQUEST_TYPE, request.to_json(), [keys[plan.clerk]])
    ciphertext = io.BytesIO()
    age = plan.encrypt_to or plan.receiver.identity.recipient
    sealed = encrypt_payload(inner, payload.parts, [age], ciphertext)
    manifest = plan.manifest(build_manifest(request_sd, request, sealed, approval_of(plan)))
    signers = [keys[signer] for signer in plan.signers or (plan.boss,)]
    manifest_sd = signing.sign_json(MANIFEST_TYPE, manifest.to_json(), signers)
    ciphertext.seek(0)
    target = io.BytesIO()
    if plan.enclosed is None:
        write_package(target, manifest_sd, plan.sender.files, ciphertext)
    else:
        target.write(head_bytes(manifest_sd, plan.enclosed) + ciphertext.read())
    return target.getvalue()


class Staged:
    """Keeps the parts as a store would, in memory."""

    def __init__(self) -> None:
        self.parts: dict[str, bytearray] = {}
        self._current = bytearray()

    def begin(self, name: str) -> None:
        self._current = self.parts.setdefault(name, bytearray())

    def write(self, chunk: bytes) -> None:
        self._current += chunk

    def chunks(self, name: str) -> list[bytes]:
        return [bytes(self.parts[name])]


NOTHING_SEEN = Seen(frozenset(), {})


def look(
    content: bytes,
    receiver: Unit,
    pin: SenderPin,
    *,
    now: datetime = NOW,
    seen: Seen = NOTHING_SEEN,
) -> Received:
    """Inspect a package as ``receiver``, who has pinned ``pin``."""
    return inspect(io.BytesIO(content), pins={pin.store: pin}, me=receiver.me, now=now, seen=seen)


def accept(content: bytes, receiver: Unit, pin: SenderPin) -> tuple[Received, Staged]:
    """Inspect and open a package."""
    received, staged = look(content, receiver, pin), Staged()
    open_parts(io.BytesIO(content), received, receiver.identity, staged)
    return received, staged


def pin_from_card(sender: Unit) -> SenderPin:
    """What a receiver pins after the fingerprints were compared."""
    return open_card(sender.card()).pin
