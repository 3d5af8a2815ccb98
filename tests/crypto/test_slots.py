"""slots.json: whatever is not exactly its form is refused, before any password is tried."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.crypto.founding import FoundedStore
from desktop.crypto.slots import SlotsFile
from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import UserId

Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f.update(store="x"),
        lambda f: f.update(note=1),
        lambda f: f["slots"].reverse(),
        lambda f: f["slots"].append(f["slots"][-1]),
        lambda f: f["slots"][0]["hdr"].update(v=2),
        lambda f: f["slots"][0]["hdr"].update(user="A1"),
        lambda f: f["slots"][0]["hdr"].update(term=None),
        lambda f: f["slots"][0]["hdr"].update(slot="00"),
        lambda f: f["slots"][0]["hdr"].update(fido2="x"),
        lambda f: f["slots"][0]["hdr"].update(factors=["password"]),
        lambda f: f["slots"][0]["hdr"].update(factors=["device", "password"]),
        lambda f: f["slots"][0]["hdr"]["kdf"].update(alg="argon2i"),
        lambda f: f["slots"][0]["hdr"]["kdf"].update(m=1024),
        lambda f: f["slots"][0]["hdr"]["kdf"].update(m=4 * 1024 * 1024),
        lambda f: f["slots"][0]["hdr"]["kdf"].update(t=1),
        lambda f: f["slots"][0]["hdr"]["kdf"].update(p=64),
        lambda f: f["slots"][0]["hdr"]["kdf"].update(salt="00"),
        lambda f: f["slots"][0].update(n="00"),
        lambda f: f["slots"][0].update(ct=f["slots"][0]["ct"][2:]),
        lambda f: f["grants"].reverse(),
        lambda f: f["grants"].insert(0, f["grants"][0]),
        lambda f: f["grants"][0].update(key="pepper"),
        lambda f: f["grants"][0].update(ver=0),
        lambda f: f["grants"][0].update(to="nobody"),
        lambda f: f["grants"][0].update(ct="00" * 79),
        lambda f: f["recovery"].update(n=2),
        lambda f: f["recovery"].update(n=4),
        lambda f: f["recovery"].update(n=1 << 50),
        lambda f: f["recovery"]["pairs"].pop(),
        lambda f: f["recovery"]["pairs"].reverse(),
        lambda f: f["recovery"]["pairs"][0].update(j=3),
    ],
)
def test_a_slots_file_out_of_form_is_refused(founded: FoundedStore, change: Change) -> None:
    file = json.loads(founded.files["slots.json"])
    change(file)

    with pytest.raises(MalformedDocumentError):
        SlotsFile.from_bytes(cj1.encode(file))


def test_a_new_slot_and_the_old_one_may_stand_side_by_side(founded: FoundedStore) -> None:
    file = SlotsFile.from_bytes(founded.files["slots.json"])
    old = file.slot_of(UserId("c3"), founded.term)
    assert old is not None
    later = old.header.made.replace(year=2027)
    new = replace(old, header=replace(old.header, slot="f" * 16, made=later))

    both = SlotsFile.from_bytes(file.with_slot(new).to_bytes())

    assert both.slot_of(UserId("c3"), founded.term) == new
    assert set(both.slots) == {*file.slots, new}
    assert both.slot_of(UserId("c3"), "0" * 16) is None
