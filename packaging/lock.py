"""Writes the locks in ``requirements/``: every package ``==``, every fitting wheel by hash.

Run ``make lock`` after changing the dependencies in ``pyproject.toml``. Versions already locked
are kept while they still fit; ``--upgrade NAME`` lets one of them move, ``--upgrade`` alone all.
Only pip is asked, without the machine's pip configuration, so that constraints and extra
locations of one builder never reach the others; ``PIP_INDEX_URL`` names another index, and no
index is named in a lock: the hashes decide.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from locked import pins
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pip._internal.cli import cmdoptions
from pip._internal.commands import create_command

PROJECT = Path(__file__).resolve().parent.parent
LOCKS = PROJECT / "requirements"
# the pip settings that say how an index is reached; all others stay outside the lock
REACH = {"PIP_INDEX_URL", "PIP_CERT", "PIP_PROXY", "PIP_DEFAULT_TIMEOUT", "PIP_CACHE_DIR"}


@dataclass(frozen=True)
class System:
    """One operating system: the wheels it takes and what environment markers say there.

    The first Python version is the one resolved for; wheels of the others are
    listed too, so that a builder with a newer Python is served.
    """

    title: str
    pythons: tuple[str, ...]
    platforms: tuple[str, ...]
    markers: dict[str, str]


LINUX = System(
    "Linux, Python 3.11 (wheels for 3.12 and 3.13 listed too)",
    ("3.11", "3.12", "3.13"),
    (
        *("linux_x86_64", "manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64"),
        *("linux_aarch64", "manylinux2014_aarch64"),
        *(f"manylinux_2_{minor}_x86_64" for minor in range(5, 42)),
        *(f"manylinux_2_{minor}_aarch64" for minor in range(17, 42)),
    ),
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
)
WINDOWS = System(
    "Windows, Python 3.12",
    ("3.12",),
    ("win_amd64",),
    {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
    },
)
# file name -> system, and whether the tools of the builders are in it
LOCK_FILES = {
    "dev-linux-py311.txt": (LINUX, True),
    "linux-py311.txt": (LINUX, False),
    "dev-windows-py312.txt": (WINDOWS, True),
    "windows-py312.txt": (WINDOWS, False),
}


@dataclass
class Wanted:
    """What all who need one package ask of it: specifiers and extras."""

    specifiers: set[str] = field(default_factory=set)
    extras: set[str] = field(default_factory=set)


def forget_the_machine() -> None:
    """Take every pip setting of this machine out of the environment but how to reach an index."""
    for name in list(os.environ):
        if name.startswith("PIP_") and name not in REACH:
            del os.environ[name]
    os.environ["PIP_CONFIG_FILE"] = os.devnull
    os.environ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"


def roots(*, dev: bool) -> Iterator[str]:
    """The requirements written in ``pyproject.toml``, with the build backend for the tools."""
    facts = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    yield from facts["project"]["dependencies"]
    if dev:
        yield from facts["build-system"]["requires"]
        yield from facts["project"]["optional-dependencies"]["dev"]


def applies(requirement: Requirement, system: System, extras: Iterable[str]) -> bool:
    """Whether a requirement counts on this system under any Python listed for it."""
    if requirement.marker is None:
        return True
    return any(
        requirement.marker.evaluate(
            {
                **system.markers,
                "python_version": python,
                "python_full_version": f"{python}.0",
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "extra": extra,
            }
        )
        for python in system.pythons
        for extra in ("", *extras)
    )


def target_options(system: System, python: str) -> list[str]:
    """The pip options that make it choose wheels for another system or Python."""
    platforms = [part for name in system.platforms for part in ("--platform", name)]
    return ["--only-binary=:all:", "--implementation=cp", f"--python-version={python}", *platforms]


def choose(system: System, wanted: dict[str, Wanted], kept: Path) -> list[dict[str, object]]:
    """The metadata of the version pip chooses for each wanted package, none for their needs."""
    lines = [name + ",".join(sorted(want.specifiers)) for name, want in sorted(wanted.items())]
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch, "report.json")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--quiet"]
        command += ["--ignore-installed", f"--target={scratch}", f"--report={report}"]
        command += [f"--constraint={kept}", *target_options(system, system.pythons[0]), *lines]
        subprocess.run(command, check=True)
        found = json.loads(report.read_text(encoding="utf-8"))
    return [item["metadata"] for item in found["install"]]


def add(wanted: dict[str, Wanted], line: str, system: System, extras: Iterable[str] = ()) -> None:
    """Note one requirement, unless it does not count on this system."""
    requirement = Requirement(line)
    if applies(requirement, system, extras):
        want = wanted.setdefault(canonicalize_name(requirement.name), Wanted())
        want.extras |= requirement.extras
        want.specifiers |= {str(part) for part in requirement.specifier}


def resolve(system: System, lines: Iterable[str], kept: Path) -> dict[str, str]:
    """Name and version of everything the lines need, by asking until nothing new is needed.

    pip evaluates markers for the Python it runs under, so the needs of another
    system are followed here, with that system's markers.
    """
    wanted: dict[str, Wanted] = {}
    for line in lines:
        add(wanted, line, system)
    before = ""
    while before != (before := repr(sorted(wanted.items()))):
        chosen = choose(system, wanted, kept)
        for metadata in chosen:
            extras = wanted[canonicalize_name(str(metadata["name"]))].extras
            for line in metadata.get("requires_dist", ()):
                add(wanted, line, system, extras)
    return {canonicalize_name(str(item["name"])): str(item["version"]) for item in chosen}


def wheel_hashes(system: System, python: str, chosen: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Package and sha256 of every wheel of the chosen versions that fits one Python.

    No command of pip prints more than the one wheel it would take, so its finder
    is asked directly (pip 23.0 to 26.3 know these names).
    """
    command = create_command("index")
    options, _ = command.parse_args(["versions", *target_options(system, python), "any"])
    with command._build_session(options) as session:  # noqa: SLF001 - see above
        finder = command._build_package_finder(  # noqa: SLF001 - see above
            options=options,
            session=session,
            target_python=cmdoptions.make_target_python(options),
            ignore_requires_python=True,
        )
        for name, version in chosen.items():
            for candidate in finder.find_all_candidates(name):
                if str(candidate.version) == version and candidate.link.hash_name == "sha256":
                    yield name, str(candidate.link.hash)


