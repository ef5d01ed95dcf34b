# Every target sets itself up: a virtual environment in .venv with the versions of constraints.txt. Works with GNU make 3.81 (macOS).
#
#   make demo     build the sample graph, ask it, draw it
#   make test     ruff, mypy and the tests
#   make help     the other targets
#
# Another Python than the one found: make PYTHON=/path/to/python3 …

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
OUT := out
SOURCES := samples

.DEFAULT_GOAL := help
.PHONY: help demo test lint types pytest setup dev docs bench package lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | sort

# --- set-up -----------------------------------------------------------------------------------------------------------

$(VENV)/pyvenv.cfg:
	@python=`sh scripts/find-python` || exit 1; \
	echo "Making $(VENV) with $$python" >&2; \
	"$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/pyvenv.cfg
	@echo "Installing policygraph and what it needs into $(VENV) (a minute or two) …" >&2
	@$(PIP) install --quiet --upgrade -c constraints.txt pip setuptools
	@PYTHONWARNINGS=ignore $(PIP) install --quiet --no-build-isolation -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing what the checks need …" >&2
	@PYTHONWARNINGS=ignore $(PIP) install --quiet --no-build-isolation -c constraints.txt -e . --group dev
	@touch $@

# Neo4j's own Cypher parser, for the tests that hold the packs to it; they skip without it.
NODE := tests/cypher_lint/node_modules/.package-lock.json
$(NODE): tests/cypher_lint/package-lock.json
	@if command -v npm >/dev/null 2>&1; then \
		echo "Installing Neo4j's Cypher parser into tests/cypher_lint …" >&2; \
		npm ci --prefix tests/cypher_lint --no-audit --no-fund --loglevel=error >/dev/null || echo "npm could not fetch it." >&2; \
	else echo "No npm here: the tests that need it skip." >&2; fi

setup: $(VENV)/.installed ## install policygraph into .venv
dev: $(VENV)/.installed-dev ## install what the checks need, too

# --- use --------------------------------------------------------------------------------------------------------------

demo: $(VENV)/.installed ## build the sample graph, ask it, draw it
	@mkdir -p $(OUT) && rm -f $(OUT)/samples.kgl
	$(BIN)/policygraph build $(SOURCES) --to $(OUT)/samples.kgl
	$(BIN)/policygraph query lead-load --db $(OUT)/samples.kgl
	$(BIN)/policygraph view departments --db $(OUT)/samples.kgl -o $(OUT)/samples.html
	@echo
	@echo "The picture is $(OUT)/samples.html: open it in any browser (no network needed):"
	@echo "  file://$(CURDIR)/$(OUT)/samples.html"
	@echo "Ask more: $(BIN)/policygraph query --db $(OUT)/samples.kgl    lists the questions that are ready"

# --- checks -----------------------------------------------------------------------------------------------------------

test: lint types pytest ## ruff, mypy and the tests

lint: $(VENV)/.installed-dev ## ruff
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev ## mypy, strict
	$(BIN)/mypy

pytest: $(VENV)/.installed-dev $(NODE) ## the tests; PYTEST='tests/test_x.py -k y' for some of them
	$(BIN)/python -m pytest $(PYTEST)

# --- the rest ---------------------------------------------------------------------------------------------------------

docs: $(VENV)/.installed-dev ## write docs/reference anew
	$(BIN)/python docs/build_reference.py

bench: $(VENV)/.installed-dev ## measure speed: every benchmark of bench/, with its own defaults
	@for file in bench/*.py; do case $$file in */generate.py) continue;; esac; \
		echo "== $$file"; $(BIN)/python $$file || exit 1; done

package: $(VENV)/.installed ## wheel and sdist into dist/
	@$(BIN)/python -c 'from setuptools import build_meta as b; b.build_sdist("dist"); b.build_wheel("dist")' >/dev/null
	@rm -rf build

lock: ## write constraints.txt anew from pyproject.toml
	sh scripts/lock

clean: ## remove what make and the checks wrote; .venv too
	rm -rf $(VENV) $(OUT) tests/cypher_lint/node_modules build dist policygraph.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
