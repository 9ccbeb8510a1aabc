# What can be done here. `make run` and `make test` are all a new machine needs: Python 3.11 or newer and make.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check check-types check-rest format journeys bench screenshots pins clean

help:  ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

# Fonts and tokens. A machine without npm gets one from a wheel.
node_modules/run.stamp: package.json package-lock.json | $(VENV)/run.stamp
	sh tools/npm.sh ci --omit=dev
	touch $@

node_modules/test.stamp: package.json package-lock.json | $(VENV)/run.stamp
	sh tools/npm.sh ci
	touch $@ node_modules/run.stamp

run: $(VENV)/run.stamp node_modules/run.stamp  ## start everything with a small synthetic country, on PORT
	$(BIN)/guichet run --port $(PORT)

test: $(VENV)/test.stamp node_modules/test.stamp  ## every test, as on a clean machine
	sh tools/browser.sh
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n auto --dist worksteal
	$(MAKE) --no-print-directory journeys
	$(BIN)/python -m bench --short

check: $(VENV)/test.stamp  ## format, lint, types, contracts, templates, migrations, messages
	$(MAKE) --no-print-directory --jobs=2 check-types check-rest

# Half of the time of all checks, beside the other half.
check-types: $(VENV)/test.stamp
	$(BIN)/mypy

check-rest: $(VENV)/test.stamp
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint src
	DJANGO_SETTINGS_MODULE=guichet.config.settings.test $(BIN)/guichet makemigrations --check --dry-run
	$(BIN)/guichet messages --check
	$(BIN)/guichet messages --compile && DJANGO_SETTINGS_MODULE=guichet.config.settings.test $(BIN)/guichet document --check

format: $(VENV)/test.stamp  ## let the formatter put everything in order
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

journeys: $(VENV)/test.stamp node_modules/test.stamp  ## given, when, then, in a real browser
	sh tools/browser.sh
	$(BIN)/pytest -n auto --maxprocesses=4 --dist loadscope tests/journeys

bench: $(VENV)/test.stamp  ## measure, beside a floor taken in the same run
	$(BIN)/python -m bench

screenshots: $(VENV)/test.stamp node_modules/test.stamp  ## draw the README's pictures afresh
	sh tools/browser.sh
	$(BIN)/python -m tests.screenshots

pins:  ## pin what requirements/*.in asks for
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/base.in -o requirements/base.txt
	uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/dev.in -o requirements/dev.txt

clean:  ## remove what was installed and the data under var/
	rm -rf $(VENV) node_modules var
