"""A small file is the old one or the new one, never half of either."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from desktop.domain.errors import FileDamagedError
from desktop.machine.atomic import repair_file, write_file

P = ParamSpec("P")
R = TypeVar("R")


class PowerCutError(Exception):
    """The moment the power goes."""


def whole(content: bytes) -> bool:
    return content.startswith(b"whole")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "slots.json"
    write_file(path, b"whole 1")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_previous_content_is_kept(file: Path) -> None:
    write_file(file, b"whole 2")
    write_file(file, b"whole 3")

    assert file.read_bytes() == b"whole 3"
    assert names(file.parent) == ["slots.json", "slots.json.prev"]
    assert (file.parent / "slots.json.prev").read_bytes() == b"whole 2"


def test_a_secret_leaves_no_previous_copy(file: Path) -> None:
    write_file(file, b"whole 2", keep=False)

    assert names(file.parent) == ["slots.json"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_the_owner_can_read_it(file: Path) -> None:
    (file.parent / "slots.json.tmp").write_bytes(b"")
    (file.parent / "slots.json.tmp").chmod(0o666)

    write_file(file, b"whole 2")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("cut_at", range(6))
def test_a_power_cut_at_any_step_leaves_a_whole_file(
    file: Path, cut_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(file, b"whole 2")
    steps = iter(range(100))

    def or_cut(real: Callable[P, R]) -> Callable[P, R]:
        def step(*args: P.args, **kwargs: P.kwargs) -> R:
            if next(steps) == cut_at:
                raise PowerCutError
            return real(*args, **kwargs)

        return step

    with monkeypatch.context() as patched, suppress(PowerCutError):
        patched.setattr(os, "fsync", or_cut(os.fsync))
        patched.setattr(Path, "replace", or_cut(Path.replace))
        write_file(file, b"whole 3")

    assert repair_file(file, whole) is False
    assert file.read_bytes() in (b"whole 2", b"whole 3")
    assert names(file.parent) == ["slots.json", "slots.json.prev"]


@pytest.mark.skipif(os.name == "nt", reason="Windows makes names durable by itself")
def test_content_is_durable_before_the_name_and_the_name_before_the_return(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
        real_sync(handle)

    def replace(self: Path, target: Path) -> Path:
        steps.append(f"name {target.name}")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    write_file(file, b"whole 2")

    assert steps == [
        "content",
        "content",
        "name slots.json.prev",
        "name slots.json",
        "folder",
    ]


@pytest.mark.parametrize("damage", [b"hole", b"", None])
def test_a_damaged_file_comes_back_from_the_previous_one(file: Path, damage: bytes | None) -> None:
    write_file(file, b"whole 2")
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)

    assert repair_file(file, whole) is True

    assert file.read_bytes() == b"whole 1"
    assert repair_file(file, whole) is False


def test_two_damaged_copies_are_refused_in_words(file: Path) -> None:
    write_file(file, b"whole 2")
    file.write_bytes(b"x")
    (file.parent / "slots.json.prev").write_bytes(b"y")

    with pytest.raises(FileDamagedError) as refused:
        repair_file(file, whole)

    assert refused.value.details == {"file": "slots.json"}
    assert file.read_bytes() == b"x"
