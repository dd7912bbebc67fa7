# make run and make test are all that a fresh Debian or Ubuntu with Python 3.11 and make needs.
# On Windows, double-click run.cmd. On macOS these work too, with Python 3.11 or newer installed.

# The first Python that is new enough; name another with `make PYTHON=...`.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && exit; done; echo python3)

BIN := .venv/bin
READY := .venv/.ready
OFFSCREEN := .venv/.system-offscreen
WINDOW := .venv/.system-window
JOURNEY := .venv/.system-journey

# A window where there is a display (macOS always has one); pictures in a folder where there is none.
SCREEN := $(if $(filter Darwin,$(shell uname -s))$(DISPLAY)$(WAYLAND_DISPLAY),$(WINDOW),$(OFFSCREEN))

# Where it is set, every process of the tests and of the bench would compile all of our sources anew.
unexport PYTHONDONTWRITEBYTECODE

LINT := $(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy && $(BIN)/lint-imports

.PHONY: run test lint journey soak bench venv clean
.NOTPARALLEL:

run: $(READY) $(SCREEN)
	@$(BIN)/python scripts/run_practice.py

# Lint runs beside the tests, so that no core stands idle while mypy reads everything the first time; either may fail.
test: $(READY) $(OFFSCREEN)
	@words=$$(mktemp) && trap 'rm -f "$$words"' EXIT; \
	{ $(LINT); } >"$$words" 2>&1 & lint=$$!; \
	trap 'kill $$lint 2>/dev/null; exit 130' INT TERM; \
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not soak and not journey" -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder; \
	tests=$$?; wait $$lint; linted=$$?; cat "$$words"; \
	test $$linted -eq 0 || echo "Lint failed: see above."; \
	test $$tests -eq 0 && test $$linted -eq 0

lint: $(READY)
	$(LINT)

# pytest's exit 5 means that it found none; that is no failure only as long as none has been written.
journey: $(READY) $(JOURNEY)
	env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 \
	xvfb-run -a -s "-screen 0 1280x800x24 -noreset" dbus-run-session -- $(BIN)/python -m pytest -m journey \
	|| { test $$? -eq 5 && ! grep -rqs "mark\.journey" --include="test_*.py" tests && echo "There are no journeys yet."; }

soak: $(READY) $(OFFSCREEN)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m soak \
	|| { test $$? -eq 5 && ! grep -rqs "mark\.soak" --include="test_*.py" tests && echo "There are no soak tests yet."; }

bench: $(READY) $(OFFSCREEN)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m bench

venv: $(READY)

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): constraints.txt pyproject.toml scripts/make_venv.py scripts/debian.py
	@$(PYTHON) scripts/make_venv.py $@

$(OFFSCREEN) $(WINDOW) $(JOURNEY): scripts/system_packages.py scripts/debian.py | $(READY)
	@$(BIN)/python scripts/system_packages.py $(subst .system-,,$(notdir $@)) $@
