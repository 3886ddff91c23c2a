# Everything here needs Python 3.11 or later, make and a package index; nothing else is installed
# outside .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# What is published: the latest version of the site at the root, each also in a folder of its name.
TREE ?= published
VERSION ?= $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve test same lint bench publish keep tagged dist lock clean

help:
	@echo 'make site    build the site into site/; a wrong equation stops it'
	@echo 'make serve   show the site at 127.0.0.1:8000 and follow changes'
	@echo 'make test    lint, types, tests, and every example on the pages'
	@echo 'make same    build the site again, and see that it is the same but for evidence'
	@echo 'make lint    ruff and mypy alone'
	@echo 'make bench   time and resolution beside other ways of checking'
	@echo 'make publish add the built site to TREE=$(TREE) as VERSION=$(VERSION)'
	@echo 'make keep    commit and push TREE, if it is a branch of the repository'
	@echo 'make tagged  say whether TAG is the tag of this version'
	@echo 'make dist    build what goes to the package index into dist/, and try the wheel'
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

same: site
	BUILD_AGAIN=1 $(BIN)/pytest tests/test_machines.py --no-header -k two_builds

bench: $(READY)
	$(BIN)/python -m tests.benchmark

publish: $(READY)
	$(BIN)/python -m lrproof.site.publish site --into $(TREE) --version $(VERSION)

# Where TREE is a branch of the repository, in a folder of its own.
keep:
	git -C $(TREE) add --all
	git -C $(TREE) -c user.name=lrproof -c user.email=lrproof@localhost \
	  commit --quiet --allow-empty --message 'Publish $(VERSION)'
	git -C $(TREE) push --quiet

# The shell reads TAG itself: whatever a tag is called, none of it is run.
tagged:
	test "$$TAG" = "v$(VERSION)"

# The same commit gives the same files.
dist: $(READY)
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build
	$(PYTHON) -m venv --clear .venv-dist
	.venv-dist/bin/pip install --quiet dist/*.whl
	cd dist && ../.venv-dist/bin/lrproof prove loss-by-weight
	cd dist && ../.venv-dist/bin/lrproof cite loss-by-weight
	rm -rf .venv-dist

lock:
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' .venv-lock/bin/pip-compile --quiet --upgrade \
	  --generate-hashes --strip-extras --extra site --extra dev \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements.lock pyproject.toml
	rm -rf .venv-lock

clean:
	rm -rf $(VENV) .venv-dist .venv-lock dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache site
	find lrproof tests -name __pycache__ -type d -prune -exec rm -rf {} +
