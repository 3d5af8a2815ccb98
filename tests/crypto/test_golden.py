"""The formats are final: what is written today is what was written at the beginning."""

import io
from pathlib import Path

import pytest

from desktop.crypto.chain import Entry, check_entries
from desktop.crypto.commitments import rev_hash
from desktop.crypto.details import open_detail
from desktop.crypto.grants import open_grant
from desktop.crypto.lineage import read_lineage
from desktop.crypto.recovery import open_recovery, typed_sheet
from desktop.crypto.roster import open_roster
from desktop.crypto.sealing import ReceivingIdentity, open_stream
from desktop.crypto.seals import Seal, SealKeys, check_seals
from desktop.crypto.slot_keys import Factors, open_slot
from desktop.crypto.slots import Grant, SlotsFile
from desktop.crypto.unlock import unlock
from desktop.crypto.wrapping import commit_of
from desktop.domain import cj1
from desktop.domain.audit import AuditBody, Checkpoint, Head, entry_hash
from desktop.domain.audit_lines import AuditLine, LineKind
from desktop.domain.ids import Kid, UserId
from desktop.domain.store_pointer import StorePointer
from tests.golden.build import (
    DB_KEY,
    DEVICE,
    IDENTITY,
    LOG,
    NAMES,
    NOW,
    PASSWORD,
    STORE,
    TERM,
    directory,
    entry_body,
    fixed_random,
    password_of,
    person,
    repeatable,
)

FILES = Path(__file__).parents[1] / "golden" / "files"


def golden(name: str) -> bytes:
    return (FILES / name).read_bytes()


@pytest.fixture(scope="module")
def rebuilt() -> dict[str, bytes]:
    return repeatable()


def test_every_repeatable_format_is_written_as_at_the_beginning(rebuilt: dict[str, bytes]) -> None:
    different = [name for name, content in rebuilt.items() if golden(name) != content]

    assert different == []


def test_the_golden_slot_opens_with_its_password_at_its_terminal() -> None:
    file = SlotsFile.from_bytes(golden("slots.json"))
    slot = file.slot_of(UserId("c3"), TERM)
    assert slot is not None

    assert open_slot(slot, Factors(PASSWORD, DEVICE)) == person("c3")
    assert file.to_bytes() == golden("slots.json")


def test_any_two_golden_sheets_open_the_recovery_keys() -> None:
    file = SlotsFile.from_bytes(golden("slots.json"))
    lines = golden("sheets.txt").decode().splitlines()
    sheets = [typed_sheet(int(line[0]), line[2:].lower()) for line in lines]

    for one, other in ((0, 1), (2, 0), (1, 2)):
        opened = open_recovery(file, sheets[one], sheets[other], directory().recovery)
        assert opened == person("recovery")


def test_the_golden_directory_verifies_and_reads_back() -> None:
    lineage = read_lineage([golden("directory.json")])

    assert lineage.current == directory()


def test_the_golden_grant_opens_for_its_holder() -> None:
    value = cj1.decode_object(golden("grant.json"))
    kid = person("c3").signing.kid
    assert (value["key"], value["ver"], value["to"]) == ("db", 1, kid)
    grant = Grant("db", 1, Kid(kid), bytes.fromhex(str(value["ct"])))

    opened = open_grant(grant, person("c3").x25519_sk, store=STORE, commit=commit_of(DB_KEY))

    assert opened == DB_KEY


def test_the_golden_roster_opens_code_point_for_code_point() -> None:
    roster = open_roster(golden("roster.json"), store=STORE, key=fixed_random("roster")(32), ver=1)

    assert roster[UserId("a1")].name == "\ufa19　髙子"


def test_the_golden_log_is_whole_and_sealed() -> None:
    lines = [AuditLine.from_bytes(one) for one in golden("audit.jsonl").splitlines(keepends=True)]
    entries = [
        Entry(line.body, entry_hash(line.body), line.sig)
        for line in lines
        if line.kind is LineKind.ENTRY
    ]
    seals = [Seal(line.body, line.sig) for line in lines if line.kind is LineKind.SEAL]

    head = check_entries(entries, Head(), LOG, lambda _kid, _at: person("c3").signing.public)
    bodies = check_seals(seals, TERM, directory().terminals[0].seal_pk0)

    assert head.hash.hex().encode() == golden("audit_hash.txt")
    assert [body.head for body in bodies] == [head, head]
    assert AuditBody.from_bytes(golden("audit_body.json")) == entry_body()
    assert SealKeys.from_bytes(golden("seal_keys.json")).epoch == 0
    checkpoint = Checkpoint.from_json(cj1.decode(golden("checkpoint.json")))
    assert checkpoint.anchor().encode() == golden("anchor.txt")


def test_the_golden_revision_hash_follows_from_its_claim() -> None:
    claim = cj1.decode_object(golden("revision.json"))

    hashed = rev_hash(bytes.fromhex(str(claim["prev"])), bytes.fromhex(str(claim["commit"])))

    assert hashed.hex() == golden("revision.txt").decode().split("\n")[0]


def test_the_golden_detail_and_sealed_file_open() -> None:
    opened = io.BytesIO()
    open_stream(io.BytesIO(golden("sealed.age")), opened, ReceivingIdentity(IDENTITY))

    detail = open_detail(person("auditor").x25519_sk, golden("detail.bin"))

    assert opened.getvalue().decode() == NAMES
    assert cj1.decode(detail) == {"q": NAMES}


def test_a_store_founded_by_the_first_version_still_opens() -> None:
    fingerprint = golden("store/fingerprint.txt").decode()
    files = [golden("store/directory/000001.json")]
    lineage = read_lineage(files, pinned_fingerprint=fingerprint)
    factors = Factors(password_of("c3"), DEVICE)

    keys = unlock(lineage, golden("store/slots.json"), UserId("c3"), factors, now=NOW)

    pointer = StorePointer.from_bytes(golden("store/store.json"))
    roster = open_roster(golden("store/roster.json"), store=pointer.store, key=keys.roster, ver=1)
    assert roster[UserId("a1")].name == "a1 髙橋"
    assert pointer.store == lineage.current.store
