"""A proof holds for the committed files it was made with, and for no others."""

import shutil
import subprocess
from pathlib import Path

import proof
import pytest
from report import Row

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
ROWS = [Row("a", "what", 1, "x", "1", ok=True)]


def git(project: Path, *words: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@x.invalid")
    done = subprocess.run(
        ["git", "-C", str(project), *who, *words],  # noqa: S607 - the git of this machine's PATH
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("packaging/freeze.py", "desktop/machine/acl.py", "docs/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def change(project: Path, name: str, *, commit: bool) -> None:
    (project / name).write_text("changed", "utf-8")
    if commit:
        git(project, "commit", "-q", "-m", "changed", "--", name)


def test_what_was_proven_is_known_also_once_the_proof_is_committed(project: Path) -> None:
    assert not proof.is_proven(project)

    proof.keep(ROWS, project=project)

    assert proof.is_proven(project)
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "proof")
    assert proof.is_proven(project)


@pytest.mark.parametrize("commit", [True, False])
@pytest.mark.parametrize(
    ("name", "still"), [("packaging/freeze.py", False), ("desktop/machine/acl.py", False),
                        ("docs/a.md", True)],
)  # fmt: skip
def test_a_change_of_what_moves_windows_has_to_be_proven_anew(
    project: Path, name: str, *, still: bool, commit: bool
) -> None:
    proof.keep(ROWS, project=project)

    change(project, name, commit=commit)

    assert proof.is_proven(project) is still


def test_what_changed_while_the_proof_ran_is_not_proven_by_it(project: Path) -> None:
    began = git(project, "rev-parse", "HEAD")
    change(project, "packaging/freeze.py", commit=True)

    proof.keep(ROWS, began, project)

    assert not proof.is_proven(project)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null"])
def test_a_proof_that_cannot_be_read_proves_nothing(project: Path, text: str) -> None:
    (project / proof.PROVEN).write_text(text, "utf-8")

    assert not proof.is_proven(project)
