"""A signed document is whole and of the asked type, or it is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.crypto.signing import SigningKey, add_signature, sign, sign_json, verify, verify_pae
from desktop.domain import cj1
from desktop.domain.errors import AppError, MalformedDocumentError, SignatureRefusedError
from desktop.domain.ids import Kid
from tests.golden.build import signer

ANNA, BUN, CHIE = signer("anna"), signer("bun"), signer("chie")
KNOWN = {key.kid: key.public for key in (ANNA, BUN)}


@given(
    payload=st.binary(max_size=300),
    keys=st.sets(st.binary(min_size=32, max_size=32), min_size=1, max_size=4),
)
def test_what_was_signed_is_what_verifies(payload: bytes, keys: set[bytes]) -> None:
    signing = [SigningKey(key) for key in keys]
    known = {key.kid: key.public for key in signing}

    verified = verify(sign("request", payload, signing), "request", known.get)

    assert verified.payload == payload
    assert set(verified.kids) == set(known)


def test_any_changed_byte_of_a_signed_document_is_refused() -> None:
    document = sign_json("request", {"purpose": "支払"}, [ANNA, BUN])

    for place in range(len(document)):
        changed = bytearray(document)
        changed[place] ^= 1
        with pytest.raises(AppError):
            verify(bytes(changed), "request", KNOWN.get)


def test_a_document_of_another_type_is_refused() -> None:
    document = sign_json("request", {}, [ANNA])

    with pytest.raises(SignatureRefusedError):
        verify(document, "manifest", KNOWN.get)


def test_one_unknown_signer_spoils_the_whole_document() -> None:
    document = sign_json("request", {}, [ANNA, CHIE])

    with pytest.raises(SignatureRefusedError):
        verify(document, "request", KNOWN.get)


def test_a_kid_counts_once() -> None:
    value = cj1.decode_object(sign_json("request", {}, [ANNA]))
    twice = cj1.encode({**value, "sigs": [*value["sigs"], *value["sigs"]]})

    with pytest.raises(SignatureRefusedError):
        verify(twice, "request", KNOWN.get)
    with pytest.raises(SignatureRefusedError):
        sign_json("request", {}, [ANNA, ANNA])


def test_a_document_without_signature_is_refused() -> None:
    value = cj1.decode_object(sign_json("request", {}, [ANNA]))

    with pytest.raises(SignatureRefusedError):
        verify(cj1.encode({**value, "sigs": []}), "request", KNOWN.get)


def test_a_key_that_is_not_the_kids_key_is_refused() -> None:
    document = sign_json("request", {}, [ANNA])

    with pytest.raises(SignatureRefusedError):
        verify(document, "request", lambda _kid: BUN.public)

    renamed = document.replace(ANNA.kid.encode(), CHIE.kid.encode())
    with pytest.raises(SignatureRefusedError):
        verify(renamed, "request", lambda _kid: ANNA.public)


def test_the_second_person_adds_a_signature_to_what_verifies() -> None:
    first = sign_json("request", {"n": 1}, [ANNA])

    both = add_signature(first, "request", KNOWN.get, BUN)

    assert set(verify(both, "request", KNOWN.get).kids) == {ANNA.kid, BUN.kid}
    assert verify(both, "request", KNOWN.get).payload == verify(first, "request", KNOWN.get).payload
    with pytest.raises(SignatureRefusedError):
        add_signature(both, "request", KNOWN.get, BUN)


def test_unknown_members_and_loose_json_are_refused() -> None:
    value = cj1.decode_object(sign_json("request", {}, [ANNA]))

    with pytest.raises(MalformedDocumentError):
        verify(cj1.encode({**value, "note": "x"}), "request", KNOWN.get)
    with pytest.raises(MalformedDocumentError):
        verify(cj1.encode(value) + b"\n", "request", KNOWN.get)


def test_a_signature_for_one_purpose_is_none_for_another() -> None:
    signature = ANNA.sign_pae("audit", b"body")

    assert verify_pae(ANNA.public, "audit", b"body", signature)
    assert not verify_pae(ANNA.public, "seal", b"body", signature)
    assert not verify_pae(ANNA.public, "audit", b"body", signature[:-1])
    assert not verify_pae(b"short", "audit", b"body", signature)


def test_a_signing_key_shows_nothing_of_itself() -> None:
    assert ANNA.secret.hex() not in repr(ANNA)
    assert repr(ANNA.secret) not in repr(ANNA)
    assert ANNA.kid == Kid(ANNA.kid)
