"""What waits for a person as lines to be shown: kind, what, by when."""

from dataclasses import dataclass

from desktop.domain.exports import ExportRequest
from desktop.ui.messages import home as words
from desktop.ui.moments import shown_moment
from desktop.ui.screens.opening import Opening
from desktop.usecases.exporting import RequestView
from desktop.usecases.home import Today
from desktop.usecases.units import Proposal

KINDS = {
    Opening.APPROVAL: words.TO_APPROVE,
    Opening.RELEASE: words.TO_RELEASE,
    Opening.SENT_BACK: words.SENT_BACK,
    Opening.PROPOSAL: words.PROPOSALS,
}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One thing that waits; ``opening`` and ``key`` say what opens it."""

    opening: Opening
    key: str
    title: str
    detail: str
    when: str

    @property
    def kind(self) -> str:
        """Its kind in one word."""
        return KINDS[self.opening]


def work_lines(today: Today) -> tuple[WorkLine, ...]:
    """Everything that waits, in the order a person deals with it."""
    return (
        *(_request(Opening.SENT_BACK, view) for view in today.sent_back),
        *(_request(Opening.RELEASE, view) for view in today.to_release),
        *(_request(Opening.APPROVAL, view) for view in today.to_approve),
        *(_proposal(proposal) for proposal in today.proposals),
    )


def _request(opening: Opening, view: RequestView) -> WorkLine:
    request = view.request
    title = words.REQUEST_LINE.format(
        ledger=view.ledger_name, count=f"{request.records:,}", recipient=view.recipient_label
    )
    return WorkLine(
        opening, request.request_id, title, _detail(opening, view), _until(opening, request)
    )


def _detail(opening: Opening, view: RequestView) -> str:
    if opening is Opening.SENT_BACK:
        return words.REASON.format(
            name=view.decider_name, reason=view.request.reason, purpose=view.request.purpose
        )
    if opening is Opening.RELEASE:
        return words.APPROVED_BY.format(name=view.decider_name, purpose=view.request.purpose)
    return words.PURPOSE.format(name=view.requester_name, purpose=view.request.purpose)


def _until(opening: Opening, request: ExportRequest) -> str:
    limit = request.release_until if opening is Opening.RELEASE else request.not_after
    if limit is None or opening is Opening.SENT_BACK:
        return ""
    return words.UNTIL.format(when=shown_moment(limit))


def _proposal(proposal: Proposal) -> WorkLine:
    when = shown_moment(proposal.proposed_at)
    return WorkLine(
        Opening.PROPOSAL,
        proposal.rid,
        words.PROPOSAL_LINE.format(label=proposal.label),
        words.PROPOSED.format(name=proposal.proposed_by_name, when=when),
        "",
    )
