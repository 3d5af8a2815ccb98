"""A changed, missing or added program file is named; a list of somebody else's is not believed."""

import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.crypto.signing import sign_json
from desktop.domain.errors import AppError
from desktop.domain.release_errors import (
    ProgramFileChangedError,
    ProgramFileExtraError,
    ProgramRefusedError,
    ProgramUnsignedError,
)
from desktop.domain.releases import LIST_FILE
from desktop.ui.messages.lookup import sentence
from desktop.usecases.program_gate import ProgramFacts, ProgramGate, Standing, Verdict
from desktop.usecases.release_check import check_program, read_release
from tests.builders.programs import BUILD, FILES, KEY, OTHER_KEY, ProgramFolder, program_folder
from tests.machine.windows import UNDER_WINE

if sys.platform == "win32":
    import _winapi


@pytest.fixture
def program(tmp_path: Path) -> ProgramFolder:
    return program_folder(tmp_path / "Kuracho")


def flip(path: Path, place: int = -1) -> None:
    """Another bit at one place, the size unchanged."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_folder_as_it_was_released_is_whole(program: ProgramFolder) -> None:
    verdict = program.verdict()

    assert verdict.standing is Standing.WHOLE
    assert verdict.refusal() is None
    assert verdict.files == len(FILES)
    assert verdict.size == sum(map(len, FILES.values()))


@pytest.mark.parametrize("path", [path for path, content in FILES.items() if content])
def test_one_flipped_byte_in_any_file_names_that_file(program: ProgramFolder, path: str) -> None:
    flip(program.folder / path)

    assert program.faults() == [("changed", path)]


def test_a_longer_and_a_missing_file_are_named(program: ProgramFolder) -> None:
    with (program.folder / "_internal/empty.txt").open("ab") as file:
        file.write(b"x")
    (program.folder / "kuracho-reader.exe").unlink()

    assert program.faults() == [
        ("changed", "_internal/empty.txt"),
        ("missing", "kuracho-reader.exe"),
    ]


def test_a_library_planted_beside_the_program_is_named_first_of_what_was_added(
    program: ProgramFolder,
) -> None:
    (program.folder / "a note.txt").write_text("x")
    (program.folder / "version.dll").write_bytes(b"MZ")

    assert program.faults() == [("extra", "version.dll"), ("extra", "a note.txt")]


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right there")
def test_a_link_in_the_folder_is_named_and_not_followed(
    program: ProgramFolder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.dll").write_bytes(b"MZ")
    (program.folder / "plugins").symlink_to(outside)
    same = program.folder / "Kuracho.exe"
    same.rename(tmp_path / "Kuracho.exe")
    same.symlink_to(tmp_path / "Kuracho.exe")

    assert program.faults() == [("changed", "Kuracho.exe"), ("extra", "plugins")]


@pytest.mark.skipif(sys.platform != "win32" or UNDER_WINE, reason="Wine 8 makes no junctions")
def test_a_junction_in_the_folder_is_named_and_not_followed(
    program: ProgramFolder, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.dll").write_bytes(b"MZ")
    _winapi.CreateJunction(str(tmp_path / "outside"), str(program.folder / "plugins"))

    assert program.faults() == [("extra", "plugins")]


def test_the_list_of_another_key_is_not_believed(program: ProgramFolder) -> None:
    program.sign(key=OTHER_KEY)

    assert program.faults() == [("forged-list", LIST_FILE)]
    assert program.faults(key=OTHER_KEY) == []


def test_a_changed_list_is_not_believed(program: ProgramFolder) -> None:
    for place in range(0, (program.folder / LIST_FILE).stat().st_size, 97):
        content = (program.folder / LIST_FILE).read_bytes()
        flip(program.folder / LIST_FILE, place)
        assert program.faults() == [("forged-list", LIST_FILE)]
        (program.folder / LIST_FILE).write_bytes(content)


def test_a_program_of_another_build_does_not_take_an_older_list(program: ProgramFolder) -> None:
    assert program.faults(build="0.2.0+ffffffffffff") == [("other-build", LIST_FILE)]


def test_a_list_that_is_gone_or_a_signed_document_of_another_kind_is_named(
    program: ProgramFolder,
) -> None:
    (program.folder / LIST_FILE).write_bytes(
        sign_json("update", program.release().to_json(), [KEY])
    )
    assert program.faults() == [("forged-list", LIST_FILE)]

    (program.folder / LIST_FILE).unlink()
    assert program.faults() == [("no-list", LIST_FILE)]


def test_a_frozen_program_without_a_release_key_is_a_trial_build(program: ProgramFolder) -> None:
    verdict = check_program(ProgramFacts(program.folder, BUILD, None))

    assert isinstance(verdict.refusal(), ProgramUnsignedError)


def test_a_checkout_has_nothing_to_be_compared_with() -> None:
    gate = ProgramGate(ProgramFacts(None, "source", None))

    gate.admit(drill=False)
    assert gate.verdict is not None
    assert gate.verdict.standing is Standing.CHECKOUT
    assert gate.run(check_program).refusal() is None


def refused(gate: ProgramGate) -> AppError:
    with pytest.raises(AppError) as refusal:
        gate.admit(drill=False)
    return refusal.value


def test_a_real_store_waits_for_the_verdict_and_a_drill_does_not(program: ProgramFolder) -> None:
    gate = ProgramGate(program.facts())
    admitted = threading.Event()

    def sign_in() -> None:
        gate.admit(drill=False)
        admitted.set()

    waiting = threading.Thread(target=sign_in)
    waiting.start()
    gate.admit(drill=True)
    assert gate.verdict is None
    assert not admitted.wait(0.05)
    gate.run(check_program)
    waiting.join()

    assert admitted.is_set()


def test_the_refusal_names_the_file_counts_the_rest_and_is_logged(
    program: ProgramFolder, caplog: pytest.LogCaptureFixture
) -> None:
    flip(program.folder / "_internal/Qt6Core.dll")
    (program.folder / "version.dll").write_bytes(b"MZ")
    gate = ProgramGate(program.facts())

    with caplog.at_level("INFO", logger="kuracho.release"):
        gate.run(check_program)
        refusal = refused(gate)

    assert isinstance(refusal, ProgramFileChangedError)
    assert refusal.details == {"file": "_internal/Qt6Core.dll", "count": 2}
    assert "_internal/Qt6Core.dll" in sentence(refusal)
    gate.admit(drill=True)
    for said in ("changed: _internal/Qt6Core.dll", "extra: version.dll", "real store refused"):
        assert said in caplog.text


def test_a_check_that_was_stopped_admits_nobody(program: ProgramFolder) -> None:
    def stopped() -> ProgramGate:
        gate = ProgramGate(program.facts())
        gate.run(check_program, progress=lambda _done, _total: gate.give_up())
        return gate

    assert type(refused(stopped())) is ProgramRefusedError
    (program.folder / "version.dll").write_bytes(b"MZ")
    assert isinstance(refused(stopped()), ProgramFileExtraError)


def test_a_check_that_fails_by_a_bug_admits_nobody(program: ProgramFolder) -> None:
    def broken(*_given: object) -> Verdict:
        raise ZeroDivisionError

    gate = ProgramGate(program.facts())
    with pytest.raises(ZeroDivisionError):
        gate.run(broken)

    assert sentence(refused(gate)).endswith("(E-930)")


def test_progress_ends_at_the_whole(program: ProgramFolder) -> None:
    told: list[tuple[int, int]] = []

    check_program(program.facts(), progress=lambda done, total: told.append((done, total)))

    whole = sum(map(len, FILES.values()))
    assert told[-1] == (whole, whole)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@given(
    st.binary(max_size=400) | st.sampled_from([b"{}", b"[]", b"null", b'{"payload":"","sigs":[]}'])
)
def test_whatever_bytes_stand_in_place_of_the_list_are_no_list(content: bytes) -> None:
    with pytest.raises((AppError, ValueError)):
        read_release(content, KEY.public.hex())
