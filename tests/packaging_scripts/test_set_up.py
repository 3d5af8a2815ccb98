"""Set-up says what is missing, and does nothing when nothing is to be done."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
needs_linux = pytest.mark.skipif(sys.platform == "win32", reason="Debian packages are named here")


def script(path: Path) -> ModuleType:
    """One script of ``packaging/``, loaded from its file: the folder is no package."""
    spec = importlib.util.spec_from_file_location(f"kuracho_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A project folder that holds only what set-up reads."""
    for folder in ("packaging", "requirements"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def finished(copy: Path) -> Path:
    """The same folder after a set-up that went through."""
    setup = script(copy / "packaging" / "setup_venv.py")
    setup.VENV_PYTHON.parent.mkdir(parents=True)
    # as venv does: a link, on Windows a copy
    if sys.platform == "win32":
        shutil.copyfile(sys.executable, setup.VENV_PYTHON)
    else:
        setup.VENV_PYTHON.symlink_to(sys.executable)
    setup.STAMP.write_text("\n".join([*setup.stamp_lines(), "with a screen"]), encoding="utf-8")
    return copy


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Set-up of that folder, in a process of its own."""
    return subprocess.run(
        [sys.executable, str(folder / "packaging" / "setup_venv.py")],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_finished_set_up_is_silent_with_and_without_a_screen(finished: Path) -> None:
    for screen in ("", ":9"):
        done = run(finished, DISPLAY=screen, WAYLAND_DISPLAY="")

        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_changed_lock_or_a_lost_python_is_noticed(finished: Path) -> None:
    setup = script(finished / "packaging" / "setup_venv.py")
    assert setup.made_before()

    setup.LOCK.write_text(setup.LOCK.read_text("utf-8") + "# changed\n", encoding="utf-8")
    assert setup.made_before() == []

    setup.STAMP.write_text("\n".join([*setup.stamp_lines(), ""]), encoding="utf-8")
    assert setup.made_before()
    setup.VENV_PYTHON.unlink()
    assert setup.made_before() == []


def test_a_folder_that_was_moved_is_set_up_again(finished: Path) -> None:
    moved = finished.rename(finished.with_name("moved"))

    assert script(moved / "packaging" / "setup_venv.py").made_before() == []


@needs_linux
def test_a_missing_library_is_named_by_its_package(copy: Path) -> None:
    setup = script(copy / "packaging" / "setup_venv.py")
    before = setup.missing_packages(sys.executable)

    setup.ALWAYS["libdoes-not-exist.so.9"] = "libdoes-not-exist9"

    assert set(setup.missing_packages(sys.executable)) - set(before) == {"libdoes-not-exist9"}


@needs_linux
def test_a_missing_tool_of_the_windows_build_is_named_by_its_package(copy: Path) -> None:
    setup = script(copy / "packaging" / "setup_venv.py")
    before = setup.missing_tools()

    setup.FOR_WINDOWS["kuracho-no-such-program"] = ("no-such-package",)

    assert set(setup.missing_tools()) - set(before) == {"no-such-package"}


@needs_linux
def test_an_ordinary_user_is_told_the_command(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = script(copy / "packaging" / "setup_venv.py")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")

    with pytest.raises(SystemExit, match="sudo apt-get update && sudo apt-get install") as stop:
        setup.supply(["libegl1", "python3-venv"])

    assert stop.value.code not in (0, None)
    assert "libegl1, python3-venv" in capsys.readouterr().out


def asked_for(*names: str) -> set[str]:
    """The system libraries some files of the installed Qt name in their dynamic tables."""
    folder = Path(PySide6.__file__).parent
    found = (
        re.findall(rb"(?<=\0)(lib[\w.+-]+\.so\.\d+)(?=\0)", (folder / name).read_bytes())
        for name in names
    )
    own = ("libQt6", "libicu", "libc.so", "libm.so", "libshiboken", "libpyside")
    return {n for names in found for part in names if not (n := part.decode()).startswith(own)}


@needs_linux
def test_every_library_the_offscreen_window_loads_is_checked() -> None:
    setup = script(PROJECT / "packaging" / "setup_venv.py")
    qt = [f"Qt/lib/libQt6{part}.so.6" for part in ("Core", "Gui", "Widgets", "DBus", "Svg")]

    wanted = asked_for(*qt, "QtWidgets.abi3.so", "Qt/plugins/platforms/libqoffscreen.so")

    assert "libEGL.so.1" in wanted
    assert wanted - set(setup.ALWAYS) == set()


@needs_linux
def test_every_library_a_window_on_a_screen_loads_is_checked() -> None:
    setup = script(PROJECT / "packaging" / "setup_venv.py")
    plugins = [f"Qt/plugins/platforms/libq{name}.so" for name in ("xcb", "wayland")]

    wanted = asked_for(*plugins, "Qt/lib/libQt6XcbQpa.so.6", "Qt/lib/libQt6WaylandClient.so.6")

    assert "libxcb-cursor.so.0" in wanted
    assert wanted - set(setup.ALWAYS | setup.WITH_A_SCREEN) == set()


@pytest.mark.parametrize(
    ("line", "linux", "windows"),
    [
        ("colorama; sys_platform == 'win32'", False, True),
        ("SecretStorage>=3.2; sys_platform == 'linux'", True, False),
        ("importlib-metadata; python_version < '3.12'", True, False),
        ("macholib>=1.8; sys_platform == 'darwin'", False, False),
        ("lxml; extra == 'fast'", False, False),
        ("reportlab>=5", True, True),
    ],
)
def test_a_lock_follows_the_needs_of_its_own_system(
    line: str, *, linux: bool, windows: bool
) -> None:
    lock = script(PROJECT / "packaging" / "lock.py")
    requirement = lock.Requirement(line)

    assert lock.applies(requirement, lock.LINUX, ()) is linux
    assert lock.applies(requirement, lock.WINDOWS, ()) is windows


def test_locked_versions_are_kept_unless_they_are_freed() -> None:
    lock = script(PROJECT / "packaging" / "lock.py")
    path = PROJECT / "requirements" / "linux-py311.txt"

    kept = lock.kept_versions(path, None)

    assert "pyside6-essentials==6.11.3" in kept
    assert len(lock.kept_versions(path, ["PySide6_Essentials"])) == len(kept) - 1
    assert lock.kept_versions(path, []) == []
