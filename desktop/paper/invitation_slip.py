"""招待票: the one-time slip with which a new person signs in for the first time."""

from dataclasses import dataclass, field

from desktop.paper import wording
from desktop.paper.blocks import code
from desktop.paper.draw import A4, Imprint, Paper, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Fonts
from desktop.paper.tables import facts


@dataclass(frozen=True, slots=True)
class InvitationSlip:
    """For whom, until when, and the code in groups; what it opens is single use."""

    name: str
    user: str
    roles: tuple[str, ...]
    valid_until: str
    groups: tuple[str, ...] = field(repr=False)


def draw_invitation_slips(
    invitations: tuple[InvitationSlip, ...], imprint: Imprint, fonts: Fonts
) -> Paper:
    """One page for each person, to be handed over folded."""
    flow = Flow(A4, fonts)
    for number, invitation in enumerate(invitations):
        if number:
            flow.turn()
        _slip(flow, invitation, imprint.unit)
    return paint(wording.INVITATION_TITLE, A4, flow.pages, imprint, fonts)


def _slip(flow: Flow, invitation: InvitationSlip, unit: str) -> None:
    flow.title(wording.INVITATION_TITLE)
    flow.text(wording.INVITATION_LEAD.format(name=invitation.name), 11)
    flow.space(2)
    facts(
        flow,
        (
            (wording.INVITATION_UNIT, unit),
            (wording.INVITATION_USER, invitation.user),
            (wording.INVITATION_ROLES, wording.LIST_COMMA.join(invitation.roles)),
            (wording.INVITATION_UNTIL, invitation.valid_until),
        ),
    )
    flow.heading(wording.INVITATION_CODE)
    code(flow, invitation.groups)
    flow.heading(wording.INVITATION_RULES_HEADING)
    for number, rule in enumerate(wording.INVITATION_RULES, 1):
        flow.item(number, rule, 10)
