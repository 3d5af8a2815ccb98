"""Runs the whole test suite on the Windows Python: what passed, what failed, what could not run.

``suite_on_windows.py [--workers N] [--out FOLDER] [PYTEST ARGUMENTS]``: on Windows with the Python
it is started by, elsewhere with the one under Wine, on a screen of its own, so that the tests of
the real window system run too. FOLDER (``build/windows/suite``) then holds ``junit.xml``,
``pytest.txt`` and ``suite.txt``: the failed tests, and the skipped ones by their reason.
"""

import argparse
import os
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import report
from report import Row
from windows_python import PROJECT, WINDOWS, WindowsPython, default_place

OUT = PROJECT / "build" / "windows" / "suite"
MOST_MINUTES = 12
# the longest first, or the last of them would be waited for by itself
LONG_FIRST = (
    "tests/journeys/test_kills.py",
    "tests/journeys/test_tour.py",
    "tests/journeys/",
    "tests/usecases/",
    "tests/ui/",
    "tests/importers/",
)
SETTINGS = (
    *("-p", "no:cacheprovider", "--dist", "loadfile", "--no-loadscope-reorder", "--tb", "short"),
    # a test that hangs ends its worker, which counts as its failure
    *("-o", "faulthandler_timeout=900", "-o", "faulthandler_exit_on_timeout=true"),
)
ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    # the programs that tests start need not translate ours again each time
    "PYTHONDONTWRITEBYTECODE": "",
    # as on a terminal: open() without an encoding reads code page 932
    "PYTHONUTF8": "",
}


@dataclass
class Suite:
    """What one run of the suite gave; ``skipped`` counts tests by reason."""

    exit_code: int
    minutes: float
    passed: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)

    def rows(self) -> list[Row]:
        """The rows of the report."""
        passed, failed, skipped = self.passed.total(), len(self.failed), self.skipped.total()
        return [
            Row(
                id="suite.passed",
                what="tests that passed on the Windows Python",
                figure=passed,
                unit="tests",
                bar="all that can run",
                ok=passed > 0 and self.exit_code == 0,
            ),
            Row(
                id="suite.failed",
                what="tests that failed there",
                figure=failed,
                unit="tests",
                bar="0",
                ok=failed == 0,
            ),
            Row(
                id="suite.skipped",
                what="tests that cannot run there (suite/suite.txt)",
                figure=skipped,
                unit="tests",
                bar="each with its reason",
                ok=all(self.skipped),
            ),
            Row(
                id="suite.time",
                what="the whole suite on the Windows Python",
                figure=round(self.minutes, 1),
                unit="min",
                bar=f"told only; {MOST_MINUTES} on two idle cores",
                ok=True,
            ),
        ]

    def text(self) -> str:
        """Rooms with what passed, failed tests with their first line, reasons with their number."""
        head = (
            f"passed {self.passed.total()}, failed {len(self.failed)}, skipped"
            f" {self.skipped.total()}, {self.minutes:.1f} min, exit code {self.exit_code}"
        )
        rooms = [f"  {count:5}  {room}" for room, count in sorted(self.passed.items())]
        failed = [f"  {name}: {why}" for name, why in sorted(self.failed.items())] or ["  none"]
        reasons = [f"  {count:5}  {why or '?'}" for why, count in self.skipped.most_common()]
        parts = (("passed", rooms), ("failed", failed), ("cannot run, because", reasons))
        return "\n".join(
            [head, *(line for name, lines in parts for line in ("", name, *lines)), ""]
        )


def run_suite(
    windows: WindowsPython, workers: int = 2, out: Path = OUT, only: Sequence[str] = ()
) -> list[Row]:
    """Run the suite, leave its papers in ``out``, and say how it went; ``only`` narrows it."""
    out.mkdir(parents=True, exist_ok=True)
    junit = out / "junit.xml"
    junit.unlink(missing_ok=True)
    parallel = ("-n", str(workers)) if workers > 1 else ("-p", "no:xdist")
    settings = [one for one in SETTINGS if workers > 1 or one not in _ONLY_PARALLEL]
    asked = [*settings, *parallel, f"--junitxml={windows.path(junit)}", *(only or test_files())]
    begun = time.monotonic()
    done = windows.on_a_screen(
        _python(windows), "-m", "pytest", *asked, environment=ENVIRONMENT, check=False
    )
    minutes = (time.monotonic() - begun) / 60
    (out / "pytest.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    suite = Suite(done.returncode, minutes)
    if junit.is_file():
        read_junit(junit, suite)
    (out / "suite.txt").write_text(suite.text(), encoding="utf-8")
    report.write(suite.rows(), out / "rows.json")
    return suite.rows()


def test_files() -> list[str]:
    """The test files of the project, the long ones first (pytest by itself goes by the name)."""
    files = [path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("tests/**/test_*.py")]
    return sorted(files, key=lambda file: (_place_in_line(file), file))


def _place_in_line(file: str) -> int:
    fits = (place for place, start in enumerate(LONG_FIRST) if file.startswith(start))
    return next(fits, len(LONG_FIRST))


_ONLY_PARALLEL = ("--dist", "loadfile", "--no-loadscope-reorder")


def _python(windows: WindowsPython) -> str:
    return sys.executable if WINDOWS else windows.path(windows.place / "win" / "python.exe")


def read_junit(junit: Path, suite: Suite) -> None:
    """Add what pytest wrote about each test."""
    for case in ET.parse(junit).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it just now
        place = case.get("classname", "")
        bad = [one for one in (case.find("failure"), case.find("error")) if one is not None]
        skip = case.find("skipped")
        if bad:
            why = bad[0].get("message", "")
            suite.failed[f"{place}::{case.get('name')}"] = why.splitlines()[0] if why else "?"
        elif skip is not None:
            suite.skipped[skip.get("message", "")] += 1
        else:
            suite.passed[".".join(place.split(".")[:2])] += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it and print what it gave; 0 if no test failed."""
    parser = argparse.ArgumentParser(description="the whole test suite on the Windows Python")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--place", type=Path, default=default_place(), help="the Windows Python")
    parser.add_argument("only", nargs="*", help="tests instead of all of them")
    asked = parser.parse_args(arguments)
    windows = WindowsPython(asked.place)
    rows = run_suite(windows, asked.workers, asked.out, asked.only)
    print((asked.out / "suite.txt").read_text(encoding="utf-8"))
    print(report.table(rows))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
