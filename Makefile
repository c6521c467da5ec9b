# One command each. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
TESTS ?=
BIN := .venv/bin
PLAIN_PACKAGES := -p common -p shared_forms.language -p billing.allocation -p config.embedded -p config.demo

export PYTHON PORT

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test lint fix bench

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

setup: ## prepare .venv with the locked dependencies
	@deploy/bootstrap.sh

demo: setup ## the whole platform on this machine, until Ctrl-C (PORT=8000)
	@exec $(BIN)/python -m config.demo serve --end-with-parent

demo-reset: setup ## forget the demo's data
	@exec $(BIN)/python -m config.demo reset

test: setup ## everything, in headless Chromium too (TESTS=tests/tenants WORKERS=2)
	@exec $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS)

# Production settings with values that reach nothing: the checks read the settings and never connect.
lint: export DJANGO_SETTINGS_MODULE := config.settings.production
lint: export SECRET_KEY := only-for-make-lint-0123456789-abcdefghijklmnopqrstuvwxyz
lint: export DATABASE_URL := postgresql://kyodo_app@127.0.0.1:1/kyodo
lint: export CELERY_BROKER_URL := redis://127.0.0.1:1/0
lint: export EMAIL_URL := smtp://127.0.0.1:1
lint: export DEFAULT_FROM_EMAIL := madoguchi@example.jp
lint: export BASE_DOMAIN := madoguchi.example.jp
lint: export MEDIA_ROOT := /nonexistent
lint: setup ## style, types, import contracts, templates, migrations, production checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --strict $(PLAIN_PACKAGES)
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --check .
	$(BIN)/djlint --quiet --lint .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --deploy --fail-level WARNING

fix: setup ## put right what can be put right by a machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat .

bench: setup ## one line per benchmark: name, ours, reference, ratio, goal, ok or short
	@exec $(BIN)/python -m tests.bench
