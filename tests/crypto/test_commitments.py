"""A revision is bound to its record, its content and its author, and hides what is disposed of."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.crypto.commitments import (
    RevisionClaim,
    commit_content,
    first_prev,
    merkle_root,
    rev_hash,
    sign_revision,
    verify_revision,
)
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import RecordUid
from tests.golden.build import NOW, STORE, signer

KEY = signer("c3")
REC, OTHER = RecordUid("01" * 16), RecordUid("02" * 16)
SALT = bytes(range(32))
CLAIM = RevisionClaim(
    STORE, REC, OTHER, first_prev(REC), commit_content(SALT, {"a": "神"}), KEY.kid, NOW
)


def test_a_signed_revision_verifies_and_no_changed_one_does() -> None:
    signature = sign_revision(CLAIM, KEY)

    assert verify_revision(CLAIM, KEY.public, signature)
    for changed in (
        replace(CLAIM, rec=OTHER),
        replace(CLAIM, rev=REC),
        replace(CLAIM, prev=first_prev(OTHER)),
        replace(CLAIM, commit=commit_content(SALT, {"a": "\ufa19"})),
        replace(CLAIM, store="0" * 32),
    ):
        assert not verify_revision(changed, KEY.public, signature)
    assert not verify_revision(CLAIM, signer("a1").public, signature)


def test_the_hash_of_a_revision_ties_it_to_its_record() -> None:
    assert CLAIM.hash == rev_hash(first_prev(REC), CLAIM.commit)
    assert first_prev(REC) != first_prev(OTHER)


@given(
    content=st.dictionaries(st.from_regex("[a-z0-9_]{1,8}", fullmatch=True), st.text("神\ufa19a"))
)
def test_the_same_content_under_another_salt_commits_differently(content: dict[str, str]) -> None:
    assert commit_content(SALT, content) == commit_content(SALT, dict(reversed(content.items())))
    assert commit_content(SALT, content) != commit_content(SALT[::-1], content)


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(MalformedDocumentError):
        commit_content(b"salt", {})


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=20, unique=True))
def test_the_root_of_a_batch_depends_on_every_hash_and_its_place(hashes: list[bytes]) -> None:
    root = merkle_root(hashes)

    for place in range(len(hashes)):
        changed = [*hashes[:place], bytes(32), *hashes[place + 1 :]]
        assert merkle_root(changed) != root or hashes[place] == bytes(32)
        assert len(hashes) == 1 or merkle_root(hashes[:place] + hashes[place + 1 :]) != root
    if len(hashes) > 1:
        assert merkle_root(hashes[::-1]) != root


def test_an_empty_batch_has_no_root() -> None:
    with pytest.raises(MalformedDocumentError):
        merkle_root([])
