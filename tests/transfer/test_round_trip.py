"""What goes in comes out: names code point for code point, the same bytes from the same input."""

import io
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import NothingToExportError, PayloadChangedError
from desktop.domain.exports import ColumnRule
from desktop.domain.ids import RecordUid
from desktop.domain.payloads import FORM_PART, RECORDS_PART
from desktop.domain.records import Values, without_blanks
from desktop.domain.request_document import Column
from desktop.transfer.pack import check_rebuilt, encrypt_payload, read_back
from desktop.transfer.read_parts import read_parts
from desktop.transfer.sanitize.plain import cleaned
from desktop.transfer.sanitize.table import sanitise_table
from desktop.transfer.unpack import open_parts
from tests.transfer.units import (
    COLUMNS,
    FORM,
    NAMES,
    ODD,
    Plan,
    Staged,
    Unit,
    accept,
    look,
    package,
    payload_of,
    pin_from_card,
    request_of,
    uid,
    unit,
)


def clean(text: str) -> str:
    return cleaned(text, Counter(), Counter())


def read(staged: Staged, plan: Plan) -> list[tuple[RecordUid, Values]]:
    inner = payload_of(plan.records).inner(
        request_id="00" * 16, nonce=bytes(32), recipients=("00" * 8,), policy_version=1
    )
    _, records = read_parts(inner, staged.chunks)
    return list(records)


def test_a_package_arrives_with_every_name_code_point_for_code_point(
    good: bytes, plan: Plan, sender: Unit, receiver: Unit
) -> None:
    received, staged = accept(good, receiver, pin_from_card(sender))

    records = dict(read(staged, plan))
    assert list(map(ord, records[uid(1)]["owner"])) == list(map(ord, NAMES))
    assert records[uid(2)] == {
        "number": "-5",
        "owner": '山田, "太郎"',
        "memo": "=HYPERLINK(1)",
    }
    assert records[uid(3)] == {"owner": "－", "memo": "外字\ue000と改行 と逆順"}
    assert received.request.records == len(records) == 3
    assert received.requester.uid == "clerk"
    assert received.approver.uid == "boss"
    assert received.notes == ()


def test_what_leaves_holds_no_formula_and_no_dropped_column() -> None:
    payload = payload_of()
    content = b"".join(payload.parts[1].chunks())

    assert b"'=HYPERLINK(1)" in content
    assert "'－".encode() in content
    assert "出さない".encode() not in content
    assert content.startswith(b"uid,number,owner,kind,memo\r\n")
    assert [found.fid for found in payload.form.fields] == ["number", "owner", "kind", "memo"]


def test_the_report_counts_what_was_removed_kept_and_dropped() -> None:
    report = payload_of().report

    assert report.removed == {"bidi": 1, "formula": 2, "line_feed": 1}
    assert report.kept == {"external": 1, "ivs": 1}
    assert report.dropped == ("secret",)


def test_a_column_nobody_knows_is_dropped_and_named() -> None:
    columns = [*COLUMNS[:2], Column("nowhere", ColumnRule.KEEP)]
    records = ((uid(1), {"owner": "甲", "memo": "乙"}),)

    payload = sanitise_table(FORM, columns, lambda: records)

    assert [found.fid for found in payload.form.fields] == ["number", "owner"]
    assert payload.report.dropped == ("kind", "memo", "nowhere", "secret")


@pytest.mark.parametrize("rule", [ColumnRule.DROP, None])
def test_no_column_or_no_record_is_nothing_to_export(rule: ColumnRule | None) -> None:
    columns = COLUMNS if rule is None else [Column("owner", rule)]
    records = () if rule is None else ((uid(1), {"owner": "甲"}),)

    with pytest.raises(NothingToExportError):
        sanitise_table(FORM, columns, lambda: records)


def test_the_same_records_make_the_same_content_digest(plan: Plan) -> None:
    one, other = request_of(plan), request_of(plan)

    assert one.inner_sha256 == other.inner_sha256
    assert one.package_id == other.package_id


def test_a_changed_record_changes_the_content_digest_and_is_refused(plan: Plan) -> None:
    changed = replace(plan, records=((uid(1), {"owner": "神"}), *plan.records[1:]))
    request = request_of(plan)
    inner = payload_of(changed.records).inner(
        request_id=request.request_id,
        nonce=request.nonce,
        recipients=request.recipients,
        policy_version=1,
    )

    with pytest.raises(PayloadChangedError):
        check_rebuilt(request, inner)


def test_records_that_change_while_they_are_encrypted_stop_the_encryption(receiver: Unit) -> None:
    records = [(uid(1), {"owner": "甲"})]
    payload = sanitise_table(FORM, COLUMNS, lambda: tuple(records))
    inner = payload.inner(
        request_id="00" * 16, nonce=bytes(32), recipients=[receiver.rid], policy_version=1
    )
    records[0] = (uid(1), {"owner": "乙"})

    with pytest.raises(PayloadChangedError):
        encrypt_payload(inner, payload.parts, [receiver.identity.recipient], io.BytesIO())


def test_records_out_of_order_are_a_bug() -> None:
    records = ((uid(2), {"owner": "甲"}), (uid(1), {"owner": "乙"}))

    with pytest.raises(ValueError, match="rise"):
        sanitise_table(FORM, COLUMNS, lambda: records)


def test_nothing_of_the_content_is_readable_in_the_package(good: bytes) -> None:
    for word in (NAMES, "柴犬", "HYPERLINK", "犬の登録", "owner", ODD[:3]):
        for encoding in ("utf-8", "utf-16-le"):
            assert word.encode(encoding) not in good.partition(b"age-encryption.org")[2]
    for word in (NAMES, "柴犬", "HYPERLINK"):
        assert word.encode() not in good


def test_a_written_package_reads_back(good: bytes, sender: Unit, receiver: Unit) -> None:
    received = look(good, receiver, sender.pin)

    written = read_back(io.BytesIO(good), received.head.manifest, sender.files)

    assert written.size == len(good)


def test_the_payload_is_read_in_pieces_of_any_size(
    good: bytes, receiver: Unit, sender: Unit
) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size, 7) if size and size > 0 else 7)

    received, staged = look(good, receiver, sender.pin), Staged()
    open_parts(Slow(good), received, receiver.identity, staged)

    assert sorted(staged.parts) == [FORM_PART, RECORDS_PART]


SENDER, RECEIVER = unit("子育て", 0, 1), unit("福祉", 1)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(
    st.sampled_from("=+-@＝'\" ,\u3000\n\r\u2028髙\U000e0100"), max_size=8
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(["number", "owner", "memo"]), TEXTS), min_size=1))
def test_any_records_come_back_as_they_were_cleaned(found: list[dict[str, str]]) -> None:
    receiver, sender = RECEIVER, SENDER
    records = tuple((uid(number), values) for number, values in enumerate(found))
    plan = Plan(sender, receiver, records=records)

    _, staged = accept(package(plan), receiver, sender.pin)

    expected = [
        (uid(number), without_blanks({fid: clean(text) for fid, text in values.items()}))
        for number, values in enumerate(found)
    ]
    assert read(staged, plan) == expected
