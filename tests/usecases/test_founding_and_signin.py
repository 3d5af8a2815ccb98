from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from desktop.domain.audit import Act
from desktop.domain.errors import (
    AppError,
    DirectoryRollbackError,
    LogBrokenError,
    NotPermittedError,
    PasswordKnownError,
    PasswordLengthError,
    SignInRefusedError,
    StoreBusyError,
)
from desktop.domain.ids import Kid
from desktop.domain.people import Role
from desktop.domain.rights import Right
from desktop.domain.store_errors import StoreDamagedError
from desktop.domain.usecase_errors import (
    BlankNameError,
    NoDataKeyError,
    PersonTwiceError,
    UserNumberError,
    WrongPasswordHereError,
)
from desktop.machine.atomic import sync_folder
from desktop.store.engine import OpenKey, OpenPolicy, connect
from desktop.usecases import auditing, founding
from desktop.usecases.desk import Desk
from desktop.usecases.founding import (
    Founded,
    UnitPlan,
    found_unit,
    suggest_passphrase,
    write_sheets,
)
from desktop.usecases.ledgers import ledgers
from desktop.usecases.office import UnitRef
from desktop.usecases.signin import confirm_password, sign_in, sign_out
from tests.builders.offices import (
    ADMINISTRATOR,
    CLERK,
    SUPERVISOR,
    Clock,
    copied,
    found,
    newest_entry,
    office_at,
    plan,
)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return found(tmp_path_factory.mktemp("units"))


@pytest.fixture
def unit(founded: Founded, tmp_path: Path) -> UnitRef:
    return copied(founded.unit, tmp_path)


def nothing(_done: int, _total: int) -> None:
    pass


def test_a_founded_unit_shows_its_label_and_fingerprint_before_anybody_signs_in(
    founded: Founded,
) -> None:
    (unit,) = office_at(founded.unit.folder.parent).units()

    assert unit.label == "桜沢町 福祉課 端末1"
    assert unit.fingerprint == founded.fingerprint
    assert unit.drill


def test_the_recovery_sheets_and_the_fingerprint_are_written_as_pdf(
    founded: Founded, tmp_path: Path
) -> None:
    *sheets, page = write_sheets(founded, tmp_path)

    assert [path.name for path in sheets] == [f"復旧シート{number}.pdf" for number in (1, 2, 3)]
    assert [path.read_bytes()[:5] for path in sheets] == [b"%PDF-"] * 3
    assert page.name == "指紋.pdf"
    document = PdfDocument(page.read_bytes())
    text = "".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    assert all(group in text for group in founded.fingerprint.split("-"))
    assert "情報太郎、課長花子" in text
    assert len(set(founded.sheet_checks)) == 3


def test_a_clerk_and_a_supervisor_open_the_store_and_an_administrator_does_not(
    unit: UnitRef,
) -> None:
    office = office_at(unit.folder.parent)
    seen = {}
    for person in (CLERK, SUPERVISOR, ADMINISTRATOR):
        desk = sign_in(office, unit, person.uid, person.password)
        seen[person.uid] = (desk.view.name, desk.has_store, desk.view.roles)
        sign_out(desk)

    assert seen == {
        "3001": ("担当 次郎", True, {Role.CLERK}),
        "1001": ("課長 花子", True, {Role.SUPERVISOR}),
        "2001": ("情報 太郎", False, {Role.ADMINISTRATOR}),
    }


def test_an_administrator_is_told_that_they_hold_no_data_key(unit: UnitRef) -> None:
    desk = sign_in(office_at(unit.folder.parent), unit, ADMINISTRATOR.uid, ADMINISTRATOR.password)

    with pytest.raises(NotPermittedError):
        ledgers(desk)
    with pytest.raises(NoDataKeyError):
        _ = desk.store
    sign_out(desk)


@pytest.mark.parametrize(
    ("uid", "password"),
    [
        (CLERK.uid, "kasumi-tobira-hotaru-2"),
        ("9999", CLERK.password),
        ("担当", CLERK.password),
        ("", ""),
        (SUPERVISOR.uid, CLERK.password),
    ],
)
def test_every_failed_sign_in_is_refused_in_the_same_words(
    unit: UnitRef, uid: str, password: str
) -> None:
    with pytest.raises(SignInRefusedError) as caught:
        sign_in(office_at(unit.folder.parent), unit, uid, password)

    assert caught.value.details == {}


def test_a_folder_that_cannot_be_read_hides_no_other_unit(unit: UnitRef) -> None:
    broken = unit.folder.with_name("broken")
    (broken / "directory" / "000001.json").mkdir(parents=True)
    newest = max((unit.folder / "directory").glob("*.json"))
    (broken / "directory" / "000002.json").write_bytes(newest.read_bytes())
    (broken / "store.json").write_bytes(b"{}")

    (found_unit_there,) = office_at(unit.folder.parent).units()

    assert found_unit_there.folder == unit.folder


def test_a_store_whose_details_are_sealed_to_another_key_is_not_opened(unit: UnitRef) -> None:
    """Whoever holds the data key could let the details of the log go to a key of their own."""
    office = office_at(unit.folder.parent)
    desk = sign_in(office, unit, CLERK.uid, CLERK.password)
    with closing(connect(desk.store.database, OpenKey(desk.keys.db), OpenPolicy())) as driver:
        driver.execute("UPDATE meta SET value = lower(hex(randomblob(32))) WHERE key = 'audit_pk'")
    sign_out(desk)

    with pytest.raises(StoreDamagedError):
        sign_in(office, unit, CLERK.uid, CLERK.password)


