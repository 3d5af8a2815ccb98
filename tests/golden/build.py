"""Builds the golden files: every format of the crypto room from fixed random and a fixed clock.

``repeatable`` gives the same bytes on every machine and for ever; ``once`` holds what has an
ephemeral key inside (HPKE, age), which is made once and from then on only read.
"""

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desktop.crypto.chain import sign_entry
from desktop.crypto.commitments import (
    RevisionClaim,
    commit_content,
    first_prev,
    merkle_root,
    sign_revision,
)
from desktop.crypto.details import seal_detail_json
from desktop.crypto.founding import FoundedStore, FoundingPlan, NewPerson, found_store
from desktop.crypto.grants import make_grant
from desktop.crypto.passwords import PasswordRules, passphrase, word_list
from desktop.crypto.recovery import new_sheets, wrap_pairs
from desktop.crypto.roster import StaffName, seal_roster
from desktop.crypto.sealing import ReceivingIdentity, seal_stream
from desktop.crypto.seals import SealPlace, advance, begin, first_keys, make_seal
from desktop.crypto.signing import SigningKey, add_signature, sign_json
from desktop.crypto.slot_keys import Bundle, Factors, make_slot
from desktop.crypto.slots import SlotsFile
from desktop.crypto.unlock import term_of
from desktop.crypto.wrapping import commit_of, public_of
from desktop.domain import cj1
from desktop.domain.audit import NO_HASH, Act, AuditBody, Checkpoint, Head
from desktop.domain.audit_lines import AuditLine, LineKind
from desktop.domain.directory import (
    Directory,
    KeyVersion,
    Recipient,
    RecoveryKeys,
    Terminal,
    recipient_id,
)
from desktop.domain.ids import RecordUid, UserId, uuid7
from desktop.domain.people import Account, Invitation, PersonId, Role, Status
from desktop.domain.policy import KdfPolicy, Policy
from desktop.domain.store_pointer import StorePointer
from desktop.domain.updates import Installer, UpdateNotice, head_of
from desktop.domain.versions import NO_LINE, VersionLine, line_hash

NOW = datetime(2026, 11, 25, 9, 30, 0, tzinfo=UTC)
COST = KdfPolicy(m=64 * 1024, t=3, p=1)
STORE = "0123456789abcdef0123456789abcdef"
LOG = "fedcba9876543210fedcba9876543210"
DEVICE = bytes(range(32))
TERM = term_of(DEVICE)
PASSWORD = "さくら坂の lamp が三つ点る"
AGE = "age1wgq8a24caak2julwm7v5ceety0hen2e487j2yc2sdp9rkxecyq2scl4584"
IDENTITY = "AGE-SECRET-KEY-1C06FMEEJEPSVGDS5ZHSY96Y7GCLASQC2GRAA5L54WKH9UY6JXLEQY2KNL4"
NAMES = "\ufa19 髙 﨑 𠮷 邊\U000e0101"


def fixed_random(label: str) -> Callable[[int], bytes]:
    """A stream of bytes that looks random and is always the same."""
    counter = iter(range(1 << 30))

    def random(size: int) -> bytes:
        block = hashlib.shake_256(f"{label}/{next(counter)}".encode())
        return block.digest(size)

    return random


def person(label: str) -> Bundle:
    """The keys of a named invented person."""
    random = fixed_random(label)
    return Bundle(random(32), random(32))


def account(label: str, *roles: Role) -> Account:
    """The directory entry of a named invented person."""
    keys = person(label)
    return Account(
        uid=UserId(label),
        person=PersonId(hashlib.sha256(label.encode()).hexdigest()[:32]),
        kid=keys.signing.kid,
        pk_sign=keys.signing.public,
        pk_enc=keys.pk_enc,
        roles=roles,
        classes=(),
        status=Status.ACTIVE,
        valid_from=NOW,
    )


