# Kuracho（蔵帳）: thin on purpose; what a target does is in packaging/setup_venv.py and in `kuracho`.
# Windows developers type the commands of README.md instead.

PYTHON := .venv/bin/python
WORKERS ?= 2
export PYTHONUTF8 := 1
# larger yardsticks for the benchmarks, where the library folder lies beside the checkout
ifneq ($(wildcard ../shared),)
export KURACHO_YARDSTICKS ?= $(abspath ../shared)
endif

.PHONY: setup run test check format lint types contracts tour help-pictures bench windows lock clean

setup:
	@python3 packaging/setup_venv.py

# with a screen: the window on the drill store; without one: the same windows, driven offscreen
run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    exec $(PYTHON) -m desktop demo build/demo; \
	else \
	    QT_QPA_PLATFORM=offscreen exec $(PYTHON) -m desktop demo build/demo --tour build/tour; \
	fi

test: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

# all four are run even if one fails: make -k check
check: format lint types contracts

format: setup
	$(PYTHON) -m ruff format --check .

lint: setup
	$(PYTHON) -m ruff check .

types: setup
	$(PYTHON) -m mypy

contracts: setup
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-logo

tour: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m desktop demo build/demo --tour build/tour

# the pictures of the manual, from a fresh tour in a folder whose name is nobody's; committed.
# Those in the tree were taken by the Windows program (C:\Kuracho-Kunren), as readers see it
help-pictures: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m desktop demo /tmp/Kuracho-Kunren --tour build/tour
	$(PYTHON) packaging/help_pictures.py build/tour

bench: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.bench

# the signed Windows program and its installer, made and proven (under Wine where this is no Windows);
# WINDOWS="--certificate C.pem --key K.pem ..." signs what is delivered, see packaging/windows.py
windows: setup
	@python3 packaging/setup_venv.py --windows
	$(PYTHON) packaging/windows.py $(WINDOWS)

lock: setup
	$(PYTHON) packaging/lock.py

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