def test_an_entry_nobody_signed_is_seen_at_the_next_sign_in(unit: UnitRef) -> None:
    office = office_at(unit.folder.parent)
    desk = sign_in(office, unit, CLERK.uid, CLERK.password)
    with desk.store.write(_Forger(desk)) as tx:
        tx.audit.append(Act.VIEW, {})
    killed(desk)

    with pytest.raises(LogBrokenError) as broken:
        sign_in(office, unit, CLERK.uid, CLERK.password)

    assert broken.value.details["reason"] == "signature"


class _Forger(Desk):
    """A clerk's program that writes in the supervisor's name."""

    def __init__(self, desk: Desk) -> None:
        for name in Desk.__slots__:
            setattr(self, name, getattr(desk, name))

    @property
    def kid(self) -> Kid:
        return next(one.kid for one in self.directory.accounts if one.uid == SUPERVISOR.uid)


def killed(desk: Desk) -> None:
    """The session ends as a kill would end it: nothing logged, nothing sealed."""
    desk.store.close()
    if desk.lock is not None:
        desk.lock.release()


def test_a_second_sign_in_at_the_same_store_is_told_who_has_it(unit: UnitRef) -> None:
    office = office_at(unit.folder.parent)
    desk = sign_in(office, unit, CLERK.uid, CLERK.password)

    with pytest.raises(StoreBusyError) as caught:
        sign_in(office, unit, SUPERVISOR.uid, SUPERVISOR.password)

    assert caught.value.details == {"holder": CLERK.uid}
    sign_out(desk)


def test_the_last_sign_in_is_shown_at_the_next_one(unit: UnitRef) -> None:
    clock = Clock()
    office = office_at(unit.folder.parent, clock)
    first = sign_in(office, unit, CLERK.uid, CLERK.password)
    assert first.last_sign_in is None
    sign_out(first)
    clock.ahead = timedelta(hours=1)

    second = sign_in(office, unit, CLERK.uid, CLERK.password)

    assert second.last_sign_in is not None
    assert timedelta(minutes=59) < second.now() - second.last_sign_in < timedelta(minutes=61)
    sign_out(second)


def test_signing_out_seals_the_log_and_drops_every_key(unit: UnitRef) -> None:
    office = office_at(unit.folder.parent)
    desk = sign_in(office, unit, CLERK.uid, CLERK.password)
    keys = desk.keys
    sign_out(desk)

    assert not keys.holds("db")
    assert not desk.has_store
    again = sign_in(office, unit, SUPERVISOR.uid, SUPERVISOR.password)
    verdict = auditing.verify(again)
    assert verdict.ok
    assert verdict.sealed == verdict.entries - 1  # all but this sign-in
    sign_out(again)


def test_a_missing_right_is_refused_and_logged(unit: UnitRef) -> None:
    desk = sign_in(office_at(unit.folder.parent), unit, CLERK.uid, CLERK.password)

    with pytest.raises(NotPermittedError):
        desk.require(Right.APPROVE)

    newest = newest_entry(desk)
    assert (newest.act, newest.res) == (Act.REFUSED, "rights.not-permitted")
    sign_out(desk)


def test_an_older_directory_than_this_terminal_has_seen_is_refused(
    unit: UnitRef, tmp_path: Path
) -> None:
    other = found(tmp_path / "other").unit
    (unit.folder / "directory" / "000001.json").write_bytes(
        (other.folder / "directory" / "000001.json").read_bytes()
    )

    with pytest.raises(DirectoryRollbackError):
        sign_in(office_at(unit.folder.parent), unit, CLERK.uid, CLERK.password)


def test_a_typed_password_confirms_a_deed_only_if_it_is_the_persons_own(unit: UnitRef) -> None:
    desk = sign_in(office_at(unit.folder.parent), unit, CLERK.uid, CLERK.password)

    confirm_password(desk, CLERK.password)
    with pytest.raises(WrongPasswordHereError):
        confirm_password(desk, SUPERVISOR.password)

    sign_out(desk)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        (replace(plan(), supervisor=replace(SUPERVISOR, password="短い")), PasswordLengthError),
        (replace(plan(), supervisor=replace(SUPERVISOR, password="a" * 20)), PasswordKnownError),
        (replace(plan(), clerks=(replace(CLERK, uid="1001"),)), PersonTwiceError),
        (replace(plan(), clerks=(replace(CLERK, uid="担当者"),)), UserNumberError),
        (replace(plan(), clerks=(replace(CLERK, name=" "),)), BlankNameError),
        (replace(plan(), terminal=""), BlankNameError),
    ],
)
def test_a_founding_with_something_wrong_is_refused_and_leaves_nothing(
    tmp_path: Path, changed: UnitPlan, refusal: type[AppError]
) -> None:
    with pytest.raises(refusal):
        found_unit(office_at(tmp_path), changed, nothing)

    assert list(tmp_path.iterdir()) == []


def test_the_names_of_a_new_unit_and_its_secrets_are_durable_before_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, bool]] = []

    def noted(folder: Path) -> None:
        sync_folder(folder)
        synced.append((folder, any(folder.glob("*/store.json"))))

    monkeypatch.setattr(founding, "sync_folder", noted)

    found(tmp_path)

    assert synced == [(tmp_path, True)]


def test_a_proposed_passphrase_keeps_the_rules(founded: Founded, tmp_path: Path) -> None:
    phrase = suggest_passphrase(office_at(tmp_path))

    assert phrase.count("-") == 3
    assert founded.fingerprint not in phrase
    found_unit(
        office_at(tmp_path), replace(plan(), clerks=(replace(CLERK, password=phrase),)), nothing
    )
