# Needs Python 3.11 or newer and make, nothing else. Everything lands in .venv; delete it to start afresh.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST_FLAGS ?= -n 2 --dist loadfile

.PHONY: demo test lint tests warm web bench coverage docs generate clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.core ## the flagship forecast: install, simulate, print, write the report
	$(BIN)/multipolar demo

test: lint tests ## what CI runs

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@ $(VENV)/.core

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check --quiet src tests tools verification benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

warm: $(VENV)/.dev ## compile the kernels once, before two test workers want them at the same time
	$(BIN)/multipolar warm

tests: warm
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

coverage: $(VENV)/.dev ## branches covered with compilation off, so that kernels count
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -m 'not slow and not browser and not node' --cov --cov-report=term

generate: $(VENV)/.dev ## write record types and reference pages anew from the sources
	$(BIN)/python tools/record_types.py
	$(BIN)/python tools/docs.py

$(VENV)/.docs: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[docs]'
	@touch $@ $(VENV)/.core

docs: $(VENV)/.docs ## the documentation site in site/; a warning is an error
	$(BIN)/python -m sphinx -E -W --keep-going -q -b html docs site

web: ## rebuild the page's scripts; needs Node
	cd web && npm ci && npm run build

bench: $(VENV)/.dev ## measured speeds, beside C and Mesa twins
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
