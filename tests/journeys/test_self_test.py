"""``kuracho selftest`` as the IT section runs it, and what it says when a part is broken."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.domain.self_test import Finding
from desktop.ui.messages import self_test as words
from desktop.ui.self_test import ALL
from tests.builders.offices import RESOURCES
from tests.conftest import PROJECT

LONGEST = 300
WITH_RESOURCES = """
import dataclasses, pathlib, sys
from desktop.machine.first_line import HEARD
from desktop.commands.selftest import run_selftest
from desktop.config import configure
config = dataclasses.replace(configure(), resources=pathlib.Path({resources!r}))
{before}
sys.exit(run_selftest(config, HEARD, pathlib.Path({out!r}), None))
"""


def environment(base: Path) -> dict[str, str]:
    return {
        **os.environ,
        "KURACHO_HOME": str(base / "home"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(PROJECT),
    }


def run(base: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=base,
        env=environment(base),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=LONGEST,
    )


def rows(path: Path) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in json.loads(path.read_text("utf-8"))}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One whole run, with both reports."""
    base = tmp_path_factory.mktemp("selftest")
    arguments = ("selftest", str(base / "out.json"), "--sheet", str(base / "out.pdf"))
    ended = run(base, "-m", "desktop", *arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return base, ended.stdout


def test_every_part_of_a_sound_program_is_in_order(done: tuple[Path, str]) -> None:
    base, said = done
    told = rows(base / "out.json")

    assert set(told) == set(words.ROWS)
    assert [name for name, row in told.items() if not row["ok"]] == []
    assert said.rstrip().endswith(words.GOOD)
    assert all(set(row) == {"id", "what", "figure", "unit", "floor", "bar", "ok"}
               for row in told.values())  # fmt: skip


def test_a_checkout_says_that_its_files_were_not_compared(done: tuple[Path, str]) -> None:
    row = rows(done[0] / "out.json")["program.files"]

    assert row["figure"] == words.FIGURES["checkout"]


def test_nothing_is_left_in_the_home_of_the_stores(done: tuple[Path, str]) -> None:
    assert not (done[0] / "home").exists()


def test_the_sheet_carries_the_rows_about_the_network_and_room_for_the_witnesses(
    done: tuple[Path, str],
) -> None:
    text = "".join(
        page.extract_text().replace("\n", "") for page in PdfReader(done[0] / "out.pdf").pages
    )

    assert "通信ゼロ証明" in text
    assert "LANケーブルを抜き" in text
    for name in ("network.sockets", "network.connections", "cipher.readable"):
        assert words.ROWS[name][0][:12] in text
    assert "すべて適" in text


def broken(base: Path, resources: Path, before: str = "") -> dict[str, dict[str, object]]:
    """The rows of a run whose program or surroundings are not sound; its exit code is 1."""
    out = base / "out.json"
    program = WITH_RESOURCES.format(resources=str(resources), out=str(out), before=before)
    script = base / "selftest.py"
    script.write_text(f"import sys\nsys.argv = ['kuracho', 'selftest']\n{program}", "utf-8")
    ended = run(base, str(script))
    assert ended.returncode == 1, ended.stdout + ended.stderr
    return rows(out)


def bad(told: dict[str, dict[str, object]]) -> set[str]:
    return {name for name, row in told.items() if not row["ok"]}


def test_a_damaged_font_a_lost_sample_and_a_socket_are_each_named(tmp_path: Path) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(RESOURCES, resources)
    font = resources / "fonts" / "NotoSansJP-Bold.ttf"
    font.write_bytes(font.read_bytes()[:100_000])
    (resources / "samples" / "inu_touroku.xlsx").unlink()

    told = broken(
        tmp_path,
        resources,
        "import socket; socket.getaddrinfo('::1', 1); s = socket.create_server(('127.0.0.1', 0))",
    )

    expected = {
        *("fonts.print", "fonts.signs", "fonts.variants", "fonts.page", "reader.reads"),
        *("program.resources", "network.sockets", "network.lookups"),
    }
    if sys.platform != "win32":  # Wine does not say whose a socket is
        expected.add("network.connections")
    assert bad(told) - {"fonts.screen"} == expected
    assert "NotoSansJP-Bold.ttf" in str(told["fonts.print"]["figure"])
    assert "inu_touroku.xlsx" in str(told["program.resources"]["figure"])


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="root may write anywhere")
def test_a_home_where_nothing_can_be_written_ends_the_test_in_words(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o500)

    ended = run(tmp_path, "-m", "desktop", "selftest")

    assert ended.returncode == 2
    assert str(tmp_path / "home") in ended.stdout


def test_a_result_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    ended = run(tmp_path, "-m", "desktop", "selftest", str(tmp_path / "nowhere" / "out.json"))

    assert ended.returncode == 2
    assert "out.json" in ended.stdout


def test_every_row_has_its_words() -> None:
    told = [name for probe in ALL for name in probe.ids]

    assert sorted(told) == sorted(words.ROWS)
    assert Finding("x", "1", ok=True).notes == ()
