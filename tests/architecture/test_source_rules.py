"""Rules every module of ours keeps, read from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import PROJECT, calls, imported_names, modules

LINES = 400
# the one door through which heavy rooms are loaded after the sign-in window has painted
LATE_IMPORTS = {("desktop/app.py", "open_room")}
# everyone else asks for a scratch folder here, so that clear text has one place to be looked for
TEMPFILE_ALLOWED = {"desktop/machine/scratch.py"}
NETWORK = (
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngine", "PySide6.QtWebView"),
    *("PySide6.QtHttpServer", "PySide6.QtBluetooth", "PySide6.QtNfc"),
    *("urllib.request", "urllib.error", "multiprocessing.managers", "logging.handlers"),
)


def is_command_line(path: str) -> bool:
    """Whether a module talks to a terminal by trade."""
    return path == "desktop/__main__.py" or path.startswith(
        ("desktop/commands/", "desktop/verify/")
    )


def late_imports(path: str, tree: ast.Module) -> Iterator[str]:
    """Every import hidden in a function or class, written or called."""
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if (path, scope.name) in LATE_IMPORTS:
            continue
        yield from (f"{path}:{line} {name}" for line, name in imported_names(scope))
        yield from (
            f"{path}:{line} {name}"
            for line, name in calls(scope)
            if name in {"import_module", "__import__"}
        )


def test_there_are_modules_to_look_at() -> None:
    assert len(modules()) > 20


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {path: len((PROJECT / path).read_text("utf-8").splitlines()) for path in modules()}

    assert {path: lines for path, lines in lengths.items() if lines > LINES} == {}


def test_no_import_is_hidden_behind_type_checking() -> None:
    guilty = [
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if "TYPE_CHECKING" in (getattr(node, "id", ""), getattr(node, "attr", ""))
    ]

    assert guilty == []


def test_no_import_is_hidden_inside_a_function() -> None:
    guilty = [line for path, tree in modules().items() for line in late_imports(path, tree)]

    assert guilty == []


def test_a_hidden_import_would_be_found() -> None:
    tree = ast.parse("def f():\n    import os\n    importlib.import_module('a')\n")

    assert [*late_imports("desktop/x.py", tree)] == [
        "desktop/x.py:2 os",
        "desktop/x.py:3 import_module",
    ]


def test_only_the_command_line_prints() -> None:
    guilty = [
        f"{path}:{line}"
        for path, tree in modules().items()
        if not is_command_line(path)
        for line, name in calls(tree)
        if name == "print"
    ]

    assert guilty == []


def test_temporary_files_are_made_in_one_place_only() -> None:
    guilty = [
        f"{path}:{line}"
        for path, tree in modules().items()
        if path not in TEMPFILE_ALLOWED
        for line, name in imported_names(tree)
        if name.split(".")[0] == "tempfile"
    ]

    assert guilty == []


def test_no_networking_part_of_a_permitted_package_is_imported() -> None:
    guilty = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        for line, name in imported_names(tree)
        if name.startswith(NETWORK)
    ]

    assert guilty == []


@pytest.mark.parametrize("folder", ["packaging", "resources"])
def test_folders_named_like_libraries_are_no_packages(folder: str) -> None:
    assert [*(PROJECT / folder).rglob("__init__.py")] == []


def test_data_folders_hold_no_code() -> None:
    assert [path.name for path in Path(PROJECT / "resources").rglob("*.py")] == []
