# Everything sets itself up: "make audit" and "make test" need no step before them but git, make, apt and Python 3.11.

PYTHON ?= $(firstword $(shell command -v python3.11) python3)
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := samples/submissions

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
APT_INSTALL := $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends

.PHONY: audit test lint format samples templates rules bench setup chromium libreoffice tesseract clean

audit: $(VENV)/.runtime tesseract
	$(BIN)/lkj audit $(SAMPLES) --out out

test: $(VENV)/.dev chromium tesseract libreoffice
	$(BIN)/pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

samples: $(VENV)/.dev libreoffice
	$(BIN)/python -m samples.make

rules: $(VENV)/.runtime
	$(BIN)/python -m pipeline.rules_page

templates: $(VENV)/.runtime
	$(BIN)/python -m reports.berita_acara.make_templates

# The other tools that are measured bring an OpenCV of their own over ours, so they have an environment to themselves.
bench:
	$(MAKE) VENV=.venv-bench .venv-bench/.bench
	.venv-bench/bin/python -m benchmarks.tables $(CORPUS)

setup: $(VENV)/.dev chromium tesseract

clean:
	rm -rf out build $(VENV) .venv-bench

# Debian's Python comes without the module that puts pip into an environment.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -c 'import ensurepip' || { $(APT_INSTALL) python3-venv; }
	$(PYTHON) -m venv $(VENV)

# The build tool is pinned like everything else, so the project is built with the one in the environment.
$(VENV)/.runtime: constraints.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install -q -c constraints.txt setuptools
	$(BIN)/pip install -q -c constraints.txt --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(BIN)/pip install -q -c constraints.txt --no-build-isolation -e '.[dev,cluster]'
	touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/pip install -q -c constraints.txt --no-build-isolation -e '.[bench]'
	touch $@

# The second reader of scanned figures; without it they are read once, and said to be.
tesseract:
	@command -v tesseract >/dev/null || { $(APT_INSTALL) tesseract-ocr; }

# The browser of the report tests, and the library that its driver needs.
chromium: | $(BIN)/python
	@command -v chromium >/dev/null && $(BIN)/python -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null \
		|| { $(APT_INSTALL) chromium libatomic1; }

# It opens the workbooks and drafts of the tests, and makes the samples.
libreoffice:
	@command -v lowriter >/dev/null && command -v localc >/dev/null \
		|| { $(APT_INSTALL) libreoffice-writer libreoffice-calc; }
	@fc-list 2>/dev/null | grep -q Carlito || { $(APT_INSTALL) fontconfig fonts-liberation fonts-crosextra-carlito; }
