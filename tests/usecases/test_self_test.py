"""The self-test's own machinery: probes that fail, frozen folders, cancels."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.crypto import known_answers
from desktop.domain.errors import EmptyFileError
from desktop.domain.release_errors import SelfTestFailedError
from desktop.domain.self_test import Finding
from desktop.machine.first_line import Hearing
from desktop.machine.terminal_facts import WANTED_HARDENING
from desktop.store import cipher_trial
from desktop.usecases import self_test_machine, self_test_probes, self_test_run
from desktop.usecases.program_gate import ProgramFacts
from desktop.usecases.self_test import Ground, Probe, run, trial_folder
from tests.builders.offices import RESOURCES
from tests.builders.programs import MADE, ProgramFolder, program_folder


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    trial = tmp_path / "trial"
    trial.mkdir()
    return Ground(
        tmp_path, RESOURCES, trial, ProgramFacts(None, "source", None), Hearing(),
        lambda: datetime(2026, 11, 25, tzinfo=UTC), secrets.token_bytes,
    )  # fmt: skip


def found(ground: Ground, probes: Sequence[Probe], name: str) -> Finding:
    return next(one for probe in probes if name in probe.ids for one in run([probe], ground)
                if one.id == name)  # fmt: skip


def with_program(ground: Ground, program: ProgramFolder, now: datetime = MADE) -> Ground:
    return Ground(
        ground.home, ground.resources, ground.trial, program.facts(), ground.heard,
        lambda: now, ground.random,
    )  # fmt: skip


def test_a_probe_that_fails_is_a_row_that_is_not_in_order(ground: Ground) -> None:
    def refuses(_ground: Ground) -> Sequence[Finding]:
        raise EmptyFileError

    def breaks(_ground: Ground) -> Sequence[Finding]:
        raise ZeroDivisionError

    def forgets(_ground: Ground) -> Sequence[Finding]:
        return [Finding("c", "1", ok=True)]

    rows = list(
        run([Probe(("a",), refuses), Probe(("b",), breaks), Probe(("c", "d"), forgets)], ground)
    )

    assert [(one.id, one.figure, one.ok) for one in rows] == [
        ("a", EmptyFileError.code, False),
        ("b", "ZeroDivisionError", False),
        ("c", "1", True),
        ("d", "untold", False),
    ]


def test_a_cancel_ends_the_test_between_two_probes(ground: Ground) -> None:
    probe = Probe(("a",), lambda _ground: [Finding("a", "1", ok=True)])
    seen: list[Finding] = []

    seen.extend(run([probe, probe, probe], ground, cancelled=lambda: len(seen) > 0))
    for one in run([probe, probe, probe], ground, cancelled=lambda: len(seen) > 3):
        seen.append(one)  # noqa: PERF402 - the cancel looks at it

    assert len(seen) == 4


def test_the_trial_folder_and_what_was_made_for_it_are_gone_afterwards(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    with trial_folder(home, "trial") as folder:
        (folder / "x").mkdir()
        (folder / "x" / "y").write_text("z")
    assert not (tmp_path / "a").exists()

    home.mkdir(parents=True)
    (home / "store").mkdir()
    with trial_folder(home, "trial"):
        pass
    assert [path.name for path in home.iterdir()] == ["store"]


def test_a_frozen_program_is_compared_with_its_list(ground: Ground, tmp_path: Path) -> None:
    program = program_folder(tmp_path / "Kuracho")
    whole = found(with_program(ground, program), self_test_probes.PROBES, "program.files")
    assert (whole.figure, whole.ok) == ("whole", True)

    (program.folder / "version.dll").write_bytes(b"MZ")
    differs = found(with_program(ground, program), self_test_probes.PROBES, "program.files")
    assert (differs.figure, differs.ok) == ("1", False)
    assert differs.notes == ("version.dll (extra)",)


def test_a_frozen_program_without_a_key_does_not_pass(ground: Ground, tmp_path: Path) -> None:
    folder = program_folder(tmp_path / "Kuracho").folder
    trial = Ground(ground.home, ground.resources, ground.trial, ProgramFacts(folder, "x", None),
                   ground.heard, ground.now, ground.random)  # fmt: skip

    assert not found(trial, self_test_probes.PROBES, "program.files").ok


def test_a_clock_before_the_release_is_not_in_order(ground: Ground, tmp_path: Path) -> None:
    program = program_folder(tmp_path / "Kuracho")
    early = with_program(ground, program, datetime(2026, 11, 20, tzinfo=UTC))

    assert found(with_program(ground, program), self_test_machine.PROBES, "terminal.clock").ok
    assert not found(early, self_test_machine.PROBES, "terminal.clock").ok


def test_where_nobody_listened_no_socket_is_not_said(ground: Ground) -> None:
    deaf = Ground(ground.home, ground.resources, ground.trial, ground.program, None, ground.now,
                  ground.random)  # fmt: skip

    for name in ("network.sockets", "network.lookups"):
        one = found(deaf, self_test_machine.LAST, name)
        assert (one.figure, one.ok) == ("unheard", False)


def test_a_wrong_answer_of_one_cipher_is_that_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(known_answers.answers().values())

    monkeypatch.setattr(known_answers, "encrypt", lambda *_given: bytes(32))
    monkeypatch.setattr(known_answers, "open_stream", lambda *_given: None)

    wrong = {name for name, right in known_answers.answers().items() if not right}
    assert wrong == {"aes-gcm", "age"}


def test_clear_text_in_a_file_would_be_seen(tmp_path: Path) -> None:
    canary = cipher_trial._CANARY  # noqa: SLF001 - the eye of the trial is tried itself
    for encoding in ("utf-8", "utf-16-le"):
        (tmp_path / encoding).write_bytes(b"xx" + f"{canary} 1".encode(encoding) + b"yy")

    assert cipher_trial._readable(tmp_path) == 2  # noqa: SLF001


def test_the_window_gets_every_row_of_a_run_in_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KURACHO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    told: list[tuple[int, int]] = []

    rows = self_test_run.self_test(None, told=lambda done, total: told.append((done, total)))

    assert {one.id for one in rows} >= {"network.sockets", "program.files", "qt.none"}
    assert all(one.ok for one in rows), [one for one in rows if not one.ok]
    assert told[-1] == (len(rows), 0)


def test_a_run_that_is_cancelled_ends_soon_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KURACHO_HOME", str(tmp_path / "home"))
    told: list[int] = []

    rows = self_test_run.self_test(
        None, cancelled=lambda: len(told) > 2, told=lambda done, _total: told.append(done)
    )

    assert 0 < len(rows) < 30
    assert not (tmp_path / "home").exists()


def test_a_process_that_ends_badly_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test_run, "COMMAND", "no-such-command")

    with pytest.raises(SelfTestFailedError):
        self_test_run.self_test(None)


def test_one_protection_of_the_memory_that_is_missing_is_named(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(ground, self_test_probes.PROBES, "process.hardening")
    first, *rest = WANTED_HARDENING
    monkeypatch.setattr(self_test_probes, "harden", lambda: tuple(rest))

    lacking = found(ground, self_test_probes.PROBES, "process.hardening")

    assert (whole.figure, whole.ok) == ("0", True)
    assert (lacking.figure, lacking.ok, lacking.notes) == ("1", False, (first,))
