# Everything a person types while working here. `make` alone prints the list.
# Needs GNU make, and Python 3.11 or later; name another one with `make PYTHON=python3.13 test`.

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOG := $(VENV)/install.log
LOCK_VENV := build/lock-venv
LOCK := $(LOCK_VENV)/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --annotation-style line --custom-compile-command "make lock" $(ARGS) pyproject.toml

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo demo-check test properties check bench screenshots lock format generate clean

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

install: $(VENV)/.installed ## Make .venv from the lock (every other target does it when it must)
	@:

demo: $(VENV)/.installed ## Start the platform with made-up municipalities, offices and people
	@CARE_DATA_DIR="$${CARE_DATA_DIR:-$(CURDIR)/.care-platform}" $(BIN)/care-platform demo $(ARGS)

demo-check: $(VENV)/.installed ## Walk through the demonstration by machine and stop
	@CARE_DATA_DIR="$${CARE_DATA_DIR:-$(CURDIR)/.care-platform}" $(BIN)/care-platform demo --check $(ARGS)

test: $(VENV)/.installed ## Run the whole suite; ARGS="-k upload" runs a part
	@$(BIN)/pytest $(ARGS)

properties: $(VENV)/.installed ## Send random records of every kind by every carrier, for long
	@CARE_PROPERTY_EXAMPLES="$${CARE_PROPERTY_EXAMPLES:-100}" $(BIN)/pytest -q tests/integration/records/test_every_carrier.py $(ARGS)

check: $(VENV)/.installed ## Style, types, layers, and whether generated files are current
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Run 'make format'."; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.generate --check

bench: $(VENV)/.installed ## Measure, each figure beside its floor
	@$(BIN)/python -m benchmarks $(ARGS)

screenshots: $(VENV)/.installed ## Every page in both languages and two widths, into screenshots/
	@$(BIN)/python -m tools.screenshots $(ARGS)

format: $(VENV)/.installed ## Put the code in the house style
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

generate: $(VENV)/.installed ## Write the generated documents and schemas again
	@$(BIN)/python -m tools.generate

lock: ## Pin every dependency again; ARGS=--upgrade takes the newest of each
	@rm -rf $(LOCK_VENV) && $(PYTHON) -m venv $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check --quiet install "uv>=0.9"
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@rm -rf $(LOCK_VENV)

clean: ## Remove what the targets above made, the demonstration's data too
	@rm -rf $(VENV) .care-platform build dist *.egg-info
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Three stamps, so that a change reruns only what it touches: the interpreter, the lock, the project itself.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed, and '$(PYTHON)' is not that: $$($(PYTHON) --version 2>&1)."; \
		echo "Name another one, for example: make PYTHON=python3.11 test"; exit 1; } >&2
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python's venv module does not work; on Debian and Ubuntu install python3-venv." >&2; exit 1; }
	@touch $@

$(VENV)/.locked: $(VENV)/.made requirements-dev.lock
	@echo "Installing the locked packages into $(VENV); the first time takes about a minute." >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock > $(LOG) 2>&1 || { cat $(LOG) >&2; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(PIP) install --no-build-isolation --no-deps --editable . > $(LOG) 2>&1 || { cat $(LOG) >&2; exit 1; }
	@touch $@
