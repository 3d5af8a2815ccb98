"""A real store (no drill) from founding to the second account, on the Windows Python."""

import secrets
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("real stores need the system's own key store", allow_module_level=True)

from desktop.domain.errors import DeviceSecretMissingError, PlaceRefusedError
from desktop.domain.machine_errors import ForgetfulMachineError, SealBrokenError
from desktop.machine.acl import open_to_all
from desktop.machine.keyring_sealer import KeyringSealer
from desktop.usecases.founding import Founded, found_unit
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.unit_files import UnitFiles
from tests.builders.offices import CHEAP, CLERK, RESOURCES, SUPERVISOR, Clock, plan

SECRETS = ("device", "seal", "pin")


def office_at(home: Path) -> Office:
    return Office(home, RESOURCES, Clock(), secrets.token_bytes, CHEAP)


def founded_at(home: Path) -> Founded:
    return found_unit(office_at(home), replace(plan(), drill=False), lambda _done, _total: None)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> UnitRef:
    return founded_at(tmp_path_factory.mktemp("first") / "Kuracho").unit


@pytest.fixture
def unit(first: UnitRef, tmp_path: Path) -> UnitRef:
    """The same store at another place of this machine: its secrets are the machine's."""
    home = tmp_path / "Kuracho"
    shutil.copytree(first.folder.parent, home, copy_function=shutil.copyfile)
    return replace(first, folder=home / first.folder.name)


@pytest.fixture
def vault(unit: UnitRef) -> Iterator[KeyringSealer]:
    real = KeyringSealer(unit.store)
    yield real
    for name in SECRETS:
        real.forget(name)


def terminal(unit: UnitRef) -> Path:
    return unit.folder.with_name(unit.folder.name + ".terminal")


def enter(unit: UnitRef) -> None:
    sign_out(sign_in(office_at(unit.folder.parent), unit, CLERK.uid, CLERK.password))


def test_its_secrets_are_files_sealed_to_the_machine_in_closed_folders(first: UnitRef) -> None:
    assert sorted(path.name for path in terminal(first).iterdir()) == [
        "device.dpapi",
        "pin.dpapi",
        "seal.dpapi",
    ]
    for folder in (first.folder.parent, first.folder, terminal(first)):
        assert not open_to_all(folder)
    assert [KeyringSealer(first.store).read(name) for name in SECRETS] == [None] * 3


def test_people_take_turns_at_it(unit: UnitRef) -> None:
    enter(unit)
    office = office_at(unit.folder.parent)
    sign_out(sign_in(office, unit, SUPERVISOR.uid, SUPERVISOR.password))


def test_a_store_of_the_version_before_moves_its_secrets_in_at_the_first_sign_in(
    unit: UnitRef, vault: KeyringSealer
) -> None:
    sealer = UnitFiles(unit.folder).sealer(unit.store, drill=False)
    for name in SECRETS:
        kept = sealer.read(name)
        assert kept is not None
        vault.write(name, kept)
    shutil.rmtree(terminal(unit))

    enter(unit)

    assert [vault.read(name) for name in SECRETS] == [None] * 3
    enter(unit)


def test_a_folder_without_its_terminals_secrets_does_not_open(unit: UnitRef) -> None:
    shutil.rmtree(terminal(unit))

    with pytest.raises(DeviceSecretMissingError):
        enter(unit)


def test_secrets_from_another_terminal_are_refused_in_words(unit: UnitRef) -> None:
    for path in terminal(unit).iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")

    with pytest.raises(SealBrokenError):
        enter(unit)


def test_a_founding_that_fails_leaves_neither_store_nor_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CutError(Exception):
        """In the middle of it."""

    def cut(*_arguments: object) -> None:
        raise CutError

    monkeypatch.setattr("desktop.usecases.founding._open_log", cut)
    with pytest.raises(CutError):
        founded_at(tmp_path / "Kuracho")

    assert list((tmp_path / "Kuracho").iterdir()) == []


def test_a_share_and_a_machine_that_forgets_are_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PlaceRefusedError) as refused:
        founded_at(Path(r"\\no-such-server\Kuracho"))
    assert refused.value.details == {"reason": "network"}

    (tmp_path / "Personality.ini").write_text("$WriteCacheType=4", "ascii")
    monkeypatch.setenv("SystemDrive", str(tmp_path))
    with pytest.raises(ForgetfulMachineError):
        founded_at(tmp_path / "Kuracho")
    assert not (tmp_path / "Kuracho").exists()
