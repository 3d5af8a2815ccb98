"""What the rules look at: our modules as text and syntax trees, and the tracked files."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


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
    """The files git tracks; in a copy without git, all that is not made by tools."""
    done = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-z"],  # noqa: S607 - git lies where it lies
        capture_output=True,
        check=False,
    )
    if done.returncode == 0 and done.stdout:
        paths = [PROJECT / name for name in done.stdout.decode().split("\0") if name]
        return [path for path in paths if path.is_file()]
    made = {".venv", "build", "dist", ".git", "__pycache__"}
    return [
        path
        for path in PROJECT.rglob("*")
        if path.is_file() and not made.intersection(path.relative_to(PROJECT).parts)
    ]