def kept_versions(path: Path, upgrade: list[str] | None) -> list[str]:
    """``name==version`` of the last lock for all that may not move; ``[]`` frees everything."""
    if upgrade == [] or not path.exists():
        return []
    found = pins(path.read_text(encoding="utf-8"))
    free = {canonicalize_name(name) for name in upgrade or ()}
    return [
        f"{name}=={version}"
        for name, version in found.items()
        if canonicalize_name(name) not in free
    ]


def write_lock(name: str, kept: list[str]) -> dict[str, str]:
    """Resolve and write one lock; return what was chosen."""
    system, dev = LOCK_FILES[name]
    with tempfile.TemporaryDirectory() as scratch:
        constraints = Path(scratch, "kept.txt")
        constraints.write_text("\n".join(kept), encoding="utf-8")
        chosen = dict(sorted(resolve(system, roots(dev=dev), constraints).items()))
    hashes: dict[str, set[str]] = {package: set() for package in chosen}
    for python in system.pythons:
        for package, digest in wheel_hashes(system, python, chosen):
            hashes[package].add(digest)
    lines = [f"# {system.title}{', with the tools of the builders' if dev else ''}. Made by"]
    lines += ["# packaging/lock.py; install with: pip install --require-hashes --no-deps -r", ""]
    for package, version in chosen.items():
        digests = sorted(hashes[package])
        if not digests:
            sys.exit(f"{package}=={version}: the index gives no sha256 for any of its wheels")
        lines.append(
            " \\\n".join([f"{package}=={version}", *(f"    --hash=sha256:{d}" for d in digests)])
        )
    (LOCKS / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"requirements/{name}: {len(chosen)} packages, {sum(map(len, hashes.values()))} hashes")
    return chosen


def main() -> None:
    """Write all four locks; versions the first of them chose, the others share."""
    options = argparse.ArgumentParser(description="Write the locks in requirements/.")
    options.add_argument("--upgrade", nargs="*", metavar="NAME", help="may move (none named: all)")
    upgrade = options.parse_args().upgrade
    forget_the_machine()
    LOCKS.mkdir(exist_ok=True)
    agreed: dict[str, str] = {}
    for name in LOCK_FILES:
        kept = dict(line.split("==") for line in kept_versions(LOCKS / name, upgrade)) | agreed
        agreed |= write_lock(name, [f"{package}=={version}" for package, version in kept.items()])


if __name__ == "__main__":
    main()
