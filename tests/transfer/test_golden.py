"""The formats never change: what was written once is written again, and read for ever."""

import io

import pytest

from desktop.domain.packages import Receipt
from desktop.transfer.cards import open_card
from desktop.transfer.container import read_head
from desktop.transfer.receipts import read_receipt
from tests.transfer.golden import FILES, golden_plan, repeatable
from tests.transfer.units import NAMES, accept, pin_from_card

WRITTEN = repeatable()


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_what_is_written_today_is_what_was_written_at_first(name: str) -> None:
    assert WRITTEN[name] == (FILES / name).read_bytes()


def test_the_stored_package_is_still_accepted() -> None:
    plan = golden_plan()

    received, staged = accept(
        (FILES / "package.kura").read_bytes(), plan.receiver, pin_from_card(plan.sender)
    )

    assert received.request.purpose == "犬の登録の\n移管のため"
    assert NAMES.encode() in bytes(staged.parts["records.csv"])


def test_the_stored_head_card_and_receipt_are_still_read() -> None:
    plan = golden_plan()
    age_follows = (FILES / "package-head.kura").read_bytes() + b"age"
    pins = {plan.receiver.pin.store: plan.receiver.pin}

    assert read_head(io.BytesIO(age_follows)).directories == plan.sender.files
    assert open_card((FILES / "card.kuracard").read_bytes()).pin == plan.sender.pin
    assert isinstance(read_receipt((FILES / "receipt.json").read_bytes(), pins), Receipt)
