"""Copies the committed files a program is built from into an empty folder, with its facts inside.

``python packaging/stage.py`` needs git, no package and no network. What is not committed, tests and
documents stay outside. ``desktop/build_facts.py`` is written anew in the copy, never in the tree.
"""

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from version_info import project_version

PROJECT = Path(__file__).resolve().parent.parent
WANTED = (
    "desktop",
    "packaging",
    "requirements",
    "resources",
    "pyproject.toml",
    "LICENSE",
    "NOTICE",
)
FACTS_FILE = Path("desktop", "build_facts.py")
NOTE = "staged.json"
CHANGED = ".changed"
_KEY = re.compile(r"[0-9a-f]{64}")


class StagingError(Exception):
    """The tree cannot be staged; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What a build is made from; ``epoch`` is the time of the commit, in seconds since 1970."""

    source: str
    commit: str
    epoch: int
    build: str
    release_key: str | None


def run_git(project: Path, *words: str) -> bytes:
    """What git answers about the project.

    Raises:
        StagingError: there is no git, or no repository.
    """
    try:
        done = subprocess.run(
            ["git", "-C", str(project), *words],  # noqa: S607 - the git of this machine's PATH
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        problem = f"git {' '.join(words)} failed in {project}: stage in a clone, with git installed"
        raise StagingError(problem) from error
    return done.stdout


def git(project: Path, *words: str) -> str:
    """The same as text."""
    return run_git(project, *words).decode("utf-8")


def changed_files(project: Path) -> list[str]:
    """The tracked files that differ from the commit."""
    listed = git(project, "diff", "--name-only", "-z", "HEAD", "--", *WANTED).split("\0")
    return [name for name in listed if name]


def copy_committed(project: Path, source: Path) -> None:
    """Fill ``source`` from the commit, line ends as committed."""
    plain = ("-c", "core.autocrlf=false", "-c", "core.eol=lf")
    packed = run_git(project, *plain, "archive", "--format=tar", "HEAD", "--", *WANTED)
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(source, filter="data")


def copy_working_tree(project: Path, source: Path) -> None:
    """Fill ``source`` with the tracked files as they lie there now.

    Raises:
        StagingError: one is missing.
    """
    for name in filter(None, git(project, "ls-files", "-z", "--", *WANTED).split("\0")):
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(project / name, target)
        except FileNotFoundError as error:
            problem = f"{name} is tracked but not there: restore it or commit its removal"
            raise StagingError(problem) from error


def written_facts(text: str, build: str, release_key: str | None) -> str:
    """The text of ``build_facts.py`` with both facts replaced.

    Raises:
        StagingError: the key is no Ed25519 key in hex, or a fact was not found exactly once.
    """
    if release_key is not None and _KEY.fullmatch(release_key) is None:
        problem = "the release key must be 64 hex digits (an Ed25519 public key)"
        raise StagingError(problem)
    key = "None" if release_key is None else json.dumps(release_key)
    for pattern, value in (
        (r"^BUILD: str = .*$", f"BUILD: str = {json.dumps(build)}"),
        (r"^RELEASE_KEY: str \| None = .*$", f"RELEASE_KEY: str | None = {key}"),
    ):
        text, found = re.subn(pattern, value, text, flags=re.MULTILINE)
        if found != 1:
            problem = f"{FACTS_FILE.as_posix()} no longer has one line {pattern}"
            raise StagingError(problem)
    return text


def lost_modules(source: Path) -> list[str]:
    """Modules of ours that something in the copy imports and that are not in it."""
    lost = set()
    for path in (source / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop."):
                place = source.joinpath(*str(node.module).split("."))
                if not (place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()):
                    lost.add(str(node.module))
    return sorted(lost)


def stage(
    project: Path, out: Path, release_key: str | None = None, *, working_tree: bool = False
) -> Staged:
    """Fill ``out/source`` and leave ``out/staged.json`` beside it.

    Args:
        project: the checkout.
        out: where to; only ``source`` and the note in it are touched.
        release_key: see ``desktop/build_facts.py``.
        working_tree: take the files as they lie there; a build of changed ones says so in its name.

    Raises:
        StagingError: git does not answer, a file is missing, or the key is none.
    """
    source = out / "source"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    (copy_working_tree if working_tree else copy_committed)(project, source)
    if lost := lost_modules(source):
        problem = f"imported but not committed: {', '.join(lost)}"
        raise StagingError(problem)
    commit = git(project, "rev-parse", "HEAD").strip()
    epoch = int(git(project, "show", "-s", "--format=%ct", "HEAD"))
    mark = CHANGED if working_tree and changed_files(project) else ""
    build = f"{project_version(source)}+{commit[:12]}{mark}"
    facts = source / FACTS_FILE
    text = written_facts(facts.read_text(encoding="utf-8"), build, release_key)
    facts.write_text(text, encoding="utf-8", newline="\n")
    staged = Staged(source.name, commit, epoch, build, release_key)
    note = json.dumps(asdict(staged), indent=1)
    (out / NOTE).write_text(note + "\n", encoding="utf-8")
    return staged


def read_staged(out: Path) -> Staged:
    """What an earlier ``stage`` left in ``out``.

    Raises:
        StagingError: nothing was staged there.
    """
    try:
        return Staged(**json.loads((out / NOTE).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        problem = f"nothing is staged in {out}: run packaging/stage.py first"
        raise StagingError(problem) from error


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be said about a staging, here and in ``freeze.py``."""
    parser.add_argument("--release-key", metavar="HEX", help="whose release lists it believes")
    parser.add_argument(
        "--working-tree", action="store_true", help="files as they lie there, not as committed"
    )


def main(arguments: list[str] | None = None) -> int:
    """Stage the tree this script lies in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "windows")
    add_options(parser)
    asked = parser.parse_args(arguments)
    try:
        staged = stage(
            PROJECT, asked.out.resolve(), asked.release_key, working_tree=asked.working_tree
        )
        left = [] if asked.working_tree else changed_files(PROJECT)
    except StagingError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    if left:
        print(f"{len(left)} changed files were taken as committed; --working-tree takes them as is")
    print(f"staged  {staged.build}  {asked.out / staged.source}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
