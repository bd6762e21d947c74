# `make letter` and `make test` set up what they need first: system libraries through apt
# where they are missing, and a virtual environment in .venv. Running them again is quick.

VENV := .venv
JUDGES := .judges
LOWEST := .lowest
BIN := $(VENV)/bin
LIBRARIES := libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0
LIBRARY_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

# The first Python here that is new enough, looked up at each use, since apt may bring one.
# `make letter PYTHON=/path/to/python3` chooses another.
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && echo $$python && break; done)

# How system packages are installed by others than root: `make letter SUDO=` installs none. On a
# terminal it asks first.
SUDO := $(shell command -v sudo)

.PHONY: letter test coverage lint judges prove proofs rounds fresh lowest lock fuzz binary container golden bench \
  docs looks pictures reference clean

letter: $(VENV)/ready  ## the letter of 2013 as PDF, Word and HTML, in letters/
	@echo "The letter of 2013, in three formats:"
	@$(BIN)/appeal render data/appeal.en.yaml -f docx,html -o letters/
	@$(BIN)/appeal render data/appeal.en.yaml -f pdf -o letters/  # without Pango, the others stand

test: $(VENV)/ready lint
	$(BIN)/python -m pytest -n auto

coverage: $(VENV)/ready  ## which lines of the code the tests reach; TESTS=tests/roster runs a part
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto $(TESTS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered --sort=cover

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry appeal_cli

judges: $(JUDGES)/ready  ## the checkers from npm, with which the tests look at the letters

prove: lowest proofs  ## what takes longer than `make test`, and is run before a release
	$(MAKE) fresh SUITE=bookworm
	$(MAKE) fresh SUITE=trixie
	$(MAKE) binary
	tests/binary.sh bookworm
	$(MAKE) container
	$(MAKE) rounds
	@if $(BIN)/python -m pip install --quiet --group fuzz; then $(MAKE) fuzz; else \
	  echo "Nothing was fuzzed: there is no atheris for this Python."; fi

proofs: $(VENV)/ready judges  ## the tests that take too long for each change
	$(BIN)/python -m pytest -n auto -m proof

fresh:  ## the README's commands on a bare Debian: SUITE=bookworm or SUITE=trixie, as root
	tests/fresh.sh $(SUITE)

lowest: $(VENV)/ready  ## the tests with the oldest packages that pyproject.toml allows
	@$(BIN)/python -m pip install --quiet --group lowest
	@$(BIN)/uv venv --quiet --clear --seed --python $(BIN)/python $(LOWEST)
	@$(BIN)/uv pip install --quiet --python $(LOWEST) --resolution lowest-direct \
	  --compile-bytecode --editable . --group dev
	$(LOWEST)/bin/python -m pytest -n auto

lock: $(VENV)/ready  ## write requirements-dev.txt again: the versions that the tests passed with
	@$(BIN)/python -m pip install --quiet --group lowest
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal \
	  --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet \
	  --upgrade --output-file requirements-dev.txt

rounds: $(VENV)/ready  ## end a hundred runs at random moments; hostile files; a large print file
	$(BIN)/python -m tests.rounds signals 100
	$(BIN)/python -m tests.rounds files
	$(BIN)/python -m tests.rounds print 2000

SECONDS_EACH := 60

fuzz: $(VENV)/ready  ## look for files that break a reader, a minute each
	$(BIN)/python -m pip install --quiet --group fuzz
	$(BIN)/python -m tests.fuzz all $(SECONDS_EACH)

binary: $(VENV)/ready  ## dist/appeal/ and dist/appeal-single, which need no Python and no Pango
	@$(BIN)/python -m pip install --quiet --group binary
	$(BIN)/pyinstaller --noconfirm --log-level ERROR --workpath build appeal.spec
	@du -sh dist/appeal dist/appeal-single

container: $(VENV)/ready  ## build the Containerfile without an engine; it makes the golden letters; as root
	tests/container.sh

golden: $(VENV)/ready  ## write tests/golden/ again from what the tool makes now
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/test_golden.py

bench: $(VENV)/ready  ## compare this tool with others; BENCH="--quick" is shorter, --help tells more
	@$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m tests.benchmarks $(BENCH)

reference: $(VENV)/ready  ## write again what docs/ takes from the code
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/rosters.py
	$(BIN)/python docs/problems.py
	$(BIN)/python docs/recognised.py

docs: $(VENV)/ready  ## the documents as a site, in site/
	$(BIN)/mkdocs build --quiet --strict

looks: $(VENV)/ready  ## write the look of letter.css into each template's reference.docx
	$(BIN)/python docs/looks.py

pictures: $(VENV)/ready  ## make the README's pictures again
	$(BIN)/python docs/pictures/make.py

clean:
	rm -rf $(VENV) $(JUDGES) $(LOWEST) .coverage* .fuzz letters build dist site .pytest_cache .mypy_cache .ruff_cache

# The set-up, which runs again only when pyproject.toml changes.

$(VENV)/ready: pyproject.toml
	@$(MAKE) --no-print-directory environment
	@echo "Installing the Python packages into $(VENV)"
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@$(BIN)/python -m compileall -q appeal_cli  # as pip does with what it installs
	@touch $@

$(JUDGES)/ready: tests/judges/package.json
	@command -v npm >/dev/null || { echo "The judges come from npm: install it first." >&2; exit 1; }
	@echo "Installing the judges from npm into $(JUDGES)"
	@mkdir -p $(JUDGES)
	@cp $< $(JUDGES)/
	@npm install --prefix $(JUDGES) --silent --no-audit --no-fund --ignore-scripts
	@touch $@

.PHONY: environment system packages

environment: system
	@test -n "$(PYTHON)" || \
	  { echo "appeal needs Python 3.11 or newer; here is: $$(python3 --version 2>&1)" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)

system:
	@missing=""; \
	$(or $(PYTHON),false) -c "import ensurepip, venv" 2>/dev/null || \
	  missing="$(if $(PYTHON),$(notdir $(PYTHON))-venv,python3-venv python3.11-venv)"; \
	$(or $(PYTHON),python3) -c "import ctypes; [ctypes.CDLL(x) for x in '$(LIBRARIES)'.split()]" \
	  2>/dev/null || missing="$$missing $(LIBRARY_PACKAGES)"; \
	test -z "$$missing" || $(MAKE) --no-print-directory packages PACKAGES="$$missing"

# Without them HTML and Word can still be made, so this goes on when it cannot install. Packages
# that a release does not have are left out: Ubuntu 22.04 has no libharfbuzz-subset0, which only
# makes PDF quicker.
packages:
	@if ! command -v apt-get >/dev/null; then \
	  echo "PDF needs Pango and libharfbuzz-subset: your package manager has them." >&2; exit 0; \
	fi; \
	if [ "$$(id -u)" != 0 ]; then sudo="$(SUDO)"; \
	  if [ -n "$$sudo" ] && [ -t 0 ] && [ -t 2 ]; then \
	    printf 'PDF needs system packages: %s\nInstall them with %s? [Y/n] ' \
	      "$$(echo $(PACKAGES))" "$$sudo" >&2; \
	    read -r answer; case "$$answer" in [Nn]*) sudo=;; esac; \
	  fi; \
	  if [ -z "$$sudo" ]; then \
	    echo "Ask your administrator to run: apt-get install" $(PACKAGES) >&2; exit 0; fi; \
	fi; \
	echo "Installing the system packages" $(PACKAGES); \
	$$sudo sh -c 'apt-get update -qq; \
	  for package in $(PACKAGES); do \
	    if apt-cache show $$package >/dev/null 2>&1; then known="$$known $$package"; fi; \
	  done; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends \
	    -o DPkg::Lock::Timeout=120 $$known' >/dev/null || \
	  echo "Ask your administrator to run: apt-get install" $(PACKAGES) >&2
