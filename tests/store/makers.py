"""An author with a real key, a form, and records of invented residents."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.crypto.seals import Seal, SealKeys, SealPlace, advance, begin, first_keys, make_seal
from desktop.crypto.signing import SigningKey
from desktop.domain.audit import Act, Head
from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import Kid, LedgerId, UserId
from desktop.store.engine import OpenPolicy
from desktop.store.transactions import Store

DOGS = LedgerId("inu")
KEY = bytes(range(32))
FIRST, SECOND = UserId("1001"), UserId("1002")
STORE, LOG = "5" * 32, "6" * 32
AUDITOR = X25519PrivateKey.from_private_bytes(bytes([7]) * 32)

FORM = Form(
    DOGS,
    "犬の登録",
    1,
    Confidentiality.LEVEL_2,
    (
        Field("bango", "登録番号", FieldKind.CODE),
        Field("shimei", "氏名", FieldKind.NAME),
        Field("kana", "フリガナ", FieldKind.KANA),
        Field("jusho", "住所", FieldKind.ADDRESS),
        Field("birth", "生年月日", FieldKind.DATE),
        Field("ryokin", "手数料", FieldKind.MONEY),
        Field("biko", "備考", FieldKind.TEXT),
    ),
)


@dataclass
class Clerk:
    """An ``Author`` whose clock moves one second each time it is read."""

    uid: UserId = FIRST
    person: str = "a" * 32
    term: str = "1" * 16
    session: str = "2" * 16
    key: SigningKey = field(default_factory=lambda: SigningKey(os.urandom(32)))
    moment: datetime = datetime(2026, 4, 1, tzinfo=UTC)

    seal_keys: SealKeys = field(default_factory=lambda: first_keys(os.urandom))

    @property
    def kid(self) -> Kid:
        return self.key.kid

    def sign(self, type_name: str, payload: bytes) -> bytes:
        return self.key.sign_pae(type_name, payload)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def random(self, size: int) -> bytes:
        return os.urandom(size)

    def seal(self, head: Head, prev_seal: bytes) -> Seal:
        keys = begin(self.seal_keys, os.urandom)
        place = SealPlace(LOG, self.term, head, self.now(), 1, prev_seal)
        self.seal_keys = advance(keys)
        return make_seal(keys, place)


def found(folder: Path, author: Clerk, policy: OpenPolicy | None = None) -> Store:
    """A new store with its founding entry and the ledger of dogs."""
    store = Store.create(
        folder,
        KEY,
        store=STORE,
        log=LOG,
        audit_pk=AUDITOR.public_key().public_bytes_raw(),
        policy=policy,
    )
    with store.write(author) as tx:
        tx.audit.append(Act.STORE_FOUNDED, {"store": STORE})
    with store.write(author) as tx:
        tx.forms.publish(FORM)
    return store


def dog(number: int = 1, **values: str) -> Mapping[str, str]:
    """The values of one record."""
    return {
        "bango": f"{number:05d}",
        "shimei": "佐藤太郎",
        "kana": "サトウ タロウ",
        "jusho": "架空市本町1-2-3",
        "birth": "R7.4.1",
        "ryokin": "3,000",
        **values,
    }