def directory() -> Directory:
    """A first version with every kind of member in it."""
    invited = Invitation(
        uid=UserId("d4"),
        person=PersonId("4" * 32),
        slip=bytes(range(32)),
        roles=(Role.CLERK,),
        classes=(),
        valid_from=NOW,
        valid_to=NOW + timedelta(days=120),
    )
    recovery = person("recovery")
    return Directory(
        store=STORE,
        version=1,
        prev_sha256=None,
        issued_at=NOW,
        users=(
            account("a1", Role.ADMINISTRATOR),
            account("b2", Role.SUPERVISOR),
            account("c3", Role.CLERK),
            invited,
        ),
        terminals=(Terminal(TERM, "1号端末", first_keys(fixed_random("seal")).public),),
        keys=(KeyVersion("db", 1, commit_of(DB_KEY)), KeyVersion("roster", 1, bytes(32))),
        recipients=(
            Recipient(recipient_id(AGE), "福祉課　給付係", AGE, NOW + timedelta(days=365)),
        ),
        recovery=RecoveryKeys(recovery.pk_enc, recovery.signing.public),
        policy=Policy(public_of(person("auditor").x25519_sk), kdf=COST, drill=True),
    )


DB_KEY = fixed_random("db")(32)


def entry_body() -> AuditBody:
    """A first entry whose object has texts and numbers."""
    return AuditBody(
        log=LOG,
        seq=1,
        prev=NO_HASH,
        t=NOW,
        term=TERM,
        sess="0011223344556677",
        actor=person("c3").signing.kid,
        act=Act.CREATE,
        obj={"ledger": "jido_teate", "rec": "00" * 16, "count": 1},
        det=bytes(range(80)),
    )


def repeatable() -> dict[str, bytes]:
    """Every file whose bytes follow from what is fixed here."""
    signed = sign_json("directory", directory().to_json(), [person("a1").signing])
    signed = add_signature(
        signed,
        "directory",
        lambda kid: next((a.pk_sign for a in directory().accounts if a.kid == kid), None),
        person("b2").signing,
    )
    return {
        "cj1.json": cj1.encode(
            {"z": None, "a_1": [True, False, 0, -1, 1 << 53], "text": NAMES + '"\\\n', "o": {}}
        ),
        "sd.json": sign_json("receipt", {"who": NAMES}, [person("a1").signing]),
        "directory.json": signed,
        "store.json": StorePointer(STORE, "ledger-1.db", LOG).to_bytes(),
        "roster.json": roster(),
        **slot_files(),
        **audit_files(),
        **revision_files(),
        **update_files(),
        "passphrase.txt": passphrase(words(), fixed_random("phrase")).text.encode(),
    }


def words() -> tuple[tuple[str, str], ...]:
    """A word list of numbers, so that this file does not depend on the real one."""
    return word_list(f"かな{number} w{number}" for number in range(2048))


def roster() -> bytes:
    """Two invented names, one with a character that NFC would change."""
    staff = {
        UserId("a1"): StaffName("\ufa19　髙子", "情報係"),
        UserId("c3"): StaffName("𠮷田　一郎", "給付係"),
    }
    key = fixed_random("roster")(32)
    return seal_roster(staff, store=STORE, key=key, ver=1, nonce=bytes(range(12)))


def slot_files() -> dict[str, bytes]:
    """One slot, the recovery pairs and the three printed codes; no grant, those vary."""
    slot = make_slot(
        person("c3"),
        Factors(PASSWORD, DEVICE),
        user=UserId("c3"),
        term=TERM,
        kdf=COST,
        now=NOW,
        random=fixed_random("slot"),
    )
    sheets = new_sheets(fixed_random("sheets"))
    pairs = wrap_pairs(STORE, sheets, person("recovery"), fixed_random("pairs"))
    codes = "".join(f"{sheet.number} {sheet.code}\n" for sheet in sheets)
    return {
        "slots.json": SlotsFile(STORE, (slot,), (), len(sheets), pairs).to_bytes(),
        "sheets.txt": codes.encode(),
    }


def audit_files() -> dict[str, bytes]:
    """One entry, two seals, the key hand-over, a checkpoint, and the lines of the second copy."""
    entry = sign_entry(entry_body(), person("c3").signing)
    head = Head(1, entry.hash)
    keys0 = begin(first_keys(fixed_random("seal")), fixed_random("seal1"))
    seal0 = make_seal(keys0, SealPlace(LOG, TERM, head, NOW, 1))
    keys1 = begin(advance(keys0), fixed_random("seal2"))
    seal1 = make_seal(keys1, SealPlace(LOG, TERM, head, NOW, 1, prev_seal=seal0.hash))
    lines = (
        AuditLine(LineKind.ENTRY, entry.body, entry.sig),
        AuditLine(LineKind.SEAL, seal0.body, seal0.sig),
        AuditLine(LineKind.SEAL, seal1.body, seal1.sig),
    )
    point = Checkpoint(STORE, LOG, head, NOW, 1)
    return {
        "audit_body.json": entry.body,
        "audit_hash.txt": entry.hash.hex().encode(),
        "seal_keys.json": keys0.to_bytes(),
        "audit.jsonl": b"".join(line.to_bytes() for line in lines),
        "checkpoint.json": cj1.encode(point.to_json()),
        "anchor.txt": point.anchor().encode(),
    }


