# make run      everything that is needed, then Frankpledge on http://127.0.0.1:8000 (PORT and DATA change where)
#   with DEMO=yes, a copy of its own for trying things out: all made up, with an account for each role
# make test     the checks of `make lint`, then all tests
# make coverage the same tests, with the lines and branches that they reach counted: takes half as long again
# make lint     style, types, import contracts and templates
# make bench    how fast it is, beside what one would use instead
# make requirements   pin what requirements/*.in ask for (needs uv)
# make assets   styles and scripts only        make environment   the Python environment only

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: run test coverage lint bench requirements assets environment
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Settings are read when types and templates are checked; no database is opened.
FOR_CHECKS := DATABASE_URL=postgresql:///not-opened SECRET_KEY=only-for-checks

run: .venv/.base build/assets.stamp
	@exec $(BIN)/frankpledge run --stop-with $$PPID $(if $(DATA),--data "$(DATA)") $(if $(DEMO),--demonstration)

environment: .venv/.base

assets: build/assets.stamp

# --- the environment, made again only when what it is made from changes ---------------------------

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Frankpledge needs Python 3.11 or newer as $(PYTHON); found: $$($(PYTHON) --version 2>&1)."; \
	  echo "Name another with: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { \
	  echo "Python's venv is missing: on Debian and Ubuntu install python3-venv."; rm -rf .venv; exit 1; }
	@touch $@

.venv/.base: requirements/base.txt pyproject.toml .venv/.made
	@echo "Installing what Frankpledge needs..."
	@$(PIP) install --require-hashes --requirement requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.test: requirements/test.txt .venv/.base
	@echo "Installing what the tests need..."
	@$(PIP) install --require-hashes --requirement requirements/test.txt
	@touch $@

# What is measured beside us has an environment of its own: its pins are not ours.
.venv-bench/.made: requirements/bench.txt .venv/.made
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	@touch $@

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or newer."; exit 1; }
	@echo "Installing the front-end packages..."
	@npm ci --no-progress --loglevel=error
	@touch $@

build/assets.stamp: node_modules/.installed $(shell find frankpledge/web/styles frankpledge/web/scripts -type f 2>/dev/null | grep -v ' ')
	@npm run --silent build
	@touch $@

# --- checks ----------------------------------------------------------------------------------------

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(FOR_CHECKS) $(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --quiet --lint frankpledge/web/templates

test: .venv/.test build/assets.stamp lint
	@CHROMIUM="$$(sh tests/chromium.sh)" || exit 1; export CHROMIUM; \
	  FRANKPLEDGE_STOP_WITH=$$PPID exec $(BIN)/python -m pytest -n auto $(COUNTED)

coverage: COUNTED := --cov --cov-report=term
coverage: test

bench: .venv/.base .venv-bench/.made build/assets.stamp
	@$(BIN)/python -m bench

requirements:
	@command -v uv >/dev/null || { echo "uv is missing: see its documentation for how to install it."; exit 1; }
	@for name in base test bench; do \
	  uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	    --custom-compile-command "make requirements" requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done
