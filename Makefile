# Needs Python 3.11 or newer and make, nothing else. Everything lands in .venv; delete it to start afresh.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCS := .venv-docs
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --constraint constraints.txt --editable
PYTEST_FLAGS ?= -n 2 --dist loadfile
BASE ?= main
FILES ?=
KERNELS := mechanisms diplomacy numerics model
DAILY := not walk and not long
PLAIN := not slow and not browser and not node and not compiled and not long
COVERAGE_BAR := 85

.PHONY: demo test quick lint check-format types imports warm tests tests-compiled tests-plain golden browser long walks backtest newest-numba coverage mutate generate generated \
	docs release web web-compare bench clean help
.DEFAULT_GOAL := demo

demo: $(VENV)/.core ## the flagship forecast: install, simulate, print, write the report
	$(BIN)/multipolar demo

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "make %-15s %s\n", $$1, $$2}'

test: lint tests ## what CI runs on every change

quick: $(VENV)/.dev ## under a minute: lint, generated files and uncompiled tests of what differs from BASE (main)
	$(BIN)/python tools/quick.py --base $(BASE)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) '.[dev,bench]'
	@touch $@ $(VENV)/.core

$(DOCS)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt --editable '.[docs]'
	@touch $@

$(VENV)/.release: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) '.[release]'
	@touch $@ $(VENV)/.core

lint: check-format types imports ## style, format, types, layers

check-format: $(VENV)/.dev ## ruff: rules and format
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check --quiet src tests tools verification benchmarks docs

types: $(VENV)/.dev ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/.dev ## layers between the packages
	$(BIN)/lint-imports

warm: $(VENV)/.dev ## compile the kernels once, before two test workers want them at the same time
	$(BIN)/multipolar warm

tests: tests-compiled tests-plain ## the daily suite, then the kernels' unit tests without compilation

tests-compiled: warm ## the daily suite: all but what is marked long or walk
	$(BIN)/python -m pytest $(PYTEST_FLAGS) -m '$(DAILY)'

tests-plain: $(VENV)/.dev ## unit tests of the kernels without compilation
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -q $(PYTEST_FLAGS) -m '$(PLAIN)' $(addprefix tests/,$(KERNELS))

golden: warm ## the flagship's numbers, to the last bit; MULTIPOLAR_COMPILER=stock tries numba's own compiler
	$(BIN)/python -m pytest -q tests/golden tests/reference

browser: $(VENV)/.dev ## tests of the page in Chromium and of its scripts in Node, neither of which may be skipped
	$(PIP) install --constraint constraints.txt playwright
	[ -d web/node_modules ] || (cd web && npm ci --silent --no-audit --no-fund)
	MULTIPOLAR_REQUIRE_BROWSER=1 $(BIN)/python -m pytest -q -m '(browser or node) and $(DAILY)' tests/browser tests/report

long: warm ## all of what the daily suite tries a part of, and the kernels' unit tests compiled; half an hour
	$(PIP) install --constraint constraints.txt playwright
	[ -d web/node_modules ] || (cd web && npm ci --silent --no-audit --no-fund)
	MULTIPOLAR_REQUIRE_BROWSER=1 $(BIN)/python -m pytest $(PYTEST_FLAGS) -m 'long and not walk'
	MULTIPOLAR_MUTATION_PART=24 $(BIN)/python -m pytest -q tests/laws/test_check_and_run.py

walks: warm ## whole tasks in the workbench, in Chromium on its real server; minutes
	$(PIP) install --constraint constraints.txt playwright
	MULTIPOLAR_REQUIRE_BROWSER=1 $(BIN)/python -m pytest -q -m walk tests/browser tests/workbench

backtest: warm ## past wars forecast and scored; writes docs/results/backtests.md
	$(BIN)/python -m verification.backtests --members 4000

newest-numba: $(VENV)/.dev ## the suite with the newest numba there is, whatever is pinned
	$(PIP) install --upgrade numba llvmlite
	$(BIN)/multipolar doctor
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

coverage: $(VENV)/.dev ## branches of the kernels covered by their unit tests, compilation off; fails below COVERAGE_BAR percent
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -q $(PYTEST_FLAGS) -m '$(PLAIN)' --cov --cov-report=json:.coverage.json \
		$(addprefix tests/,$(KERNELS) engine reference)
	$(BIN)/python tools/branches.py --least $(COVERAGE_BAR) $(KERNELS) engine

mutate: $(VENV)/.dev ## change laws on purpose and see whether their tests notice; FILES="..." for some, else all that changed
	$(BIN)/python -m verification.mutants $(if $(FILES),--files $(FILES) --no-keep,--changed)

generate: $(VENV)/.dev ## write every generated file anew from the sources
	$(BIN)/python tools/generate.py

generated: $(VENV)/.dev ## fail where a generated file is stale
	$(BIN)/python tools/generate.py --check

docs: $(DOCS)/.installed ## the documentation site in site/, from an environment of its own; a warning is an error
	$(DOCS)/bin/python -m sphinx -E -W --keep-going -q -b html docs site

release: $(VENV)/.release ## build wheel and sdist into dist/ and check them in a clean environment
	$(BIN)/python tools/release.py

web: ## build the page's scripts anew; needs Node
	cd web && npm ci && npm run build

web-compare: web ## fail where the committed scripts are not what the build gives
	git diff --exit-code --stat -- src/multipolar/report/static src/multipolar/workbench/static

bench: $(VENV)/.dev ## measured speeds, beside C and Mesa twins
	$(BIN)/python -m benchmarks

clean: ## remove everything that was installed or built
	rm -rf $(VENV) $(DOCS) build dist site .coverage .coverage.json .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
