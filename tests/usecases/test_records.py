import base64
import json
from collections.abc import Callable

import pytest

from desktop.domain.audit import Act
from desktop.domain.ids import RecordUid
from desktop.domain.records import Record, RecordState
from desktop.domain.search import Query
from desktop.domain.store_errors import (
    ChangedElsewhereError,
    RecordVoidedError,
    UnknownRecordError,
)
from desktop.domain.usecase_errors import ReasonNeededError, ValuesRefusedError
from desktop.usecases.desk import Desk
from desktop.usecases.records import (
    check,
    correct,
    get,
    history,
    page,
    register,
    settle,
    void,
)
from tests.builders.offices import SUPERVISOR, newest_entry
from tests.usecases.seats import DOGS, FORM, LEDGER, Seats

THIRD = {"no": "第3号", "name": "山\ufa11 \U00020bb7", "day": "令和5年6月1日", "fee": "0"}


def first(desk: Desk) -> Record:
    return get(desk, page(desk, Query(LEDGER), 0, 1, ("no",)).lines[0].uid).record


def length(desk: Desk) -> int:
    with desk.store.read() as tx:
        return tx.audit.head().seq


def test_a_registered_record_is_found_and_opens_as_it_was_typed(seats: Seats) -> None:
    desk = seats.sit()

    made = register(desk, LEDGER, THIRD)

    seen = get(desk, made.uid)
    assert dict(seen.record.content.values) == THIRD
    assert (seen.form, seen.origin, dict(seen.findings)) == (FORM, None, {})
    found = page(desk, Query(LEDGER, "\U00020bb7"), 0, 10, ("no", "name"))
    assert [line.cells for line in found.lines] == [("第3号", "山\ufa11 \U00020bb7")]


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({}, 2),
        ({"no": "第9号", "name": ""}, 1),
        ({"no": "第9号", "name": "x", "day": "令和5年2月30日"}, 1),
        ({"no": "第9号", "name": "x", "day": "いつか", "fee": "免除"}, 2),
    ],
)
def test_values_that_break_the_rules_store_nothing(
    seats: Seats, values: dict[str, str], count: int
) -> None:
    desk = seats.sit()
    before = length(desk)

    with pytest.raises(ValuesRefusedError) as caught:
        register(desk, LEDGER, values)

    assert caught.value.details == {"count": count}
    assert length(desk) == before
    assert page(desk, Query(LEDGER), 0, 10, ("no",)).total == len(DOGS)


def test_what_a_check_says_names_the_field_and_never_the_value() -> None:
    found = check(FORM, {"no": "第9号", "name": "", "fee": "免除"})

    assert {fid: one.problem for fid, one in found.items()} == {
        "name": "value.required",
        "fee": found["fee"].problem,
    }
    assert "免除" not in str(found)


def test_a_correction_stands_on_what_the_person_saw(seats: Seats) -> None:
    desk = seats.sit()
    seen = first(desk)
    newer = correct(desk, seen, {**DOGS[0], "name": "高橋 一郎"}, "届出による")

    with pytest.raises(ChangedElsewhereError):
        correct(desk, seen, {**DOGS[0], "fee": "1"}, "古い画面から")
    with pytest.raises(ChangedElsewhereError):
        void(desk, seen, "古い画面から")

    assert dict(get(desk, seen.uid).record.content.values) == dict(newer.content.values)
    assert newer.number == 2


def test_only_a_changed_value_must_keep_the_rules(seats: Seats) -> None:
    desk = seats.sit()
    with desk.store.write(desk) as tx:
        odd = tx.records.register(LEDGER, {**DOGS[0], "fee": "免除"})

    better = correct(desk, odd, {**DOGS[0], "fee": "免除", "name": "別人"}, "")
    with pytest.raises(ValuesRefusedError):
        correct(desk, better, {**DOGS[0], "fee": "半額"}, "")
    with pytest.raises(ValuesRefusedError):
        correct(desk, better, {**DOGS[0], "fee": "免除", "name": ""}, "")

    assert get(desk, odd.uid).record.content.values["fee"] == "免除"


def test_a_struck_out_record_stays_readable_and_takes_nothing_more(seats: Seats) -> None:
    desk = seats.sit()
    seen = first(desk)
    with pytest.raises(ReasonNeededError):
        void(desk, seen, " \u3000")

    gone = void(desk, seen, "二重登録のため")

    assert gone.content.state is RecordState.VOIDED
    assert dict(gone.content.values) == DOGS[0]
    for deed in (
        lambda: void(desk, gone, "もう一度"),
        lambda: correct(desk, gone, DOGS[1], "もう一度"),
    ):
        with pytest.raises(RecordVoidedError):
            deed()
    assert page(desk, Query(LEDGER), 0, 10, ("no",)).total == len(DOGS) - 1


def test_the_history_names_who_did_what(seats: Seats) -> None:
    seen = first(seats.sit())
    desk = seats.sit(SUPERVISOR)
    correct(desk, seen, {**DOGS[0], "fee": "500"}, "減免")

    told = history(desk, seen.uid)

    assert [one.author_name for one in told] == ["課長 花子", "担当 次郎"]
    assert told[0].revision.reason == "減免"


@pytest.mark.parametrize("deed", [get, history])
def test_a_record_nobody_has_is_refused(
    seats: Seats, deed: Callable[[Desk, RecordUid], object]
) -> None:
    with pytest.raises(UnknownRecordError):
        deed(seats.sit(), RecordUid("0" * 32))


def test_opening_is_logged_paging_is_not_and_a_settled_inquiry_is_once(seats: Seats) -> None:
    desk = seats.sit()
    query = Query(LEDGER, "髙橋")
    before = length(desk)
    total = page(desk, query, 0, 10, ("no",)).total
    page(desk, query, 10, 10, ("no",))
    assert length(desk) == before

    settle(desk, query, total)
    entry = newest_entry(desk)

    assert length(desk) == before + 1
    assert (entry.act, dict(entry.obj)) == (Act.INQUIRE, {"ledger": LEDGER, "hits": 1})
    assert entry.det is not None
    uid = first(desk).uid
    assert newest_entry(desk).act is Act.VIEW
    assert dict(newest_entry(desk).obj) == {"ledger": LEDGER, "record": uid}


def test_words_of_an_inquiry_and_values_stand_nowhere_in_clear(seats: Seats) -> None:
    desk = seats.sit()
    settle(desk, Query(LEDGER, "かくれた言葉"), 0)
    register(desk, LEDGER, THIRD)
    seats.leave()

    written = b"".join(path.read_bytes() for path in seats.unit.folder.rglob("*") if path.is_file())
    for word in ("かくれた言葉", THIRD["name"], DOGS[0]["name"]):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert word.encode(encoding) not in written
    assert b"inquire" in _log_text(seats)  # the log itself is readable, so the search can bite


def _log_text(seats: Seats) -> bytes:
    (log,) = (seats.unit.folder / "audit").glob("*.jsonl")
    lines = log.read_text().splitlines()
    return b"".join(_body(line) for line in lines)


def _body(line: str) -> bytes:
    return base64.b64decode(json.loads(line)["body"])
