# make demo   set up and play a negotiation, no key and no model needed
# make test   set up and run every test
# make ui     set up and open the app in the browser
# make check  format, lint, types, imports     make fix  mend what can be mended
# make bench  every speed claim                make lock  pin the dependencies anew
# make locks  work out anew what every shipped scenario offers its parties

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := demo
.PHONY: demo ui test check fix bench lock locks clean

demo: .venv/run
	$(BIN)/haggle run a800-supply --seat cloud=strategy --seat vendor=strategy

ui: .venv/dev
	$(BIN)/haggle ui

# glibc hands large arrays back to the system at once and takes them again, zeroed; kept, the tests
# of the simulator need a fifth less time.
KEEP_MEMORY := MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=4294967296

# Every worker has a core of its own; threads that wait for each other would only take it away.
ONE_THREAD := OPENBLAS_NUM_THREADS=1

test: .venv/dev
	$(KEEP_MEMORY) $(ONE_THREAD) $(BIN)/pytest -n auto --dist worksteal

check: .venv/dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: .venv/dev
	$(BIN)/haggle bench

locks: .venv/dev
	$(BIN)/python -m tests.scenarios.lock

lock:
	$(PYTHON) -m venv .venv
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra evals -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock"

# What the product needs, at the pinned versions.
.venv/run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Haggle needs Python 3.11 or newer; say make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	touch $@

# What the tests and checks need besides.
.venv/dev: .venv/run requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf .venv
