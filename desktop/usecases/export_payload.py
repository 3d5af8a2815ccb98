"""What a request lets out, built from the revisions of one moment: the same bytes each time."""

from collections.abc import Iterable, Sequence

from desktop.crypto import signing
from desktop.domain import cj1
from desktop.domain.exports import ColumnRule, ExportRequest
from desktop.domain.forms import Form
from desktop.domain.ids import RecordUid
from desktop.domain.records import Values
from desktop.domain.request_document import REQUEST_TYPE, Column, RequestDocument
from desktop.store.transactions import ReadTx
from desktop.transfer.sanitize.table import TablePayload, sanitise_table


def signed_request(asked: ExportRequest) -> RequestDocument:
    """What the requester signed; the signature is the approver's and receiver's to check."""
    payload = signing.payload_unverified(asked.document, REQUEST_TYPE)
    return RequestDocument.from_json(cj1.decode(payload))


def columns_of(form: Form, fids: Sequence[str]) -> tuple[Column, ...]:
    """Every field of the form with what shall happen to it: kept if asked for, else dropped."""
    return tuple(
        Column(field.fid, ColumnRule.KEEP if field.fid in fids else ColumnRule.DROP)
        for field in form.fields
    )


def build(
    tx: ReadTx, form: Form, columns: Sequence[Column], uids: Sequence[RecordUid], as_of_seq: int
) -> TablePayload:
    """The sanitised table of these records as they stood at log entry ``as_of_seq``.

    It can be walked only while ``tx`` is open.
    """
    ordered = sorted(set(uids))

    def records() -> Iterable[tuple[RecordUid, Values]]:
        return tx.records.as_of(ordered, as_of_seq)

    return sanitise_table(form, columns, records)
