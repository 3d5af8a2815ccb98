"""Staging takes what is committed, writes the facts into the copy only, and says what is wrong."""

import shutil
import subprocess
from pathlib import Path

import pytest
import stage
from locked import LockError, pins, require_lock

PROJECT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdef" * 4
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
FACTS = (PROJECT / "desktop" / "build_facts.py").read_text("utf-8")


def git(project: Path, *words: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(project), *who, *words], check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one committed file in every place that is wanted, and one elsewhere."""
    root = tmp_path / "project"
    for name in ("packaging/a.py", "requirements/a.txt", "resources/蔵.svg", "LICENSE", "NOTICE"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"one\n")
    (root / "desktop").mkdir()
    (root / "desktop" / "build_facts.py").write_text(FACTS, "utf-8", newline="\n")
    (root / "pyproject.toml").write_text('[project]\nversion = "3.2.1"\n', "utf-8")
    (root / "tests").mkdir()
    (root / "tests" / "test_x.py").write_bytes(b"")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


def test_the_copy_holds_what_is_committed_and_the_facts_of_the_build(
    project: Path, tmp_path: Path
) -> None:
    (project / "LICENSE").write_bytes(b"changed\n")
    (project / "desktop" / "untracked.py").write_bytes(b"")

    staged = stage.stage(project, tmp_path / "out", KEY)

    source = tmp_path / "out" / staged.source
    assert (source / "LICENSE").read_bytes() == b"one\n"
    assert (source / "resources" / "蔵.svg").read_bytes() == b"one\n"
    assert not (source / "desktop" / "untracked.py").exists()
    assert not (source / "tests").exists()
    found: dict[str, object] = {}
    exec((source / "desktop" / "build_facts.py").read_text("utf-8"), found)  # noqa: S102 - our own
    assert found["BUILD"] == staged.build == f"3.2.1+{staged.commit[:12]}"
    assert found["RELEASE_KEY"] == KEY
    assert (project / "desktop" / "build_facts.py").read_text("utf-8") == FACTS
    assert stage.read_staged(tmp_path / "out") == staged
    assert staged.epoch > 1_600_000_000


def test_a_working_tree_that_differs_says_so_in_the_name_of_the_build(
    project: Path, tmp_path: Path
) -> None:
    same = stage.stage(project, tmp_path / "out", working_tree=True)
    (project / "LICENSE").write_bytes(b"changed\n")
    changed = stage.stage(project, tmp_path / "out", working_tree=True)

    assert changed.build == same.build + ".changed"
    assert (tmp_path / "out" / "source" / "LICENSE").read_bytes() == b"changed\n"


def test_two_stagings_of_one_commit_are_the_same_bytes(project: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        stage.stage(project, tmp_path / name, KEY)

    read = [
        {
            path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("a", "b")
    ]
    assert read[0] == read[1]


def test_a_module_that_was_forgotten_in_the_commit_is_named_before_ten_minutes_of_freezing(
    project: Path, tmp_path: Path
) -> None:
    (project / "desktop" / "app.py").write_text("from desktop.later import x\n", "utf-8")
    git(project, "add", "desktop/app.py")
    git(project, "commit", "-qm", "second")
    (project / "desktop" / "later.py").write_text("x = 1\n", "utf-8")

    with pytest.raises(stage.StagingError, match=r"imported but not committed: desktop\.later"):
        stage.stage(project, tmp_path / "out")

    git(project, "add", "desktop/later.py")
    assert stage.stage(project, tmp_path / "out", working_tree=True).source == "source"


def test_a_tracked_file_that_is_gone_is_named(project: Path, tmp_path: Path) -> None:
    (project / "NOTICE").unlink()

    with pytest.raises(stage.StagingError, match="NOTICE is tracked but not there"):
        stage.stage(project, tmp_path / "out", working_tree=True)


@pytest.mark.parametrize("key", ["", "abc", KEY.upper(), KEY + "0", KEY[:-1] + "g", '" + x #'])
def test_what_is_no_key_never_reaches_the_code(key: str) -> None:
    with pytest.raises(stage.StagingError, match="64 hex digits"):
        stage.written_facts(FACTS, "1.0+x", key)


def test_a_file_of_facts_that_lost_a_line_is_noticed() -> None:
    with pytest.raises(stage.StagingError, match="BUILD"):
        stage.written_facts(FACTS.replace("BUILD: str", "BUILT: str"), "1.0+x", None)


def test_outside_a_repository_it_says_where_to_stage(tmp_path: Path) -> None:
    with pytest.raises(stage.StagingError, match="with git installed"):
        stage.git(tmp_path, "-C", str(tmp_path.parent / "nowhere"), "rev-parse", "HEAD")
    with pytest.raises(stage.StagingError, match=r"run packaging/stage\.py first"):
        stage.read_staged(tmp_path)


def test_a_package_of_another_version_or_a_missing_one_stops_the_build() -> None:
    require_lock("lock", f"pytest=={pytest.__version__}\n")

    lock = "pytest==0.0.1 \\\n    --hash=sha256:00\nno-such-package==1.0\n"
    assert pins(lock) == {"pytest": "0.0.1", "no-such-package": "1.0"}
    with pytest.raises(LockError) as refused:
        require_lock("lock", lock)
    assert "no-such-package 1.0 is locked but not installed" in str(refused.value)
    assert f"pytest 0.0.1 is locked but {pytest.__version__} is installed" in str(refused.value)
