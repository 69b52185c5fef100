# Commands of the portal; bare `make` lists them. Each may be run twice without harm.
SHELL := /bin/bash
PYTHON3 ?= python3
VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8000
export PORT

.DEFAULT_GOAL := help
.PHONY: help run dev test test-fast lint bench format messages requirements clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(VENV)/bin/python:
	$(PYTHON3) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/.run $@

run: $(VENV)/.run ## the portal with demo content on http://localhost:8000 (PORT)
	@exec $(PYTHON) deploy/run.py

dev: $(VENV)/.run ## the same with DEBUG and autoreload
	@exec $(PYTHON) deploy/run.py --dev

test: $(VENV)/.dev ## all tests; installs the browser that they need when run as root
	@deploy/install-test-tools
	$(PYTHON) -m pytest -n 2 --dist loadgroup

test-fast: $(VENV)/.dev ## the tests that need no server and no browser
	$(PYTHON) -m pytest -n 2 --dist loadgroup -m "not slow and not browser"

lint: $(VENV)/.dev ## ruff, djlint, mypy, import-linter, missing migrations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --quiet --lint site legal news home procedures media_assets feedback
	$(VENV)/bin/mypy site/portal home legal news procedures media_assets feedback
	PYTHONPATH=site:. $(VENV)/bin/lint-imports
	DJANGO_SETTINGS_MODULE=portal.settings.test $(PYTHON) manage.py makemigrations --check --dry-run

bench: $(VENV)/.dev ## the measurements, against their bars; exits 1 when one is missed
	$(PYTHON) -m bench

format: $(VENV)/.dev ## write code the way that lint wants it
	$(VENV)/bin/ruff check --fix --quiet .
	$(VENV)/bin/ruff format --quiet .

messages: $(VENV)/.dev ## collect what people see into the rooms' catalogues (needs Debian's gettext) and compile them
	$(PYTHON) deploy/messages.py

requirements: $(VENV)/.dev ## pin requirements.in and requirements-dev.in anew
	$(VENV)/bin/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.txt requirements.in
	$(VENV)/bin/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements-dev.txt requirements-dev.in

clean: ## remove the environment and the caches (not the data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
