# Settings are given like so: make run PORT=9000. README.md lists them.

PYTHON_OF_SITE := .venv/bin/python
JOBS := auto

.PHONY: help run test lint bench

help: ## list what can be made here
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*##/:/'

run: ## start the site; the first time, install it and load a sample library
	@tools/install $(if $(filter postgres%,$(DATABASE_URL)),postgres)
	@$(PYTHON_OF_SITE) manage.py start

test: ## run all tests, installing what they need; TESTS= names some of them, JOBS= how many at once
	@tools/install test
	@tools/chromium
	@$(PYTHON_OF_SITE) -m pytest -n $(JOBS) --dist worksteal $(TESTS)

lint: ## check style and types
	@tools/install test lint
	@$(PYTHON_OF_SITE) -m ruff format --check .
	@$(PYTHON_OF_SITE) -m ruff check .
	@$(PYTHON_OF_SITE) -m mypy .

bench: ## measure speed
	@tools/install test
	@tools/chromium
	@$(PYTHON_OF_SITE) -m tests.bench
