"""What the suite's run on Windows says is what pytest wrote of it."""

import subprocess
import sys
from pathlib import Path

import suite_on_windows
from suite_on_windows import Suite, read_junit

CASES = """
import pytest

def test_good(): pass
def test_bad(): assert 1 == 2
@pytest.mark.skip(reason="no such thing here")
def test_not_here(): pass
@pytest.fixture
def broken(): raise OSError("gone")
def test_never_begun(broken): pass
"""


def ran(folder: Path, cases: str) -> Suite:
    room = folder / "tests" / "room"
    room.mkdir(parents=True)
    (room / "test_cases.py").write_text(cases, "utf-8")
    junit = folder / "junit.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    code = subprocess.run(
        [*command, f"--rootdir={folder}", f"--junitxml={junit}", str(room)],
        cwd=folder,
        capture_output=True,
        check=False,
    ).returncode
    suite = Suite(code, minutes=1.0)
    read_junit(junit, suite)
    return suite


def verdicts(suite: Suite) -> dict[str, bool]:
    return {row.id.removeprefix("suite."): row.ok for row in suite.rows()}


def test_failed_and_skipped_tests_are_named_with_what_pytest_says(tmp_path: Path) -> None:
    suite = ran(tmp_path, CASES)

    assert suite.passed == {"tests.room": 1}
    assert {name.rpartition("::")[2] for name in suite.failed} == {"test_bad", "test_never_begun"}
    assert suite.skipped == {"no such thing here": 1}
    assert verdicts(suite) == {"passed": False, "failed": False, "skipped": True, "time": True}
    assert "assert 1 == 2" in suite.text()
    assert "1  no such thing here" in suite.text()


def test_a_suite_in_which_all_pass_is_right(tmp_path: Path) -> None:
    suite = ran(tmp_path, "def test_good(): pass")

    assert all(verdicts(suite).values())


def test_a_run_that_ended_before_any_test_is_not(tmp_path: Path) -> None:
    assert not verdicts(ran(tmp_path, "import no_such_module"))["passed"]
    assert not verdicts(Suite(0, minutes=1.0))["passed"]
    assert verdicts(Suite(0, minutes=12.5))["time"]  # told, never judged


def test_every_test_file_is_asked_for_once_and_the_long_ones_first() -> None:
    files = suite_on_windows.test_files()

    assert set(files) == {
        path.relative_to(suite_on_windows.PROJECT).as_posix()
        for path in suite_on_windows.PROJECT.joinpath("tests").rglob("test_*.py")
    }
    assert len(files) == len(set(files))
    assert files[0] == suite_on_windows.LONG_FIRST[0]
    for start in suite_on_windows.LONG_FIRST:
        assert any(file.startswith(start) for file in files)
