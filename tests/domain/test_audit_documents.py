"""Entries, seals, checkpoints and lines: one canonical form, everything else refused."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import cj1
from desktop.domain.audit import (
    NO_HASH,
    AuditBody,
    Checkpoint,
    Head,
    SealBody,
    anchor_words,
    entry_hash,
)
from desktop.domain.audit_lines import AuditLine, LineKind
from desktop.domain.cj1 import Json
from desktop.domain.errors import MalformedDocumentError, UnknownVersionError
from desktop.domain.store_pointer import StorePointer
from tests.golden.build import LOG, NOW, STORE, TERM, entry_body

SEAL = SealBody(LOG, TERM, 0, Head(5, b"\1" * 32), Head(), NOW, b"\2" * 32, NO_HASH, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"log": "x"},
        {"seq": 0},
        {"seq": True},
        {"prev": "01" * 32},
        {"t": "2026-11-25T09:30:00+09:00"},
        {"act": "something.else"},
        {"obj": {"a": [1]}},
        {"obj": {"a": True}},
        {"obj": {"a": None}},
        {"res": "OK"},
        {"actor": "somebody"},
        {"det": "not base64!"},
        {"note": "x"},
    ],
    ids=str,
)
def test_an_entry_out_of_form_is_refused(change: Mapping[str, Json]) -> None:
    value = cj1.decode_object(entry_body().to_bytes())

    with pytest.raises(MalformedDocumentError):
        AuditBody.from_bytes(cj1.encode({**value, **change}))


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"epoch": -1},
        {"epoch": "0"},
        {"prev_seal": "01" * 32},
        {"next": "01" * 31},
        {"pend": {"seq": 0}},
        {"dir_version": 0},
        {"extra": 1},
    ],
    ids=str,
)
def test_a_seal_out_of_form_is_refused(change: Mapping[str, Json]) -> None:
    value = cj1.decode_object(SEAL.to_bytes())

    with pytest.raises(MalformedDocumentError):
        SealBody.from_bytes(cj1.encode({**value, **change}))


def test_a_seal_reads_back_as_it_was_written() -> None:
    assert SealBody.from_bytes(SEAL.to_bytes()) == SEAL


@given(st.integers(0, 1 << 40), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_reads_back_and_prints_its_first_160_bits(seq: int, head: bytes) -> None:
    point = Checkpoint(STORE, LOG, Head(seq, head), NOW, 1)

    assert Checkpoint.from_json(point.to_json()) == point
    groups = point.anchor().split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert point.anchor() == anchor_words(head[:20] + bytes(12))


@given(st.sampled_from(LineKind), st.binary(max_size=200), st.binary(min_size=64, max_size=64))
def test_a_line_of_the_second_copy_reads_back(kind: LineKind, body: bytes, sig: bytes) -> None:
    line = AuditLine(kind, body, sig)

    assert AuditLine.from_bytes(line.to_bytes()) == line
    assert line.to_bytes().count(b"\n") == 1


@pytest.mark.parametrize("tail", [b"", b"\r\n", b"\n\n"])
def test_a_line_ends_with_one_line_feed(tail: bytes) -> None:
    line = AuditLine(LineKind.ENTRY, b"{}", bytes(64)).to_bytes()

    with pytest.raises(MalformedDocumentError):
        AuditLine.from_bytes(line[:-1] + tail)


def test_the_hash_of_an_entry_is_not_the_plain_hash_of_its_bytes() -> None:
    assert entry_hash(b"a") != entry_hash(b"b")
    assert entry_hash(b"").hex() != (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_the_pointer_reads_back_and_never_leads_out_of_the_folder() -> None:
    pointer = StorePointer(STORE, "ledger-1.db", LOG)

    assert StorePointer.from_bytes(pointer.to_bytes()) == pointer
    for name in ("../ledger-1.db", "ledger-0.db", "ledger-1.db-wal", ""):
        with pytest.raises(MalformedDocumentError):
            StorePointer(STORE, name, LOG)
    with pytest.raises(UnknownVersionError):
        StorePointer.from_bytes(pointer.to_bytes().replace(b'"v":1', b'"v":2'))
