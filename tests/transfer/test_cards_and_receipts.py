"""How units introduce themselves, and how a receiver answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.crypto import signing
from desktop.crypto.signing import SigningKey
from desktop.domain.audit import Checkpoint, Head
from desktop.domain.cards import CARD_TYPE, Card
from desktop.domain.directory import fingerprint
from desktop.domain.errors import AppError
from desktop.domain.packages import Receipt
from desktop.domain.transfer_errors import (
    CardRefusedError,
    NewerPackageError,
    NotACardError,
    NotAReceiptError,
    ReceiptRefusedError,
)
from desktop.transfer.cards import make_card, open_card
from desktop.transfer.receipts import check_answer, make_receipt, read_receipt
from tests.transfer.units import FOUNDED, NOW, Unit, look, seed, unit


def card_of(found: Unit) -> Card:
    age = found.identity.recipient
    return Card(found.directory.store, "子育て　給付係", found.rid, age, NOW, found.files)


def receipt_of(receiver: Unit, good: bytes, sender: Unit) -> Receipt:
    received = look(good, receiver, sender.pin)
    store = receiver.directory.store
    head = Head(7, seed("receiver", "head"))
    return Receipt(
        package_id=received.manifest.package_id,
        from_store=received.manifest.from_store,
        by_store=store,
        rid=receiver.rid,
        accepted_at=NOW + timedelta(hours=1),
        records=3,
        manifest_sha256=received.manifest_sha256,
        checkpoint=Checkpoint(store, seed("receiver", "log").hex()[:32], head, NOW, 1),
    )


@pytest.mark.parametrize("by", ["boss", "admin", "double"])
def test_a_card_serves_sender_and_receiver(by: str, sender: Unit) -> None:
    opened = open_card(make_card(card_of(sender), sender.keys[by]))

    assert opened.card.label == "子育て　給付係"
    assert (opened.card.rid, opened.card.age) == (sender.rid, sender.identity.recipient)
    assert opened.fingerprint == fingerprint(sender.files[0])
    assert opened.pin == sender.pin
    assert not opened.drill


def test_a_card_carries_every_version_and_pins_the_newest(sender: Unit) -> None:
    grown = sender.next_version()

    opened = open_card(grown.card())

    assert opened.pin == grown.pin
    assert opened.fingerprint == fingerprint(sender.files[0])


@pytest.mark.parametrize("by", ["clerk", "auditor"])
def test_a_clerk_cannot_make_a_card(by: str, sender: Unit) -> None:
    with pytest.raises(CardRefusedError):
        make_card(card_of(sender), sender.keys[by])


def test_every_changed_byte_of_a_card_is_refused(sender: Unit) -> None:
    card = sender.card()
    for place in range(0, len(card), 11):
        changed = bytearray(card)
        changed[place] ^= 1 << (place % 8)
        with pytest.raises(AppError):
            open_card(bytes(changed))


def test_a_card_with_another_units_directory_is_refused(sender: Unit, other: Unit) -> None:
    with pytest.raises(CardRefusedError):
        make_card(replace(card_of(sender), directory=other.files), sender.keys["boss"])


def test_a_card_that_names_another_store_is_refused(sender: Unit, other: Unit) -> None:
    with pytest.raises(CardRefusedError):
        make_card(replace(card_of(sender), store=other.directory.store), sender.keys["boss"])


def test_a_card_made_before_its_signer_came_is_refused(sender: Unit) -> None:
    early = replace(card_of(sender), made_at=FOUNDED - timedelta(seconds=1))

    with pytest.raises(CardRefusedError):
        make_card(early, sender.keys["boss"])


def test_a_card_signed_from_outside_is_refused(sender: Unit) -> None:
    signed = signing.sign_json(CARD_TYPE, card_of(sender).to_json(), [SigningKey(seed("x"))])

    with pytest.raises(CardRefusedError):
        open_card(signed)


def test_a_card_with_a_broken_directory_is_refused(sender: Unit) -> None:
    grown = sender.next_version().next_version()
    gap = replace(card_of(sender), directory=(grown.files[0], grown.files[2]))
    forged = replace(card_of(sender), directory=sender.next_version(signers=("boss",)).files)

    for card in (gap, forged):
        with pytest.raises(CardRefusedError):
            make_card(card, sender.keys["boss"])


def test_a_card_of_a_later_version_asks_for_a_newer_program(sender: Unit) -> None:
    later = dict(card_of(sender).to_json()) | {"v": 2}  # type: ignore[arg-type]

    with pytest.raises(NewerPackageError):
        open_card(signing.sign_json(CARD_TYPE, later, [sender.keys["boss"]]))


@pytest.mark.parametrize("content", [b"", b"{}", b"KURAPKG1\n", b'{"payload":"","sigs":[]}'])
def test_another_file_is_neither_card_nor_receipt(content: bytes) -> None:
    with pytest.raises(NotACardError):
        open_card(content)
    with pytest.raises(NotAReceiptError):
        read_receipt(content, {})


@pytest.mark.parametrize("by", ["clerk", "boss"])
def test_a_receipt_answers_its_package(by: str, good: bytes, sender: Unit, receiver: Unit) -> None:
    receipt = receipt_of(receiver, good, sender)
    received = look(good, receiver, sender.pin)

    read = read_receipt(
        make_receipt(receipt, receiver.keys[by]), {receiver.pin.store: receiver.pin}
    )

    assert read == receipt
    check_answer(read, received.manifest, received.head.manifest)


def test_every_changed_byte_of_a_receipt_is_refused(
    good: bytes, sender: Unit, receiver: Unit
) -> None:
    signed = make_receipt(receipt_of(receiver, good, sender), receiver.keys["clerk"])
    for place in range(len(signed)):
        changed = bytearray(signed)
        changed[place] ^= 1 << (place % 8)
        with pytest.raises(AppError):
            read_receipt(bytes(changed), {receiver.pin.store: receiver.pin})


def test_a_receipt_of_an_unknown_unit_or_person_is_refused(
    good: bytes, sender: Unit, receiver: Unit
) -> None:
    receipt = receipt_of(receiver, good, sender)

    with pytest.raises(ReceiptRefusedError):
        read_receipt(make_receipt(receipt, receiver.keys["clerk"]), {})
    with pytest.raises(ReceiptRefusedError):
        read_receipt(
            make_receipt(receipt, sender.keys["clerk"]), {receiver.pin.store: receiver.pin}
        )


def test_a_receipt_with_another_stores_checkpoint_or_from_a_time_before_is_refused(
    good: bytes, sender: Unit, receiver: Unit
) -> None:
    receipt = receipt_of(receiver, good, sender)
    strange = replace(receipt.checkpoint, store=sender.directory.store)
    for wrong in (
        replace(receipt, checkpoint=strange),
        replace(receipt, accepted_at=FOUNDED - timedelta(seconds=1)),
    ):
        signed = make_receipt(wrong, receiver.keys["clerk"])
        with pytest.raises(ReceiptRefusedError):
            read_receipt(signed, {receiver.pin.store: receiver.pin})


@pytest.mark.parametrize(
    "changes",
    [
        {"package_id": "00" * 16},
        {"rid": "00" * 8},
        {"manifest_sha256": bytes(32)},
        {"accepted_at": NOW - timedelta(days=1)},
    ],
)
def test_a_receipt_for_another_package_is_no_answer(
    changes: dict[str, object], good: bytes, sender: Unit, receiver: Unit
) -> None:
    receipt = replace(receipt_of(receiver, good, sender), **changes)  # type: ignore[arg-type]
    received = look(good, receiver, sender.pin)

    with pytest.raises(ReceiptRefusedError):
        check_answer(receipt, received.manifest, received.head.manifest)


def test_labels_of_units_may_hold_a_wide_blank_but_nothing_hidden() -> None:
    found = unit("区", 0)
    hidden = replace(card_of(found), label="区\u202e役所")

    with pytest.raises(AppError):
        make_card(hidden, found.keys["boss"])
    assert open_card(make_card(card_of(found), found.keys["boss"])).card.label == "子育て　給付係"
