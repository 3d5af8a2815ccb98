"""What the rules look at: our modules as text and syntax trees, and the tracked files."""

import ast
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
MADE = {"build", "dist", "__pycache__"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module under ``desktop/`` by its path from the project, parsed."""
    return {
        path.relative_to(PROJECT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((PROJECT / "desktop").rglob("*.py"))
    }


def imported_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a tree imports, ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of every call written as ``name(…)`` or ``….name(…)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", None))
            if name:
                yield node.lineno, name


def class_bases(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of every base a class of the tree is written on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            names = (getattr(base, "attr", getattr(base, "id", "")) for base in node.bases)
            yield from ((node.lineno, name) for name in names)


def tracked_files() -> list[Path]:
    """The files git tracks; where git does not answer, all that no tool has made."""
    git = shutil.which("git")
    command = [git or "", "-C", str(PROJECT), "ls-files", "-z"]
    done = subprocess.run(command, capture_output=True, check=False) if git else None
    if done and done.stdout:
        paths = [PROJECT / name for name in done.stdout.decode().split("\0") if name]
        return [path for path in paths if path.is_file()]
    return sorted(path for path in _walked() if not made_by_tools(path))


def _walked() -> Iterator[Path]:
    """All files, without going down into folders that tools made: they hold tens of thousands."""
    for folder, below, names in os.walk(PROJECT):
        below[:] = [name for name in below if not made_by_tools(Path(folder, name, "x"))]
        yield from (Path(folder, name) for name in names)


def made_by_tools(path: Path) -> bool:
    """Whether a file lies in a folder that .gitignore names, or in git's own."""
    parts = path.relative_to(PROJECT).parts
    hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
    return hidden or bool(MADE.intersection(parts)) or any(p.endswith(".egg-info") for p in parts)
