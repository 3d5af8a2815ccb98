"""Every deed × every role, from ``ROLE_RIGHTS``: the window is never the only one who asks."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import desktop.usecases
from desktop.domain.audit import Act
from desktop.domain.errors import AppError, NotPermittedError
from desktop.domain.ids import LedgerId, RecordUid
from desktop.domain.people import Role
from desktop.domain.rights import ROLE_RIGHTS, Right
from desktop.domain.search import Query
from desktop.usecases import (
    approving,
    auditing,
    bringing_up,
    exporting,
    importing,
    ledgers,
    receiving,
    records,
    releasing,
    units,
    updates,
)
from desktop.usecases.desk import Desk
from desktop.usecases.office import UnitRef
from tests.builders.offices import ADMINISTRATOR, CLERK, SUPERVISOR, copied, newest_entry
from tests.usecases.seats import Seats

ID = "0" * 32
UID = RecordUid(ID)
LEDGER = LedgerId("nowhere")
NOWHERE = Path("/nowhere/at/all")
DRAFT = exporting.ExportDraft(Query(LEDGER), None, (), "", "", ID)
PEOPLE = {
    Role.CLERK: CLERK,
    Role.SUPERVISOR: SUPERVISOR,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}
SIGNERS = frozenset({Right.ADMINISTER, Right.APPROVE})
READERS = frozenset({Right.AUDIT, Right.APPROVE})
ADMINISTER = frozenset({Right.ADMINISTER})
NOTHING = None
"""Stands where a deed must refuse before it looks at what it was given."""

DEEDS: dict[Callable[..., object], tuple[frozenset[Right], tuple[object, ...]]] = {
    ledgers.ledgers: (frozenset({Right.VIEW}), ()),
    ledgers.open_form: (frozenset({Right.VIEW}), (LEDGER,)),
    records.page: (frozenset({Right.VIEW}), (Query(LEDGER), 0, 1, ())),
    records.settle: (frozenset({Right.VIEW}), (Query(LEDGER), 0)),
    records.get: (frozenset({Right.VIEW}), (UID,)),
    records.history: (frozenset({Right.VIEW}), (UID,)),
    records.register: (frozenset({Right.CREATE}), (LEDGER, {})),
    records.correct: (frozenset({Right.CORRECT}), (NOTHING, {}, "")),
    records.void: (frozenset({Right.CORRECT}), (NOTHING, "")),
    importing.inspect: (frozenset({Right.CREATE}), ("x.xlsx", b"")),
    importing.dry_run: (frozenset({Right.CREATE}), (NOTHING, NOTHING, NOTHING)),
    importing.commit: (frozenset({Right.CREATE}), (NOTHING, NOTHING)),
    importing.error_sheet: (frozenset({Right.CREATE}), (NOTHING, NOTHING, {})),
    exporting.recipients: (frozenset({Right.REQUEST_EXPORT, Right.ADMINISTER}), ()),
    exporting.request: (frozenset({Right.REQUEST_EXPORT}), (DRAFT,)),
    exporting.mine: (frozenset({Right.REQUEST_EXPORT}), ()),
    exporting.again: (frozenset({Right.REQUEST_EXPORT}), (ID,)),
    exporting.withdraw: (frozenset({Right.REQUEST_EXPORT}), (ID,)),
    approving.waiting: (frozenset({Right.APPROVE}), ()),
    approving.review: (frozenset({Right.APPROVE}), (ID,)),
    approving.approve: (frozenset({Right.APPROVE}), (ID, "")),
    approving.send_back: (frozenset({Right.APPROVE}), (ID, "理由")),
    approving.reject: (frozenset({Right.APPROVE}), (ID, "理由")),
    releasing.release: (frozenset({Right.REQUEST_EXPORT}), (ID, NOWHERE)),
    receiving.inspect_package: (frozenset({Right.CREATE}), (NOWHERE,)),
    receiving.accept: (frozenset({Right.CREATE}), (NOTHING, NOWHERE)),
    receiving.decline: (frozenset({Right.CREATE}), (NOTHING,)),
    units.write_unit_card: (frozenset({Right.APPROVE}), (NOWHERE,)),
    units.register_sender: (frozenset({Right.APPROVE}), (NOWHERE, "")),
    units.senders: (frozenset({Right.VIEW}), ()),
    units.propose_recipient: (SIGNERS, (NOWHERE, "", "")),
    units.proposals: (SIGNERS, ()),
    units.countersign: (SIGNERS, (NOTHING, "")),
    units.withdraw_proposal: (SIGNERS, ()),
    auditing.page: (READERS, (0, 1)),
    auditing.verify: (READERS, ()),
    auditing.newest_seal: (READERS, ()),
    updates.versions: (READERS | ADMINISTER, ()),
    updates.state: (ADMINISTER, ()),
    updates.inspect_update: (ADMINISTER, (NOWHERE,)),
    updates.take_update: (ADMINISTER, (NOWHERE,)),
    updates.order_install: (ADMINISTER, ("9.9.9",)),
    updates.back_out_plan: (ADMINISTER, ()),
    updates.order_back_out: (ADMINISTER, ()),
    bringing_up.has_way_back: (frozenset({Right.APPROVE}), ()),
    bringing_up.way_back: (frozenset({Right.APPROVE}), ()),
    bringing_up.undo_store_update: (frozenset({Right.APPROVE}), ()),
}
OPEN_TO_ALL = {
    "home.today",  # shows what the person's rights open, by the deeds above
    "units.people",  # every active user holds the roster's key
    "signin.confirm_password",
    "signin.sign_out",
    "writing.seal_waiting",
}
"""Deeds of whoever is signed in."""

STEPS = {
    "bringing_up.bring_up", "bringing_up.keep_program", "bringing_up.note_program",
    "bringing_up.tidy_databases", "directory_log.log_directory", "exporting.expire",
    "exporting.recipient_of", "exporting.view_of", "outbox.discard", "outbox.keeping",
    "outbox.sweep", "writing.seal_log", "writing.settle_seals", "writing.writing",
    "import_numbers.next_batch",
}  # fmt: skip
"""Parts of deeds, called after the right was asked for."""


@pytest.fixture(scope="module")
def desks(filled: UnitRef, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Role, Desk]]:
    """One person of each role at a unit of their own."""
    seats = [(role, Seats(copied(filled, tmp_path_factory.mktemp(role)))) for role in PEOPLE]
    yield {role: one.sit(PEOPLE[role]) for role, one in seats}
    for _, one in seats:
        one.leave()


def asks_of_a_desk() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in iter_modules(desktop.usecases.__path__):
        found = import_module(f"desktop.usecases.{module.name}")
        for name, value in inspect.getmembers(found, inspect.isfunction):
            own = value.__module__ == found.__name__ and not name.startswith("_")
            if own and "desk" in inspect.signature(value).parameters:
                yield f"{module.name}.{name}", value


def test_every_deed_is_in_the_matrix() -> None:
    known = set(DEEDS)
    missing = {name for name, deed in asks_of_a_desk() if deed not in known}

    assert missing == OPEN_TO_ALL | STEPS


@pytest.mark.parametrize("role", list(PEOPLE))
@pytest.mark.parametrize("deed", list(DEEDS), ids=lambda deed: deed.__name__)
def test_a_deed_is_done_for_whom_the_table_says_and_refused_and_logged_for_all_others(
    desks: dict[Role, Desk], role: Role, deed: Callable[..., object]
) -> None:
    rights, given = DEEDS[deed]
    desk = desks[role]
    allowed = bool(ROLE_RIGHTS[role] & rights)

    try:
        deed(desk, *given)
    except NotPermittedError:
        refused = True
    except (AppError, AttributeError):  # what it was given is nothing it could work on
        refused = False
    else:
        refused = False

    assert refused is not allowed
    if refused and desk.has_store:
        entry = newest_entry(desk)
        assert (entry.act, entry.res) == (Act.REFUSED, NotPermittedError.code)
        assert set(str(entry.obj["right"]).split(".")) == {right.value for right in rights}


@pytest.mark.parametrize("role", list(PEOPLE))
def test_a_right_that_ended_is_none(desks: dict[Role, Desk], role: Role) -> None:
    desk, own = desks[role], next(iter(ROLE_RIGHTS[role]))
    desk.require(own)
    before = desk.account.valid_from
    desk.office.now.ahead -= desk.now() - before.replace(year=before.year - 1)  # type: ignore[attr-defined]
    try:
        with pytest.raises(NotPermittedError):
            desk.require(own)
    finally:
        desk.office.now.ahead *= 0  # type: ignore[attr-defined]


def test_a_desk_is_asked_for_the_right_before_its_data_key(desks: dict[Role, Desk]) -> None:
    desk = desks[Role.ADMINISTRATOR]

    for deed, (rights, given) in DEEDS.items():
        if not rights & ROLE_RIGHTS[Role.ADMINISTRATOR]:
            with pytest.raises(NotPermittedError):
                deed(desk, *given)
