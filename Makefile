# Everything here needs Python 3.11 or later, make and a package index; nothing else is installed
# outside .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve test lint bench lock clean

help:
	@echo 'make site    build the site into site/; a wrong equation stops it'
	@echo 'make serve   show the site at 127.0.0.1:8000 and follow changes'
	@echo 'make test    lint, types, tests, and every example on the pages'
	@echo 'make lint    ruff and mypy alone'
	@echo 'make bench   time and resolution beside other ways of checking'
	@echo 'make lock    pin the newest versions that fit pyproject.toml'
	@echo 'make clean   remove what the targets above made'

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

site: $(READY)
	$(BIN)/mkdocs build --strict

serve: $(READY)
	$(BIN)/mkdocs serve

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest --numprocesses auto --dist worksteal

bench: $(READY)
	$(BIN)/python -m tests.benchmark

lock:
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' .venv-lock/bin/pip-compile --quiet --upgrade \
	  --generate-hashes --strip-extras --extra site --extra dev \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements.lock pyproject.toml
	rm -rf .venv-lock

clean:
	rm -rf $(VENV) .venv-lock .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache site
	find lrproof tests -name __pycache__ -type d -prune -exec rm -rf {} +
