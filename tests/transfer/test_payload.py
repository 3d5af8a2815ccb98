"""The plaintext of a package: exactly its parts, each exactly as the table of contents says."""

import hashlib

import pytest

from desktop.domain.payloads import Inner, PartEntry, Report
from desktop.domain.transfer_errors import PackageTamperedError
from desktop.transfer.payload import MAGIC, PayloadReader
from tests.transfer.units import Staged

PARTS = {"form.json": b"{}", "empty.csv": b"", "records.csv": b"uid\r\n" * 40}


def inner_of(**hashes: bytes) -> Inner:
    entries = tuple(
        PartEntry(
            name, "text/plain", len(content),
            hashes.get(name.partition(".")[0], hashlib.sha256(content).digest()), 0,
        )
        for name, content in PARTS.items()
    )  # fmt: skip
    return Inner(bytes(32), "00" * 16, ("00" * 8,), 1, entries, Report())


def plaintext(inner: Inner, rest: bytes = b"".join(PARTS.values())) -> bytes:
    return MAGIC + len(inner.canonical).to_bytes(4, "big") + inner.canonical + rest


def read(content: bytes, inner: Inner, size: int = 7) -> Staged:
    staged = Staged()
    reader = PayloadReader(inner.sha256, staged)
    for at in range(0, len(content), size):
        reader.write(content[at : at + size])
    assert reader.finish() == inner
    return staged


@pytest.mark.parametrize("size", [1, 2, 13, 100, 10_000])
def test_parts_come_out_whole_whatever_the_pieces(size: int) -> None:
    staged = read(plaintext(inner_of()), inner_of(), size)

    assert {name: bytes(content) for name, content in staged.parts.items()} == PARTS


def test_the_last_part_may_be_empty() -> None:
    entry = PartEntry("form.json", "text/plain", 0, hashlib.sha256().digest(), 0)
    inner = Inner(bytes(32), "00" * 16, ("00" * 8,), 1, (entry,), Report())

    assert read(plaintext(inner, b""), inner).parts == {"form.json": bytearray()}


@pytest.mark.parametrize("name", ["form", "empty", "records"])
def test_a_part_with_another_hash_is_refused(name: str) -> None:
    inner = inner_of(**{name: bytes(32)})

    with pytest.raises(PackageTamperedError):
        read(plaintext(inner), inner)


@pytest.mark.parametrize("size", [1, 10_000])
def test_a_byte_behind_the_last_part_is_refused(size: int) -> None:
    with pytest.raises(PackageTamperedError):
        read(plaintext(inner_of()) + b"x", inner_of(), size)


def test_every_cut_is_refused() -> None:
    whole = plaintext(inner_of())
    for length in range(len(whole)):
        with pytest.raises(PackageTamperedError):
            read(whole[:length], inner_of(), 1_000)


def test_another_table_of_contents_is_refused() -> None:
    with pytest.raises(PackageTamperedError):
        read(plaintext(inner_of(form=bytes(32))), inner_of())
    with pytest.raises(PackageTamperedError):
        read(b"KURAPAY2" + plaintext(inner_of())[8:], inner_of())
