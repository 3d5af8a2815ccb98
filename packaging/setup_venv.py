"""Makes ``.venv`` with everything the project needs, or says in words what is missing.

Any Python 3 may start it (``python3 packaging/setup_venv.py``; on Windows
``py -3.12 packaging/setup_venv.py``): it looks for a Python ≥ 3.11, checks the
system libraries, installs the lock by hash and leaves a stamp, so that a second
run only compares the stamp.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
STAMP = VENV / "kuracho-setup.txt"
WINDOWS = sys.platform == "win32"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCK = PROJECT / "requirements" / f"dev-{'windows-py312' if WINDOWS else 'linux-py311'}.txt"

# what Qt loads, taken from the NEEDED entries of its libraries and platform plugins:
# library -> Debian package. The offscreen window needs the first table, a screen both.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
WITH_A_SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# what signs (with a key in a token, too), what reads our installer besides us, and what hears
# every socket: program -> Debian packages
FOR_WINDOWS = {
    "osslsigncode": ("osslsigncode",),
    "softhsm2-util": ("softhsm2", "libengine-pkcs11-openssl"),
    "msiinfo": ("msitools",),
    "cabextract": ("cabextract",),
    "strace": ("strace",),
}


def say(text: str) -> None:
    """Print one line at once, also when the output is a file."""
    print(text, flush=True)


def has_screen() -> bool:
    """Whether a window can be shown here."""
    return WINDOWS or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def stamp_lines() -> list[str]:
    """What the finished environment depends on: the lock, and the place (a venv cannot move)."""
    return [hashlib.sha256(LOCK.read_bytes()).hexdigest(), str(VENV)]


def made_before() -> list[str]:
    """The stamp of the last set-up: the two lines above, then for which screens it was made."""
    try:
        made = STAMP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return made if made[:2] == stamp_lines() and VENV_PYTHON.exists() else []


def answers(command: list[str], question: str) -> bool:
    """Whether a Python starts and says yes; a dead link or shim says no."""
    try:
        done = subprocess.run([*command, "-c", question], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def find_python() -> str:
    """A Python ≥ 3.11 on this machine, 3.11 first: the one the tests are run with."""
    names = [] if WINDOWS else ["python3.11", "python3.12", "python3.13"]
    places = [shutil.which(name) for name in names]
    for place in [os.environ.get("KURACHO_PYTHON"), *places, sys.executable]:
        if place and answers([place], "import sys; sys.exit(sys.version_info < (3, 11))"):
            return place
    sys.exit(
        "Kuracho needs Python 3.11 or newer; none was found. Debian 12: apt-get install python3"
    )


def missing_packages(python: str) -> list[str]:
    """Debian packages of what this machine lacks: venv support and the libraries Qt loads."""
    if WINDOWS:
        return []
    lacking = set()
    if not answers([python], "import venv, ensurepip"):
        lacking.add(venv_package(python))
    for library, package in (ALWAYS | WITH_A_SCREEN if has_screen() else ALWAYS).items():
        try:
            ctypes.CDLL(library)
        except OSError:
            lacking.add(package)
    return sorted(lacking)


def missing_tools() -> list[str]:
    """Debian packages of the programs that a Windows build needs here; on Windows none."""
    if WINDOWS:
        return []
    lacking = [packages for name, packages in FOR_WINDOWS.items() if shutil.which(name) is None]
    return sorted(package for packages in lacking for package in packages)


def venv_package(python: str) -> str:
    """``python3-venv`` for the system's own Python, ``python3.N-venv`` for another one."""
    show = "import sys; print('%d.%d' % sys.version_info[:2])"
    own, system = (
        subprocess.run([name, "-c", show], capture_output=True, text=True, check=False).stdout
        for name in (python, "/usr/bin/python3")
    )
    return "python3-venv" if own == system else f"python{own.strip()}-venv"


def supply(packages: list[str]) -> None:
    """Install the missing packages when root; otherwise name the command and stop."""
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    say("Missing on this machine: " + ", ".join(packages))
    if shutil.which("apt-get") is None:
        sys.exit("Install what corresponds to these Debian packages, then start again.")
    if os.geteuid() != 0:
        sys.exit(f"Install them, then start again:\n    sudo apt-get update && sudo {command}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for line in (
        "apt-get update -qq",
        command.replace("install", "install -qq -o Dpkg::Use-Pty=0", 1),
    ):
        say(f"+ {line}")
        if subprocess.run(line.split(), env=environment, check=False).returncode:
            sys.exit(f"apt-get failed; try by hand: {command}")


def install(python: str) -> None:
    """Make the environment anew and fill it from the lock, each file checked by its hash."""
    say(f"Making .venv with {python} and the packages of {LOCK.name} (a minute or two) ...")
    STAMP.unlink(missing_ok=True)
    run([python, "-m", "venv", "--clear", str(VENV)])
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    pip += ["install", "-qq", "--root-user-action=ignore", "--no-deps"]
    run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)])
    run([*pip, "--no-build-isolation", "--no-index", "--editable", str(PROJECT)])


def run(command: list[str]) -> None:
    """Run one step of the set-up; a failed one ends it, its own words above."""
    # a machine may tell pip to install per user, which an environment refuses
    environment = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        sys.exit(f"Set-up stopped at: {' '.join(command)}")


def main() -> None:
    """Bring ``.venv`` to what the lock says, doing nothing when it is there already."""
    if "--windows" in sys.argv[1:] and (tools := missing_tools()):
        supply(tools)
        if missing_tools():
            sys.exit("Still missing: " + ", ".join(missing_tools()))
    made = made_before()
    screen = "with a screen" if has_screen() else "without a screen"
    if made[2:] in ([screen], ["with a screen"]):
        return
    python = find_python()
    if packages := missing_packages(python):
        supply(packages)
        if missing_packages(python):
            sys.exit("Still missing: " + ", ".join(missing_packages(python)))
    if not made:
        install(python)
    STAMP.write_text("\n".join([*stamp_lines(), screen]) + "\n", encoding="utf-8")
    say("Ready.")


if __name__ == "__main__":
    main()
