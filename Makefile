# motcua: everything a person or a machine does with this tree. `make help` lists it.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check fix bench docs lock test-long dev packages

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
export PORT
ifdef DATABASE_URL
export DATABASE_URL
endif

# What does not wait for another is done beside it; lines of one recipe still follow one another.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --jobs=$(JOBS)
endif

PO := $(wildcard src/motcua/locale/*/LC_MESSAGES/*.po)
STATIC := $(shell find src -path '*/static/*' -type f 2>/dev/null)
PYTEST := MOTCUA_MODE=test $(BIN)/pytest
BESIDE := -n $(JOBS) --dist worksteal
ON_POSTGRES := MOTCUA_MODE=test $(BIN)/python tests/postgres.py

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: $(VENV)/.installed node_modules/.installed $(PO:.po=.mo) var/static/.collected ## everything the product needs, into .venv, node_modules and var

run: setup ## the product with demo data (PORT=8000 HOST=127.0.0.1 DATABASE_URL=postgres://…)
	@exec $(BIN)/motcua serve --demo --host $(HOST)

test: dev packages ## all tests on both engines, as CI runs them
	$(MAKE) --no-print-directory lint
	$(PYTEST) $(BESIDE) -m "not long" --ignore=tests/e2e tests src
	$(PYTEST) $(BESIDE) -m "not long" --reruns 2 --reruns-delay 2 tests/e2e
	$(ON_POSTGRES) $(BIN)/pytest $(BESIDE) -m "not long and not browser" --ignore=tests/e2e tests src

check: dev ## lint and the fast tests, in under three minutes
	$(MAKE) --no-print-directory lint
	$(PYTEST) $(BESIDE) -m "not long and not slow" --ignore=tests/e2e tests src

test-long: dev packages ## the full races, loads and kills
	$(PYTEST) -m long tests src
	$(ON_POSTGRES) --on-disk $(BIN)/pytest -m long tests src

fix: dev ## mend what tools can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev ## benchmarks beside raw SQL, on both engines
	$(BIN)/python -m bench
	$(BIN)/python tests/postgres.py --on-disk $(BIN)/python -m bench

docs: $(VENV)/.installed ## docs/reference, from the code
	MOTCUA_MODE=test $(BIN)/motcua docs

lock: dev ## new pinned versions into requirements*.lock and package-lock.json
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade requirements.in -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade requirements-dev.in -o requirements-dev.lock
	$(BIN)/python deploy/npm.py install --package-lock-only

# What the words above are made of

.PHONY: lint lint-style lint-types
lint: lint-types lint-style

lint-types:
	MOTCUA_MODE=test $(BIN)/mypy

lint-style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/lint-imports --no-logo

dev: setup $(VENV)/.installed-dev

packages: ## Debian packages that only tests need (a browser)
	@tests/packages

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.installed: package-lock.json $(VENV)/.installed
	$(BIN)/python deploy/npm.py ci --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

%.mo: %.po $(VENV)/.installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

var/static/.collected: $(STATIC) node_modules/.installed | $(PO:.po=.mo)
	MOTCUA_VAR=var $(BIN)/motcua collectstatic --noinput -v0
	@touch $@
