"""The update notice and the version log's lines: there and back, and nothing else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.cj1 import Json, decode, decode_object, encode
from desktop.domain.errors import AppError, MalformedDocumentError, UnknownVersionError
from desktop.domain.updates import (
    LARGEST_INSTALLER,
    LARGEST_NOTICE,
    MAGIC,
    Installer,
    UpdateNotice,
    head_of,
    version_order,
)
from desktop.domain.versions import NO_LINE, VersionLine, line_hash

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
MSI = Installer("Kuracho-0.2.0-x64.msi", 1000, bytes(32))
GOOD = UpdateNotice("0.2.0", "0.2.0+0123456789ab", NOW, (1, 2), 2, "直しました。", MSI)

numbers = st.integers(0, 99999)
moments = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
printed = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp", "Zs")), max_size=64
)


@st.composite
def notices(draw: st.DrawFn) -> UpdateNotice:
    version = ".".join(str(draw(numbers)) for _ in range(3))
    writes = draw(st.integers(1, 50))
    reads = tuple(range(draw(st.integers(1, writes)), writes + 1))
    size = draw(st.integers(1, LARGEST_INSTALLER))
    msi = Installer(f"Kuracho-{version}-x64.msi", size, draw(st.binary(min_size=32, max_size=32)))
    return UpdateNotice(version, f"{version}+ab", draw(moments), reads, writes, draw(printed), msi)


@given(notices())
def test_a_notice_reads_back_as_it_was_written(notice: UpdateNotice) -> None:
    assert UpdateNotice.from_json(decode(encode(notice.to_json()))) == notice


@given(st.tuples(numbers, numbers, numbers), st.tuples(numbers, numbers, numbers))
def test_versions_sort_as_numbers(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    first, second = (version_order(".".join(map(str, each))) for each in (one, other))

    assert (first < second) == (one < other)


@pytest.mark.parametrize(
    "version", ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "１.2.3", " 1.2.3"]
)
def test_no_other_version_is_one(version: str) -> None:
    with pytest.raises(MalformedDocumentError):
        version_order(version)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("product", "other"),
        ("version", "0.2"),
        ("build", ""),
        ("build", "a b"),
        ("made", "2026-11-25"),
        ("notes", "行\r\n"),
        ("notes", "a" * 2001),
        ("schema", {"reads": [2, 1], "writes": 2}),
        ("schema", {"reads": [1], "writes": 2}),
        ("schema", {"reads": [], "writes": 1}),
        ("schema", {"reads": [0, 1], "writes": 1}),
        ("schema", {"reads": [True], "writes": 1}),
        ("msi", {"name": "..\\evil.msi", "size": 1, "sha256": "00" * 32}),
        ("msi", {"name": "a/b.msi", "size": 1, "sha256": "00" * 32}),
        ("msi", {"name": "-x.msi", "size": 1, "sha256": "00" * 32}),
        ("msi", {"name": "a.exe", "size": 1, "sha256": "00" * 32}),
        ("msi", {"name": "a.msi", "size": 0, "sha256": "00" * 32}),
        ("msi", {"name": "a.msi", "size": LARGEST_INSTALLER + 1, "sha256": "00" * 32}),
        ("msi", {"name": "a.msi", "size": 1, "sha256": "00"}),
        ("more", 1),
    ],
)
def test_anything_else_is_refused(member: str, value: Json) -> None:
    document = {**decode_object(encode(GOOD.to_json())), member: value}

    with pytest.raises(MalformedDocumentError):
        UpdateNotice.from_json(document)


def test_a_later_format_is_told_apart_from_a_bad_one() -> None:
    with pytest.raises(UnknownVersionError):
        UpdateNotice.from_json({"v": 2, "something": "new"})


def test_the_head_is_magic_length_and_notice_and_has_a_bound() -> None:
    assert head_of(b"{}") == MAGIC + b"\0\0\0\2{}"
    with pytest.raises(MalformedDocumentError):
        head_of(b" " * (LARGEST_NOTICE + 1))


@given(moments, printed, st.binary(min_size=32, max_size=32), st.integers(1, 1000))
def test_a_version_line_reads_back(at: datetime, by: str, prev: bytes, schema: int) -> None:
    line = VersionLine("0.1.0", "source", schema, at, by, prev)

    assert VersionLine.from_bytes(line.to_bytes()) == line


def test_a_changed_version_line_has_another_hash_or_is_none() -> None:
    line = VersionLine("0.1.0", "source", 1, NOW, "情報係", NO_LINE).to_bytes()
    for place in range(len(line)):
        changed = bytearray(line)
        changed[place] ^= 1
        try:
            VersionLine.from_bytes(bytes(changed))
        except AppError:
            continue
        assert line_hash(bytes(changed)) != line_hash(line)
