"""Rules for all tracked files, whatever they hold."""

import re
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source_tree import PROJECT, made_by_tools, tracked_files

# put together here, so that this file does not hold what it looks for
MACHINE = re.compile(
    "|".join(
        half + rest
        for half, rest in (
            *(
                ("/wo", "rk/"),
                ("/ro", "ot/"),
                ("/ho", r"me/\w"),
                ("/o", "pt/py"),
                ("C:", r"\\+Users"),
            ),
            *(("py", r"pi\.(org|python)"), ("python", "hosted"), ("--ind", "ex-url")),
            *(("--extra-", "index"), ("--find-", "links")),
        )
    )
)


def texts() -> dict[str, str]:
    """Every tracked text file by its path; what holds a zero byte is no text."""
    raw = {path: path.read_bytes() for path in tracked_files()}
    return {
        path.relative_to(PROJECT).as_posix(): content.decode("utf-8", "replace")
        for path, content in raw.items()
        if b"\0" not in content
    }


def test_no_tracked_file_names_a_machine_or_an_index_host() -> None:
    found = {path: hit.group() for path, text in texts().items() if (hit := MACHINE.search(text))}

    assert found == {}


def test_such_a_name_would_be_found() -> None:
    assert MACHINE.search("see https://py" + "pi.org/simple")
    assert MACHINE.search("open('/wo" + "rk/x')")


def test_nothing_made_by_tools_is_tracked() -> None:
    assert [path for path in tracked_files() if made_by_tools(path)] == []


def test_the_test_command_of_the_readme_is_what_ci_runs() -> None:
    script = PROJECT / ".ci" / "run"
    lines = script.read_text("utf-8").splitlines()

    # Windows keeps no such bit; there git has it
    assert sys.platform == "win32" or script.stat().st_mode & stat.S_IXUSR
    assert "make test" in lines
    assert "make test" in (PROJECT / "README.md").read_text("utf-8")


LOCKS = [
    "linux-py311.txt",
    "dev-linux-py311.txt",
    "windows-py312.txt",
    "dev-windows-py312.txt",
]


def lock(name: str) -> dict[str, str]:
    """Package → version of one lock file."""
    text = (PROJECT / "requirements" / name).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def bare(requirement: str) -> str:
    """The normal name in a requirement line."""
    return re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_exact_and_hashed(name: str) -> None:
    text = (PROJECT / "requirements" / name).read_text("utf-8")
    joined = [line for line in text.replace("\\\n", " ").splitlines() if line[:1] not in ("", "#")]

    assert len(joined) == len(lock(name)) > 25
    for line in joined:
        assert re.fullmatch(r"[a-z0-9-]+==\S+( +--hash=sha256:[0-9a-f]{64})+", line), line


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_of_the_project_is_locked(name: str) -> None:
    facts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(facts["dependencies"])
    if name.startswith("dev-"):
        wanted += facts["optional-dependencies"]["dev"]

    assert {bare(line) for line in wanted} - set(lock(name)) == set()


def test_all_locks_agree_on_versions() -> None:
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        for package, version in lock(name).items():
            versions.setdefault(package, set()).add(version)

    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def test_windows_has_what_keyring_and_the_builder_need_there() -> None:
    assert "pywin32-ctypes" in lock("windows-py312.txt")
    assert {"colorama", "pefile"} <= set(lock("dev-windows-py312.txt"))
    assert "secretstorage" in lock("linux-py311.txt")


def test_the_licence_is_apache_2_0_in_full() -> None:
    text = (PROJECT / "LICENSE").read_text("utf-8")

    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert Path(PROJECT / "NOTICE").is_file()
