"""The auditor's verdict on packages, and that his program needs nothing of ours."""

import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.directory import fingerprint
from desktop.domain.ids import grouped
from desktop.transfer.container import MAGIC, read_head
from desktop.verify.main import Verdict, verify
from tests.conftest import PROJECT
from tests.transfer.units import Plan, package, unit

SENDER = unit("子育て", 0, 1).next_version()
PLAN = Plan(SENDER, unit("福祉", 1))
GOOD = package(PLAN)
TWO = tuple(sorted((PLAN.receiver.rid, unit("税務", 2).rid)))


def judged(tmp_path: Path, content: bytes, mark: str | None = None) -> Verdict:
    path = tmp_path / "package.kura"
    path.write_bytes(content)
    return verify(path, mark)


def test_a_whole_package_is_right(tmp_path: Path) -> None:
    verdict = judged(tmp_path, GOOD, grouped(fingerprint(SENDER.files[0])))

    assert verdict.ok
    assert verdict.lines[0].startswith("正しい：申請と承認の署名が合い、二人は別人です。")
    assert grouped(fingerprint(SENDER.files[0])) in verdict.lines[2]


def test_every_changed_byte_is_found(tmp_path: Path) -> None:
    head = read_head(io.BytesIO(GOOD))
    manifest_end = len(MAGIC) + 4 + len(head.manifest) + 4
    for place in [*range(0, manifest_end, 7), *range(manifest_end, len(GOOD), 31)]:
        changed = bytearray(GOOD)
        changed[place] ^= 1 << (place % 8)
        assert not judged(tmp_path, bytes(changed)).ok, place


def test_cuts_and_additions_are_found(tmp_path: Path) -> None:
    for length in range(0, len(GOOD), 97):
        assert not judged(tmp_path, GOOD[:length]).ok, length
    assert "途中で切れて" in judged(tmp_path, GOOD[:-1]).lines[0]
    assert "余分な内容" in judged(tmp_path, GOOD + b"\n").lines[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"boss": "double"}, "同じ"),
        ({"clerk": "boss"}, "同じ"),
        ({"boss": "clerk2"}, "承認の権限"),
        ({"clerk": "admin"}, "申請の権限"),
        ({"signers": ("clerk",)}, "承認した人だけ"),
        ({"receiver": unit("税務", 2)}, "宛先"),
        ({"manifest": lambda found: replace(found, inner_sha256=bytes(32))}, "申請と承認"),
        ({"manifest": lambda found: replace(found, recipients=TWO)}, "申請と承認"),
        ({"manifest": lambda found: replace(found, package_id="00" * 16)}, "申請と承認"),
        ({"manifest": lambda found: replace(found, dir_version=3)}, "申請と承認"),
    ],
)
def test_what_a_receiver_refuses_the_auditor_refuses(
    changes: dict[str, object], words: str, tmp_path: Path
) -> None:
    verdict = judged(tmp_path, package(replace(PLAN, **changes)))  # type: ignore[arg-type]

    assert not verdict.ok
    assert words in verdict.lines[0]


def test_another_stores_fingerprint_does_not_fit(tmp_path: Path) -> None:
    assert not judged(tmp_path, GOOD, grouped(fingerprint(PLAN.receiver.files[0]))).ok


def test_the_program_stands_alone_and_is_short(tmp_path: Path) -> None:
    alone = tmp_path / "desktop" / "verify"
    shutil.copytree(
        PROJECT / "desktop" / "verify", alone, ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "package.kura").write_bytes(GOOD)
    start = "import sys; from desktop.verify.main import main; sys.exit(main(sys.argv[1:]))"

    done = subprocess.run(
        [sys.executable, "-c", start, "package.kura", "--json"],
        cwd=tmp_path, capture_output=True, check=False, timeout=60,
        env={"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8", "PATH": ""},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["ok"] is True
    assert sum(len(file.read_text("utf-8").splitlines()) for file in alone.glob("*.py")) <= 700
