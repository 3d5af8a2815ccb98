"""The auditor's second canonical JSON takes exactly what the program's own takes."""

import json
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError
from desktop.verify.documents import BadError, Members, decode, encode

KEYS = st.text(st.sampled_from("abz09_"), min_size=1, max_size=4)
LEAVES = st.none() | st.booleans() | st.integers(-(1 << 53), 1 << 53) | st.text(max_size=8)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)


@given(VALUES)
def test_both_write_the_same_bytes(value: cj1.Json) -> None:
    try:
        expected = cj1.encode(value)
    except MalformedDocumentError:
        with pytest.raises(BadError):
            encode(value)
    else:
        assert encode(value) == expected


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1.0}', b'{"a": 1}', b'{"a":1,"a":1}', b'{"b":1,"a":1}', b'{"A":1}', b'{"a":NaN}',
        b'{"a":9007199254740993}', b'{"a":"\\ud800"}', b'{"a":"\\u3042"}', b"[1]", b'"a"', b"",
        b'{"a":1}\n', b"\xff", b"[" * 100_000,
    ],
)  # fmt: skip
def test_neither_takes_what_is_not_canonical(content: bytes) -> None:
    with pytest.raises(MalformedDocumentError):
        cj1.decode_object(content)
    with pytest.raises(BadError):
        decode(content, "a")


@pytest.mark.parametrize("opened", [b"[", b'{"a":'])
def test_no_depth_of_nesting_ends_in_a_crash(opened: bytes) -> None:
    closed = b"]" if opened == b"[" else b"}"
    for depth in range(1, sys.getrecursionlimit() + 50):
        content = opened * depth + b"1" + closed * depth
        with suppress(MalformedDocumentError):
            cj1.decode(content)
        with suppress(BadError):
            decode(content, "b")


@given(VALUES)
def test_members_are_of_their_type_or_refused(value: object) -> None:
    readers = {
        str: lambda found: found.text("a"),
        int: lambda found: found.whole("a"),
        list: lambda found: found.items("a"),
    }
    found = Members({"a": value}, "a")
    for kind, reader in readers.items():
        fits = type(value) is kind and not (kind is int and json.loads(json.dumps(value)) < 0)
        if fits:
            assert reader(found) == value
        else:
            with pytest.raises(BadError):
                reader(found)


def test_an_unknown_or_a_missing_member_is_refused() -> None:
    for names in ("a", "a b c"):
        with pytest.raises(BadError):
            Members({"a": 1, "b": 2}, names)
