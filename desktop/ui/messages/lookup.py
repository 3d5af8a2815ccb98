"""Every refusal's sentence by its code.

A new room adds two lines here: its import, and its ``REFUSALS`` in the tuple.
A test proves that every code has one sentence and every number one code.
"""

from desktop.domain.errors import AppError
from desktop.ui.messages import (
    crypto,
    formats,
    frame,
    importers,
    machine,
    machine_setup,
    paper,
    places,
    program,
    store,
    transfer,
    updates,
    usecases,
)
from desktop.ui.messages.refusal import Refusal

ROOMS: tuple[dict[str, Refusal], ...] = (
    crypto.REFUSALS,
    formats.REFUSALS,
    frame.REFUSALS,
    importers.REFUSALS,
    machine.REFUSALS,
    machine_setup.REFUSALS,
    paper.REFUSALS,
    places.REFUSALS,
    program.REFUSALS,
    store.REFUSALS,
    transfer.REFUSALS,
    updates.REFUSALS,
    usecases.REFUSALS,
)

REFUSALS: dict[str, Refusal] = {code: refusal for room in ROOMS for code, refusal in room.items()}


class Details(dict[str, str | int]):
    """The blanks of a sentence; one that was not filled reads （不明） instead of failing."""

    def __missing__(self, name: str) -> str:
        return "（不明）"


def sentence(error: AppError) -> str:
    """What a person reads about a refusal: cause, what to do, who can help, number."""
    return REFUSALS[error.code].sentence(Details(error.details))
