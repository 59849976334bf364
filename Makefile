# Bundlinje: everything a person types. `make` alone shows the list.
# A machine needs Python 3.11 or newer and make; the rest comes into .venv from the locked versions in requirements/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:

# A run starts Python hundreds of times: what was compiled once is kept, whatever the machine's habit is.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
STAMP := .venv/.set-up
LOCKS := requirements/setup.lock requirements/dev.lock
WORKERS ?= auto
ARGS ?=
PYTEST = $(BIN)/python -m pytest -q -n $(WORKERS) --maxprocesses=8 --dist worksteal
# Of the tests that ARGS choose, a part of the run may hold none: pytest then answers 5.
OR_NONE = $(if $(ARGS),|| test $$? -eq 5)

# The first of these that is Python 3.11 or newer and able to make a virtual environment.
FIND_PYTHON = for python in $${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3}; do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then echo "$$python"; exit 0; fi; done; \
	  echo 'Bundlinje needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv).' >&2; \
	  echo 'If you have it under another name: make PYTHON=/path/to/python …' >&2; exit 1

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS=$$'\t' read -r target text; do \
	  printf '  make %-14s %s\n' "$$target" "$$text"; done

# Ctrl-C closes the office in good order, and that is no failure.
.PHONY: demo
demo: set-up ## Show the Aarhus fund, then open its office on this machine until Ctrl-C (ARGS=--once: open, ask, close)
	@$(BIN)/bundlinje demo
	@trap : INT; $(BIN)/bundlinje-web demo $(ARGS)

.PHONY: demo-terminal
demo-terminal: set-up ## Show the Aarhus fund in the terminal: tables, what does not add up, one settlement opened
	@$(BIN)/bundlinje demo $(ARGS)

# Style and types are looked at beside the tests, which leave them a core now and then, and are told after them.
.PHONY: test
test: set-up programs ## Check everything: style, types, directions of import, every test, coverage of the money path
	@said="$$(mktemp)"; $(MAKE) lint >"$$said" 2>&1 & lint=$$!; \
	trap 'kill $$lint 2>/dev/null || true; rm -f "$$said"' EXIT; \
	wrong=0; $(MAKE) tests || wrong=$$?; wait $$lint || wrong=$$?; cat "$$said"; exit $$wrong

# The engine with the coverage of its money path; the application with its browser, whose long tests come first; on the
# other database what uses one, each file in one process, since on a server each process tells the story anew. All three
# are run whatever the first has found.
.PHONY: tests
tests: set-up programs ## Run every test without looking at style and types; coverage of the money path
	@wrong=0; \
	$(PYTEST) --cov --cov-report=term --ignore=tests/bundlinje_web --ignore=tests/browser $(ARGS) $(OR_NONE) || wrong=1; \
	$(PYTEST) tests/browser tests/bundlinje_web $(ARGS) $(OR_NONE) || wrong=1; \
	$(BIN)/python tools/postgres.py run -- \
	  $(PYTEST) --dist loadfile --database-only tests/bundlinje_web $(ARGS) $(OR_NONE) || wrong=1; \
	exit $$wrong

.PHONY: lint
lint: set-up ## Check style, types and directions of import only
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo 'Some files are not formatted: run make format' >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo

.PHONY: programs
programs: set-up ## Have LibreOffice Calc, Chromium and PostgreSQL here for the tests: installed if apt can
	@$(BIN)/python tools/programs.py

.PHONY: format
format: set-up ## Format the code, and write the tables in the documents that are made from the code
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python tools/rooms.py
	@$(BIN)/python tools/tables.py

.PHONY: requirements
requirements: set-up ## Say which requirements are proven by which tests; ARGS=--json for a program to read
	@$(BIN)/python tools/requirements.py $(ARGS)

.PHONY: benchmark
benchmark: set-up ## Measure speed and memory against other tools on the same work
	@$(BIN)/python -m benchmarks $(ARGS)

.PHONY: lock
lock: set-up ## Choose the newest versions that fit pyproject.toml and write them to requirements/
	@$(BIN)/python tools/lock.py

.PHONY: set-up
set-up: $(STAMP) ## Make .venv with the locked versions and bring style sheets and fonts; again only when they change
	@$(BIN)/python tools/assets.py

# uv is quick; where it cannot reach what the machine's own pip settings can, pip does the same work.
$(STAMP): $(LOCKS)
	@python="$$($(FIND_PYTHON))"; \
	echo "Setting up .venv with $$($$python --version): this takes a minute the first time." >&2; \
	test -x $(BIN)/python && $(BIN)/python -c '' 2>/dev/null || "$$python" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.lock
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.lock \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)
