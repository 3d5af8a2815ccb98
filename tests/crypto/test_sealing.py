"""Files for another store open there and nowhere else."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.crypto.details import open_detail, seal_detail_json
from desktop.crypto.sealing import new_identity, open_stream, seal_stream
from desktop.crypto.wrapping import public_of
from desktop.domain import cj1
from desktop.domain.errors import KeyMismatchError, MalformedDocumentError, NotForUsError

MINE, OTHER = new_identity(), new_identity()


def sealed(content: bytes, *recipients: str) -> bytes:
    target = io.BytesIO()
    seal_stream(io.BytesIO(content), target, recipients)
    return target.getvalue()


@settings(max_examples=30)
@given(st.binary(max_size=200_000))
def test_what_was_sealed_opens_for_each_recipient(content: bytes) -> None:
    file = sealed(content, MINE.recipient, OTHER.recipient)

    for identity in (MINE, OTHER):
        opened = io.BytesIO()
        open_stream(io.BytesIO(file), opened, identity)
        assert opened.getvalue() == content


def test_another_store_a_changed_byte_and_a_cut_end_are_refused() -> None:
    file = sealed(b"k" * 100_000, MINE.recipient)

    with pytest.raises(NotForUsError):
        open_stream(io.BytesIO(file), io.BytesIO(), OTHER)
    for place in range(0, len(file), 997):
        changed = bytearray(file)
        changed[place] ^= 1
        with pytest.raises(NotForUsError):
            open_stream(io.BytesIO(bytes(changed)), io.BytesIO(), MINE)
    for cut in (0, 10, 200, 70_000, len(file) - 1):
        with pytest.raises(NotForUsError):
            open_stream(io.BytesIO(file[:cut]), io.BytesIO(), MINE)


def test_sealing_to_nobody_or_to_nonsense_is_refused() -> None:
    for recipients in ((), ("age1nonsense",), ("ssh-ed25519 AAAA",)):
        with pytest.raises(MalformedDocumentError):
            sealed(b"x", *recipients)


def test_an_identity_shows_only_its_public_side() -> None:
    assert MINE.text not in repr(MINE)
    assert MINE.recipient.startswith("age1")
    assert len(MINE.rid) == 16


def test_details_open_for_the_auditors_key_only() -> None:
    auditor, other = bytes(range(32)), bytes(range(1, 33))
    detail = seal_detail_json(public_of(auditor), {"words": ["神"]})

    assert cj1.decode(open_detail(auditor, detail)) == {"words": ["神"]}
    with pytest.raises(KeyMismatchError):
        open_detail(other, detail)
