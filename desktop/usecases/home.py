"""今日: what waits for the signed-in person, and what is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.exports import ExportState
from desktop.domain.rights import Right
from desktop.usecases.approving import waiting
from desktop.usecases.desk import Desk
from desktop.usecases.documents import JST
from desktop.usecases.exporting import RequestView, mine
from desktop.usecases.ledgers import LedgerSummary, ledgers
from desktop.usecases.units import SIGNERS, Proposal, proposals

_REHEARSAL = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that waits; what the person has no right to see is empty.

    ``rehearsal_due`` is the day until which the recovery sheets must have been rehearsed; the
    rehearsal itself comes with a later version, so this one only reminds.
    """

    to_approve: tuple[RequestView, ...]
    to_release: tuple[RequestView, ...]
    sent_back: tuple[RequestView, ...]
    proposals: tuple[Proposal, ...]
    rehearsal_due: date | None
    ledgers: tuple[LedgerSummary, ...]


def today(desk: Desk) -> Today:
    """What waits for the person now."""
    own = mine(desk) if desk.has_store and Right.REQUEST_EXPORT in desk.rights else ()
    approving = desk.has_store and Right.APPROVE in desk.rights
    viewing = desk.has_store and Right.VIEW in desk.rights
    signing = not desk.rights.isdisjoint(SIGNERS)
    founded = desk.lineage.versions[0].issued_at.astimezone(JST).date()
    return Today(
        to_approve=waiting(desk) if approving else (),
        to_release=_in(own, ExportState.APPROVED),
        sent_back=_in(own, ExportState.SENT_BACK),
        proposals=tuple(one for one in proposals(desk) if one.may_sign) if signing else (),
        rehearsal_due=founded + _REHEARSAL,
        ledgers=ledgers(desk) if viewing else (),
    )


def _in(views: tuple[RequestView, ...], state: ExportState) -> tuple[RequestView, ...]:
    return tuple(view for view in views if view.request.state is state)
