from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.versions import VersionLine
from desktop.machine.single import StoreLock
from desktop.usecases.office import Office
from desktop.usecases.version_log import LOG, history, note_start
from tests.builders.offices import office_at
from tests.builders.updates import RUNNING


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return replace(office_at(tmp_path / "home"), program=RUNNING)


def later(office: Office, version: str) -> Office:
    return replace(office, program=replace(RUNNING, version=version))


def told(office: Office) -> list[str]:
    return [line.version for line in history(office.home).lines]


def test_only_the_first_start_of_a_version_is_noted(office: Office) -> None:
    assert note_start(office, "jouhou")
    assert not note_start(office, "other")
    assert note_start(later(office, "0.3.0"), "jouhou")
    assert note_start(office, "jouhou")  # gone back: that is a change too

    assert told(office) == ["0.2.0", "0.3.0", "0.2.0"]
    assert history(office.home).broken == 0
    assert {line.by for line in history(office.home).lines} == {"jouhou"}


def test_a_home_that_never_was_has_an_empty_history(tmp_path: Path) -> None:
    assert history(tmp_path / "nowhere").lines == ()


def test_a_line_cut_short_by_a_kill_is_replaced(office: Office) -> None:
    note_start(office, "a")
    path = office.home / LOG
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])

    assert history(office.home).broken == 2
    assert note_start(later(office, "0.3.0"), "a")
    assert told(office) == ["0.2.0", "0.3.0"]
    assert history(office.home).broken == 0


def test_a_changed_line_ends_what_is_believed_and_stays_visible(office: Office) -> None:
    for version in ("0.2.0", "0.3.0", "0.4.0"):
        note_start(later(office, version), "a")
    path = office.home / LOG
    path.write_bytes(path.read_bytes().replace(b"0.3.0", b"0.3.1", 1))

    assert told(office) == ["0.2.0", "0.3.1"]
    assert history(office.home).broken == 3
    assert note_start(later(office, "0.5.0"), "a")
    assert history(office.home).broken == 3  # never mended silently


def test_a_removed_line_is_noticed(office: Office) -> None:
    for version in ("0.2.0", "0.3.0"):
        note_start(later(office, version), "a")
    path = office.home / LOG
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[1])

    assert history(office.home).broken == 1


def test_a_file_too_long_to_be_a_history_is_left_alone(office: Office) -> None:
    path = office.home / LOG
    path.write_bytes(b"x" * ((1 << 20) + 1))

    assert not note_start(office, "a")
    assert history(office.home).broken == 1
    assert path.stat().st_size == (1 << 20) + 1


def test_control_characters_in_a_name_forge_no_line(office: Office) -> None:
    note_start(office, 'a\n{"v":1}\x1b[31m' + "あ" * 100)

    (line,) = history(office.home).lines
    assert isinstance(line, VersionLine)
    assert line.by.startswith('a{"v":1}[31m')
    assert len(line.by) == 64


def test_who_cannot_write_still_starts(office: Office) -> None:
    with StoreLock(office.home, "somebody"):
        assert not note_start(office, "a")
    blocked = replace(office, home=office.home / "file")
    blocked.home.write_bytes(b"")
    assert not note_start(blocked, "a")
    assert not note_start(replace(office, home=office.home / "nowhere"), "a")
    assert not (office.home / "nowhere").exists()

    assert told(office) == []