def revision_files() -> dict[str, bytes]:
    """A first revision: claim, hash and signature, and the root of a batch of three."""
    rec = RecordUid(uuid7(1_764_063_000_000, bytes(range(10))).hex())
    rev = RecordUid(uuid7(1_764_063_000_001, bytes(range(10))).hex())
    commit = commit_content(bytes(range(32)), {"form": 1, "values": {"name": NAMES}})
    keys = person("c3").signing
    claim = RevisionClaim(STORE, rec, rev, first_prev(rec), commit, keys.kid, NOW)
    root = merkle_root([claim.hash, commit, first_prev(rev)])
    lines = (claim.hash.hex(), sign_revision(claim, keys).hex(), root.hex())
    return {
        "revision.json": claim.to_bytes(),
        "revision.txt": "".join(f"{line}\n" for line in lines).encode(),
    }


def update_files() -> dict[str, bytes]:
    """An update package of a short installer, and the two first lines of a version log."""
    installer = fixed_random("msi")(1000)
    msi = Installer("Kuracho-0.2.0-x64.msi", 1000, hashlib.sha256(installer).digest())
    build = "0.2.0+0123456789ab"
    notice = UpdateNotice("0.2.0", build, NOW, (1, 2), 2, "照会を速くしました。\n" + NAMES, msi)
    document = sign_json("update", notice.to_json(), [person("release").signing])
    first = VersionLine("0.1.0", "0.1.0+ba9876543210", 1, NOW, "情報係", NO_LINE).to_bytes()
    second = VersionLine("0.2.0", build, 2, NOW, "情報係", line_hash(first)).to_bytes()
    return {"update.kuraup": head_of(document) + installer, "versions.jsonl": first + second}


def once() -> dict[str, bytes]:
    """What cannot be made twice: a grant, an audit detail, an age file, a whole founded store."""
    holder = person("c3")
    grant = make_grant(STORE, "db", 1, DB_KEY, to=holder.signing.kid, pk_enc=holder.pk_enc)
    sealed = io.BytesIO()
    recipient = ReceivingIdentity(IDENTITY).recipient
    seal_stream(io.BytesIO(NAMES.encode()), sealed, [recipient])
    store = found()
    return {
        "grant.json": cj1.encode(grant.to_json()),
        "detail.bin": seal_detail_json(public_of(person("auditor").x25519_sk), {"q": NAMES}),
        "sealed.age": sealed.getvalue(),
        **{f"store/{name}": content for name, content in store.files.items()},
        "store/sheets.txt": "".join(f"{s.number} {s.code}\n" for s in store.sheets).encode(),
        "store/fingerprint.txt": store.fingerprint.encode(),
    }


def new_person(uid: str, *roles: Role) -> NewPerson:
    """Somebody invented who is about to start."""
    return NewPerson(UserId(uid), f"{uid} 髙橋", "福祉課", roles, password_of(uid))


def password_of(uid: str) -> str:
    """The password of an invented person."""
    return f"{uid}: yama no tanuki ga odoru"


def plan() -> FoundingPlan:
    """The smallest office, and an auditor."""
    return FoundingPlan(
        founders=(new_person("a1", Role.ADMINISTRATOR), new_person("b2", Role.SUPERVISOR)),
        others=(new_person("c3", Role.CLERK), new_person("e5", Role.AUDITOR)),
        kdf=COST,
        drill=True,
    )


def found() -> FoundedStore:
    """A store of the smallest office from fixed random."""
    rules = PasswordRules(frozenset())
    random = fixed_random("store")
    return found_store(plan(), device=DEVICE, now=NOW, random=random, rules=rules)


def signer(label: str) -> SigningKey:
    """The signing key of a named invented person."""
    return person(label).signing
