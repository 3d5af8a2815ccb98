"""The libraries compute what their standards say."""

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.crypto.passwords import stretch
from desktop.crypto.signing import SigningKey, pae
from desktop.crypto.wrapping import derive, open_as, public_of, seal_to
from desktop.domain.errors import KeyMismatchError
from tests.golden.build import COST


def test_argon2id_answers_as_rfc_9106_says() -> None:
    kdf = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    )

    answer = kdf.derive(b"\x01" * 32)

    assert answer.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(("memory", "passes", "lanes"), [(64, 1, 1), (256, 3, 1), (1024, 2, 4)])
def test_both_argon2_libraries_agree(memory: int, passes: int, lanes: int) -> None:
    salt = bytes(range(16))
    other = Argon2id(
        salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory
    ).derive("合言葉".encode())

    ours = hash_secret_raw("合言葉".encode(), salt, passes, memory, lanes, 32, Type.ID)

    assert ours == other


def test_the_stretching_in_use_is_argon2id_of_the_nfkc_text() -> None:
    salt = bytes(range(16))
    other = Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=COST.m)

    assert stretch("ＡＢｶﾞ①", salt, COST) == other.derive("ABガ1".encode())


def test_hkdf_answers_as_rfc_5869_case_3_says() -> None:
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"

    assert derive(b"\x0b" * 22, b"").hex() == expected


def test_ed25519_answers_as_rfc_8032_test_1_says() -> None:
    secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(b"")

    assert SigningKey(secret).public.hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert signature.hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


def test_the_pre_authentication_encoding_is_that_of_dsse() -> None:
    encoded = pae("http://example.com/HelloWorld", b"hello world")

    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_hpke_opens_the_base_mode_vector_of_rfc_9180() -> None:
    private = X25519PrivateKey.from_private_bytes(
        bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    )
    sealed = bytes.fromhex(
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
        "6d8770ac83d07bea87e13c512a"
    )
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)

    # the vector has associated data "Count-0", which the one-call API does not take
    with pytest.raises(InvalidTag):
        suite.decrypt(sealed, private, b"Ode on a Grecian Urn")
    opened = _open_with_aad(suite, sealed, private)

    assert opened == b"Beauty is truth, truth beauty"


def _open_with_aad(suite: Suite, sealed: bytes, private: X25519PrivateKey) -> bytes:
    return openssl.hpke._decrypt_with_aad(  # noqa: SLF001  # the only door to the vector
        suite, sealed, private, b"Ode on a Grecian Urn", b"Count-0"
    )


def test_hpke_opens_for_its_receiver_and_its_purpose_only() -> None:
    mine, other = bytes(range(32)), bytes(range(1, 33))
    sealed = seal_to(public_of(mine), b"k" * 32, b"info")

    assert open_as(mine, sealed, b"info") == b"k" * 32
    assert len(sealed) == 80
    for secret, info in ((other, b"info"), (mine, b"inf0")):
        with pytest.raises(KeyMismatchError):
            open_as(secret, sealed, info)
