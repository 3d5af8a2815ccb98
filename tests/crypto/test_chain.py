"""The log: any change is found, and the first bad entry is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.crypto.chain import Entry, check_entries, sign_entry
from desktop.crypto.lineage import Lineage
from desktop.domain.audit import NO_HASH, Act, AuditBody, Head
from desktop.domain.errors import LogBrokenError
from desktop.domain.ids import Kid
from tests.golden.build import LOG, NOW, TERM, person, signer

KEY = signer("c3")


def resolve(kid: Kid, _at: datetime) -> bytes | None:
    return KEY.public if kid == KEY.kid else None


def body(head: Head, log: str = LOG) -> AuditBody:
    return AuditBody(
        log=log,
        seq=head.seq + 1,
        prev=head.hash,
        t=NOW + timedelta(seconds=head.seq),
        term=TERM,
        sess="",
        actor=KEY.kid,
        act=Act.VIEW,
        obj={"count": head.seq},
    )


def log_of(count: int, log: str = LOG) -> list[Entry]:
    entries: list[Entry] = []
    head = Head()
    for _ in range(count):
        entries.append(sign_entry(body(head, log), KEY))
        head = Head(head.seq + 1, entries[-1].hash)
    return entries


WHOLE = log_of(9)
OTHER = log_of(9, log="0" * 32)


def test_a_whole_log_gives_its_head() -> None:
    assert check_entries(WHOLE, Head(), LOG, resolve) == Head(9, WHOLE[-1].hash)


def test_a_check_may_start_in_the_middle() -> None:
    head = check_entries(WHOLE[4:], Head(4, WHOLE[3].hash), LOG, resolve)

    assert head == Head(9, WHOLE[-1].hash)


def flipped_body(entries: list[Entry], place: int) -> None:
    content = bytearray(entries[place].body)
    content[-2] ^= 1
    entries[place] = replace(entries[place], body=bytes(content))


def flipped_hash(entries: list[Entry], place: int) -> None:
    entries[place] = replace(entries[place], hash=NO_HASH)


def flipped_signature(entries: list[Entry], place: int) -> None:
    signature = entries[place].sig
    entries[place] = replace(entries[place], sig=signature[:-1] + bytes([signature[-1] ^ 1]))


def removed(entries: list[Entry], place: int) -> None:
    del entries[place]


def swapped(entries: list[Entry], place: int) -> None:
    entries[place], entries[place + 1] = entries[place + 1], entries[place]


def doubled(entries: list[Entry], place: int) -> None:
    entries.insert(place, entries[place - 1])


def taken_from_another_log(entries: list[Entry], place: int) -> None:
    entries[place] = OTHER[place]


def written_in_anothers_name(entries: list[Entry], place: int) -> None:
    known = AuditBody.from_bytes(entries[place].body)
    entries[place] = sign_entry(replace(known, actor=person("a1").signing.kid), signer("a1"))


def signed_by_another(entries: list[Entry], place: int) -> None:
    entries[place] = sign_entry(AuditBody.from_bytes(entries[place].body), signer("a1"))


@pytest.mark.parametrize(
    "attack",
    [
        flipped_body,
        flipped_hash,
        flipped_signature,
        removed,
        swapped,
        doubled,
        taken_from_another_log,
        written_in_anothers_name,
        signed_by_another,
    ],
)
@pytest.mark.parametrize("place", [1, 4, 7])
def test_every_attack_is_found_at_its_place(
    attack: Callable[[list[Entry], int], None], place: int
) -> None:
    entries = list(WHOLE)
    attack(entries, place)

    with pytest.raises(LogBrokenError) as broken:
        check_entries(entries, Head(), LOG, resolve)

    assert broken.value.details["seq"] == place + 1


def test_an_author_counts_only_while_the_account_was_valid(lineage: Lineage) -> None:
    kid = lineage.current.accounts[0].kid

    assert lineage.author(kid, NOW) is not None
    assert lineage.author(kid, NOW - timedelta(days=1)) is None
    assert lineage.author(Kid("0" * 32), NOW) is None


@given(
    count=st.integers(0, 1 << 53),
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    detail=st.none() | st.binary(min_size=48, max_size=80),
)
def test_an_entry_reads_back_as_it_was_written(count: int, text: str, detail: bytes | None) -> None:
    written = replace(body(Head(count % 1000)), obj={"n": count, "s": text}, det=detail)

    assert AuditBody.from_bytes(written.to_bytes()) == written
