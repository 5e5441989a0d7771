# Everything starts here: `make run` serves Kaodian, `make test` proves it. Each sets up what it needs.

PYTHON ?= python3
VENV := .venv/bin/python
ifneq ($(UPGRADE),)
UPGRADING := --upgrade
endif
# The lock names public files only, whatever mirror the person who locks has configured.
COMPILE := env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(VENV) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(UPGRADING)

.DEFAULT_GOAL := help
.PHONY: help run test test-fast test-deep check bench bench-large bench-peers screenshots lock catalogues set-up set-up-run

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1	/p' Makefile | expand -t 14

run: set-up-run ## set up everything and serve on http://localhost:8000 (HOST, PORT and KAODIAN_HOME change it)
	@exec $(VENV) -m learn.serve

test: set-up ## run everything: checks, tests on SQLite and on PostgreSQL, journeys in Chromium
	@$(VENV) -m tools.suite check sqlite postgresql browser

test-fast: set-up ## run the checks and the quick tests on SQLite, in under a minute
	@$(VENV) -m tools.suite check quick

test-deep: set-up ## run everything with the full counts of the long properties
	@KAODIAN_DEEP=1 $(VENV) -m tools.suite check sqlite postgresql browser

check: set-up ## lint, format, types, migrations, catalogues, notes and licences
	@$(VENV) -m tools.suite check

bench: set-up ## measure: one JSON line per measure
	@$(VENV) -m tests.bench

bench-large: set-up ## measure the home page and the progress page at one and at ten million reviews
	@$(VENV) -m tests.bench.dashboards 1000000 10000000

bench-peers: set-up ## measure our answer over HTTP beside Anki's, which is installed into var/peers
	@$(VENV) -m tests.bench.peers

screenshots: set-up ## take the pictures in docs/screenshots anew
	@$(VENV) -m tests.screenshots

catalogues: set-up ## extract the texts of the interface into learn/locale
	@$(VENV) manage.py catalogues --update

lock: set-up ## write requirements*.txt from requirements*.in (UPGRADE=1 takes newer versions)
	@$(COMPILE) --output-file requirements.txt requirements.in
	@$(COMPILE) --output-file requirements-dev.txt requirements-dev.in

set-up-run:
	@$(PYTHON) tools/environment.py requirements.txt

set-up:
	@$(PYTHON) tools/environment.py requirements-dev.txt requirements.txt
