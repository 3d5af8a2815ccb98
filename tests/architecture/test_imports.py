"""The import contracts hold, and they bite."""

import shutil
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.architecture.source_tree import PROJECT, imported_names, modules

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# import name → distribution, where the two differ
DISTRIBUTIONS = {
    "PySide6": "pyside6-essentials",
    "argon2": "argon2-cffi",
    "fontTools": "fonttools",
    "markdown_it": "markdown-it-py",
    "msoffcrypto": "msoffcrypto-tool",
    "shiboken6": "pyside6-essentials",  # the other half of Qt for Python, pinned by it
    "stdnum": "python-stdnum",
}
PURE_VALUE_LIBRARIES = {
    *("jaconv", "stdnum", "phonenumbers", "rapidfuzz", "typing_extensions", "markdown_it"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the project or a copy of it."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"},
    )


def foreign_roots(tree_path: str) -> set[str]:
    """Third-party packages one module imports."""
    names = {name.split(".")[0] for _, name in imported_names(modules()[tree_path])}
    return names - set(sys.stdlib_module_names) - {"desktop"}


def test_all_contracts_are_kept() -> None:
    done = lint_imports(PROJECT)

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


VIOLATIONS = {
    "desktop/domain/zz_a.py": "import desktop.crypto",
    "desktop/store/zz_b.py": "import desktop.importers\nimport PySide6\nimport csv\nimport ctypes",
    "desktop/ui/zz_c.py": "import desktop.store\nimport sqlalchemy",
    "desktop/verify/zz_d.py": "import desktop.domain",
    "desktop/usecases/zz_e.py": "import desktop.verify\nimport socket\nimport openpyxl",
    "desktop/machine/zz_f.py": "import reportlab\nimport cryptography\nimport argon2",
}


def test_each_contract_would_be_broken_by_what_it_forbids(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "desktop", tmp_path / "desktop")
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for path, line in VIOLATIONS.items():
        (tmp_path / path).write_text(line + "\n", encoding="utf-8")

    done = lint_imports(tmp_path)

    facts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    contracts = facts["tool"]["importlinter"]["contracts"]
    assert f"0 kept, {len(contracts)} broken" in done.stdout, done.stdout


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("desktop", cache_dir=None)
    needs = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}

    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_every_library_in_use_is_a_declared_dependency() -> None:
    facts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {line.split("=")[0].split(">")[0].lower() for line in facts["dependencies"]}
    used = {name for path in modules() for name in foreign_roots(path)}

    wanted = {DISTRIBUTIONS.get(name, name.lower().replace("_", "-")) for name in used}
    assert wanted - declared == set()


def test_the_ground_floor_uses_pure_value_libraries_only() -> None:
    used = {path: foreign_roots(path) for path in modules() if path.startswith("desktop/domain/")}

    assert {p: names for p, names in used.items() if names - PURE_VALUE_LIBRARIES} == {}
