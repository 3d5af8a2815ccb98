"""Seals: forward-secure, chained, and safe to be killed between any two steps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.crypto.seals import (
    Seal,
    SealKeys,
    SealPlace,
    advance,
    begin,
    check_seals,
    first_keys,
    make_seal,
    settle,
)
from desktop.domain.audit import Head
from desktop.domain.errors import LogBrokenError, MalformedDocumentError
from tests.golden.build import LOG, NOW, TERM, fixed_random

RANDOM = fixed_random("seals")
FIRST = first_keys(RANDOM)


def place(seals: list[Seal]) -> SealPlace:
    count = len(seals) + 1
    head = Head(count, bytes([count]) * 32)
    at = SealPlace(LOG, TERM, head, NOW + timedelta(seconds=count), 1)
    return replace(at, prev_seal=seals[-1].hash) if seals else at


def sealed(count: int) -> tuple[list[Seal], SealKeys]:
    seals: list[Seal] = []
    keys = FIRST
    for _ in range(count):
        keys = begin(keys, RANDOM)
        seals.append(make_seal(keys, place(seals)))
        keys = advance(keys)
    return seals, keys


def test_a_run_of_seals_verifies_from_the_key_in_the_directory() -> None:
    seals, _ = sealed(5)

    bodies = check_seals(seals, TERM, FIRST.public)

    assert [body.epoch for body in bodies] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("stop", ["nothing", "stored-pending", "committed", "advanced"])
@pytest.mark.parametrize("count", [0, 3])
def test_a_kill_between_any_two_steps_leaves_one_way_on(stop: str, count: int) -> None:
    seals, on_disk = sealed(count)
    if stop != "nothing":
        on_disk = begin(on_disk, RANDOM)
    if stop in ("committed", "advanced"):
        seals.append(make_seal(on_disk, place(seals)))
    if stop == "advanced":
        on_disk = advance(on_disk)

    stored = SealKeys.from_bytes(on_disk.to_bytes())
    settled = begin(settle(stored, seals[-1] if seals else None), RANDOM)
    seals.append(make_seal(settled, place(seals)))

    assert len(check_seals(seals, TERM, FIRST.public)) == len(seals)


def test_old_keys_or_old_seals_are_not_gone_on_with() -> None:
    seals, keys = sealed(3)
    _, older = sealed(1)

    stranger = SealKeys(keys.epoch, bytes(32))

    for wrong, last in (
        (older, seals[-1]),
        (stranger, seals[-1]),
        (keys, seals[0]),
        (keys, None),
        (FIRST, seals[-1]),
    ):
        with pytest.raises(LogBrokenError):
            settle(wrong, last)


def test_no_seal_without_a_stored_next_key() -> None:
    with pytest.raises(MalformedDocumentError):
        make_seal(FIRST, place([]))
    with pytest.raises(MalformedDocumentError):
        advance(FIRST)


def test_the_key_of_this_epoch_cannot_reseal_the_past() -> None:
    seals, thief = sealed(3)
    forged = make_seal(begin(thief, RANDOM), place(seals[:1]))

    with pytest.raises(LogBrokenError):
        check_seals([seals[0], forged], TERM, FIRST.public)


def test_a_removed_changed_or_foreign_seal_is_found() -> None:
    seals, _ = sealed(4)
    flipped = Seal(seals[1].body, seals[1].sig[::-1])
    garbled = Seal(seals[1].body[:-1], seals[1].sig)

    for wrong in (
        [seals[0], *seals[2:]],
        seals[1:],
        [seals[0], flipped],
        [seals[0], garbled],
        [seals[0], seals[0]],
    ):
        with pytest.raises(LogBrokenError):
            check_seals(wrong, TERM, FIRST.public)
    with pytest.raises(LogBrokenError):
        check_seals(seals, "0" * 16, FIRST.public)


def test_a_head_never_goes_back() -> None:
    seals, keys = sealed(3)
    back = replace(place(seals), head=Head(1, bytes(32)))
    seals.append(make_seal(begin(keys, RANDOM), back))

    with pytest.raises(LogBrokenError):
        check_seals(seals, TERM, FIRST.public)


def test_seal_keys_show_nothing_of_themselves() -> None:
    keys = begin(FIRST, RANDOM)

    assert repr(keys) == "SealKeys(epoch=0)"
