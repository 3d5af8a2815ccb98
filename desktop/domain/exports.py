"""持出申請: an export request and its only transitions.

A request is asked for by one person, decided by another, released by the one who asked, and
used once. Every "another person" rule compares ``person``, never the account.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.errors import (
    AlreadyDecidedError,
    NotRequesterError,
    ReleaseWindowClosedError,
    RequestExpiredError,
    SelfApprovalError,
)
from desktop.domain.ids import Kid, LedgerId, UserId


class ExportState(StrEnum):
    """Where a request stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    RELEASED = "released"
    SENT_BACK = "sent_back"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ColumnRule(StrEnum):
    """What the sanitising policy does with a column; a column it does not know is dropped."""

    KEEP = "keep"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Party:
    """Who acted: the account, its key at that time, and the human behind it."""

    uid: UserId
    kid: Kid
    person: str


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """One request. ``document`` is the signed request.v1, ``columns`` the field ids that leave."""

    request_id: str
    ledger: LedgerId
    purpose: str
    legal_basis: str
    recipient: str
    columns: tuple[str, ...]
    records: int
    as_of_seq: int
    not_after: datetime
    requested_by: Party
    requested_at: datetime
    document: bytes
    state: ExportState = ExportState.REQUESTED
    decided_by: Party | None = None
    decided_at: datetime | None = None
    reason: str = ""
    release_until: datetime | None = None

    def approve(self, *, by: Party, at: datetime, release_until: datetime) -> "ExportRequest":
        """The approved request; a second human must be the one to do it."""
        return replace(self._decided(ExportState.APPROVED, by, at, ""), release_until=release_until)

    def send_back(self, *, by: Party, at: datetime, reason: str) -> "ExportRequest":
        """差戻し: the requester may ask anew after mending it."""
        return self._decided(ExportState.SENT_BACK, by, at, reason)

    def reject(self, *, by: Party, at: datetime, reason: str) -> "ExportRequest":
        """却下: the request ends here."""
        return self._decided(ExportState.REJECTED, by, at, reason)

    def withdraw(self, *, by: Party) -> "ExportRequest":
        """取下げ by the requester, before or after the approval, until it is released."""
        if by.person != self.requested_by.person:
            raise NotRequesterError(request=self.request_id)
        if self.state not in (ExportState.REQUESTED, ExportState.APPROVED):
            raise AlreadyDecidedError(request=self.request_id)
        return replace(self, state=ExportState.WITHDRAWN)

    def release(self, *, by: Party, at: datetime) -> "ExportRequest":
        """払出し by the requester, once, inside the window the approval opened."""
        if by.person != self.requested_by.person:
            raise NotRequesterError(request=self.request_id)
        if self.state is not ExportState.APPROVED or self.release_until is None:
            raise AlreadyDecidedError(request=self.request_id)
        if at > self.release_until:
            raise ReleaseWindowClosedError(request=self.request_id)
        return replace(self, state=ExportState.RELEASED)

    def is_over(self, at: datetime) -> bool:
        """Whether it is still open although its time has passed."""
        limits = {
            ExportState.REQUESTED: self.not_after,
            ExportState.APPROVED: self.release_until or self.not_after,
        }
        limit = limits.get(self.state)
        return limit is not None and at > limit

    def expired(self, *, at: datetime) -> "ExportRequest":
        """The request after its life; one that is over only."""
        if not self.is_over(at):
            raise AlreadyDecidedError(request=self.request_id)
        return replace(self, state=ExportState.EXPIRED, decided_at=self.decided_at or at)

    def _decided(self, state: ExportState, by: Party, at: datetime, reason: str) -> "ExportRequest":
        if self.state is not ExportState.REQUESTED:
            raise AlreadyDecidedError(request=self.request_id)
        if by.person == self.requested_by.person:
            raise SelfApprovalError(request=self.request_id)
        if at > self.not_after:
            raise RequestExpiredError(request=self.request_id)
        return replace(self, state=state, decided_by=by, decided_at=at, reason=reason)
