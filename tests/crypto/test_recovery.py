"""Two sheets of three open everything; one, a mistyped one or an old one opens nothing."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.crypto.founding import FoundedStore
from desktop.crypto.grants import open_grant
from desktop.crypto.lineage import Lineage
from desktop.crypto.recovery import Sheet, new_sheets, open_recovery, typed_sheet
from desktop.crypto.slots import SlotsFile
from desktop.domain.errors import RecoveryRefusedError, SheetMistypedError
from desktop.domain.ids import CROCKFORD, UserId
from tests.golden.build import fixed_random


@given(secret=st.binary(min_size=20, max_size=20), number=st.integers(1, 5))
def test_what_is_printed_can_be_typed_back(secret: bytes, number: int) -> None:
    sheet = Sheet(number, secret)

    assert typed_sheet(number, sheet.code.lower().replace("-", " ").replace("0", "o")) == sheet


def test_any_two_sheets_open_every_key_of_the_store(
    founded: FoundedStore, lineage: Lineage
) -> None:
    file = SlotsFile.from_bytes(founded.files["slots.json"])
    directory = lineage.current

    for one, other in combinations(founded.sheets, 2):
        keys = open_recovery(file, other, one, directory.recovery)
        grant = file.grant_of("db", 1, keys.signing.kid)
        assert grant is not None
        commit = directory.commit("db", 1)
        opened = open_grant(grant, keys.x25519_sk, store=file.store, commit=commit)
        assert opened == founded.keys[UserId("c3")].db


def test_a_sheet_is_8_groups_of_4_and_a_check_group_of_2(founded: FoundedStore) -> None:
    groups = founded.sheets[0].code.split("-")

    assert [len(group) for group in groups] == [4] * 8 + [2]
    assert set("".join(groups)) <= set(CROCKFORD)


def test_a_mistyped_sheet_is_named(founded: FoundedStore) -> None:
    code = founded.sheets[1].code

    for wrong in (code[:-1], code + "0", "U" + code[1:], "", code[5:] + code[:5]):
        with pytest.raises(SheetMistypedError) as refused:
            typed_sheet(2, wrong)
        assert refused.value.details == {"sheet": 2}


def test_nearly_every_single_slip_is_caught_before_anything_is_tried() -> None:
    code = new_sheets(fixed_random("slips"))[0].code
    missed = tried = 0

    for place, right in enumerate(code):
        for wrong in CROCKFORD:
            if right not in ("-", wrong):
                tried += 1
                missed += _is_accepted(code[:place] + wrong + code[place + 1 :])

    assert tried > 1000
    assert missed / tried < 0.005


def _is_accepted(code: str) -> bool:
    try:
        typed_sheet(1, code)
    except SheetMistypedError:
        return False
    return True


def test_sheets_of_another_printing_or_one_sheet_twice_open_nothing(
    founded: FoundedStore, lineage: Lineage
) -> None:
    file = SlotsFile.from_bytes(founded.files["slots.json"])
    mine, old = founded.sheets[0], new_sheets(fixed_random("old"))[1]
    recovery = lineage.current.recovery

    for one, other in ((mine, old), (mine, mine), (mine, Sheet(4, mine.secret))):
        with pytest.raises(RecoveryRefusedError):
            open_recovery(file, one, other, recovery)


def test_recovery_keys_the_directory_does_not_name_are_refused(
    founded: FoundedStore, lineage: Lineage
) -> None:
    file = SlotsFile.from_bytes(founded.files["slots.json"])
    other = replace(lineage.current.recovery, pk_sign=bytes(32))

    with pytest.raises(RecoveryRefusedError):
        open_recovery(file, founded.sheets[0], founded.sheets[1], other)


def test_a_sheet_does_not_show_its_secret(founded: FoundedStore) -> None:
    sheet = founded.sheets[0]

    assert sheet.secret.hex() not in repr(founded)
    assert repr(sheet) == "Sheet(number=1)"
