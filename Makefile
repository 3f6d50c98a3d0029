# Every target explains itself: `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
export HOST ?= 127.0.0.1
export PORT ?= 8000

BIN := .venv/bin
FLASK := $(BIN)/flask --app app
# uv installs in seconds what takes pip minutes; both check the hashes of the same file.
ifneq ($(shell command -v uv),)
MAKE_VENV := uv venv --quiet --allow-existing --python $(PYTHON) .venv
INSTALL := uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r
else
MAKE_VENV := $(PYTHON) -m venv .venv
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes -r
endif
PLOTLY_VERSION := 4.1.1
# sha512 of the npm package plotly.js, of which only the stylesheet is kept (see docs/decisions.md).
PLOTLY_SHA512 := 7d82c03a3d3dd7ff8ce21d6b9ad548911229764cf9fcff4874d51e07dc0a982532bdec2e51d942611e6bcaa0d63fb09bdfa0e7e04bd2aece982af449f6e90d75

.PHONY: help run demo assets test check-all lint types unit fast long e2e engines browser browsers bench validate words screenshots lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT, HOST and DATABASE_URL change where it listens and where the diaries are kept."

run: .venv/.runtime assets ## Install what is missing, prepare the database, serve on http://127.0.0.1:8000
	@$(FLASK) migrate
	@echo "Tidemark is at http://$(HOST):$(PORT) - stop it with Ctrl+C."
	@exec $(BIN)/gunicorn --config gunicorn.conf.py 'app:create_app()'

demo: .venv/.runtime ## Add a patient with the made-up example diary, to sign in with
	@$(FLASK) migrate
	@$(FLASK) demo

test: lint types unit e2e ## Run every check but the long ones: style, types, tests, a real browser

check-all: test long engines ## Run the checks that take many minutes too

lint: .venv/.dev ## Check style and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/.dev ## Check types, strictly
	$(BIN)/mypy

unit: .venv/.dev ## Run all tests but those in a browser
	$(BIN)/pytest -q -n 2

# Kept byte code spares a third of the time, even where the environment asks for none.
fast: export PYTHONDONTWRITEBYTECODE :=
fast: .venv/.dev ## Run the fast tests only: facts, detector, files, use-cases
	$(BIN)/pytest -q -m 'not e2e and not long and not slow'

long: .venv/.dev ## Run the tests that repeat over hundreds of diaries
	$(BIN)/pytest -q -n 2 -m long

e2e: .venv/.dev assets browser ## Run the tests in headless Chromium
	$(BIN)/pytest -q -n 2 -m e2e tests/e2e

engines: .venv/.dev assets browsers ## Walk through a day in Chromium, Firefox and WebKit
	$(BIN)/pytest -q -m e2e tests/engines

validate: .venv/.runtime ## Measure the advisory on simulated people and write docs/validation.md
	$(FLASK) validate

words: .venv/.dev ## Grade every page for reading and write docs/words.md
	$(BIN)/python -m tests.words.table

bench: .venv/.dev ## Print what each page costs the server, and fail where that is too much
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench postgresql

screenshots: .venv/.dev assets browser ## Take the README's pictures anew, and every page's into .make/pages
	$(BIN)/python -m tests.e2e.screenshots
	$(BIN)/python -m tests.e2e.contact_sheet

lock: ## Pin the dependencies of pyproject.toml anew (needs uv)
	uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q -o requirements.txt
	uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q -o requirements-dev.txt

clean: ## Remove what was installed; diaries in instance/ stay
	rm -rf .venv node_modules static/vendor .make

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(MAKE_VENV) || { echo "Install Debian's python3-venv, then try again."; exit 1; }

.venv/.runtime: requirements.txt | .venv/bin/python
	$(INSTALL) requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	$(INSTALL) requirements-dev.txt
	@touch .venv/.runtime $@

# Both are comforts: without npm the app runs with its drawn charts and the system's letters.
assets:
	@$(MAKE) --no-print-directory static/vendor/.ready || { \
	  echo "The interactive chart and the headings' font are not installed: npm or the network is missing."; \
	  echo "All works without them. Run 'make assets' again when npm can be had."; }

static/vendor/.ready: node_modules/.ready Makefile
	mkdir -p static/vendor .make
	npm pack --silent --pack-destination .make plotly.js@$(PLOTLY_VERSION) > /dev/null
	echo "$(PLOTLY_SHA512)  .make/plotly.js-$(PLOTLY_VERSION).tgz" | sha512sum --check --quiet
	tar --extract --to-stdout --file .make/plotly.js-$(PLOTLY_VERSION).tgz package/dist/plotly.css > static/vendor/plotly.css
	rm .make/plotly.js-$(PLOTLY_VERSION).tgz
	cp node_modules/plotly.js-basic-dist-min/plotly-basic.min.js static/vendor/
	cp node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2 static/vendor/source-serif-4.woff2
	@touch $@

node_modules/.ready: package-lock.json
	@command -v npm > /dev/null
	npm ci --silent --ignore-scripts
	@touch $@

browser:
	@$(call from_debian,chromium)

# WebKit is what every browser of an iPhone runs; it wants a screen, which Xvfb stands for.
browsers:
	@$(call from_debian,chromium chromedriver:chromium-driver firefox-esr WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb)

# $(call from_debian,COMMAND COMMAND:PACKAGE ...) installs the packages whose command is missing.
define from_debian
missing=; for one in $(1); do command -v $${one%:*} > /dev/null || missing="$$missing $${one#*:}"; done; \
[ -z "$$missing" ] || { \
  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing; }
endef
