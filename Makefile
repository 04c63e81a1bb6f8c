# framing: `make` sets everything up in .venv/; `make help` lists the rest. Needs make and Python 3.11 or newer.

PYTHON ?= python3
INPUT ?= seeds/articles
DATA ?= data
WORK ?= training
MODEL ?= models/small
FOLDS ?=
# The commit that has the bundle whose hedges the student is fitted to once more (docs/training.md).
EARLIER := 84049dc3de31fd6015f6697fb5c64151290d5981
ARGS ?=
# Further pip options for the torch step, e.g. the index of CPU-only builds: elsewhere the plain Linux wheel brings CUDA along.
PIP_TORCH_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
CORE := $(VENV)/.core
FULL := $(VENV)/.full

.DEFAULT_GOAL := venv
.DELETE_ON_ERROR:
.PHONY: venv report test lint format train bench gate wheel clean help

venv: $(FULL) ## set up .venv with everything that the other targets need (the default)

$(CORE): pyproject.toml constraints.txt framing/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "framing needs Python 3.11 or newer; '$(PYTHON)' is missing or older: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: install its venv package (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "setting up $(VENV): framing"
	@rm -f $(CORE) $(FULL)
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(FULL): $(CORE)
	@echo "setting up $(VENV): training, tables and development (a few minutes the first time)"
	@$(PIP) $(PIP_TORCH_ARGS) torch
	@$(PIP) --editable '.[train,tables,feeds,ray,label,dev]'
	@touch $@

report: $(CORE) ## write reports of INPUT (default: seeds/articles) into reports/
	@$(BIN)/framing report $(INPUT) -o reports $(ARGS)

test: $(FULL) ## run all tests, the fast ones first (ARGS: further pytest options)
	@$(BIN)/python -m pytest -q --strict-config $(ARGS)

lint: $(FULL) ## check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(FULL) ## let ruff format the code and mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

train: $(FULL) ## train teachers and the small model on the corpora in DATA (default: data), by way of WORK (default: training), into MODEL
	@run='$(BIN)/python -m framing.train'; recipes=framing/train/recipes; teachers=; set -e; \
	$$run $(DATA) --recipe $$recipes/teacher-sentences.toml --work $(WORK)/broad-teacher --only-first; \
	for name in sentences tokens valence; do \
	  teachers="$$teachers --teacher $$recipes/teacher-$$name.toml=$(WORK)/teacher-$$name"; \
	  [ -e $(WORK)/teacher-$$name/results.json ] || $$run $(DATA) --recipe $$recipes/teacher-$$name.toml \
	    --work $(WORK)/teacher-$$name --start $(WORK)/broad-teacher --without-fold 0 --only-train; \
	done; \
	$$run.distill $(DATA) -o $(WORK)/soft --recipe $$recipes/small.toml --without-fold 0 $$teachers; \
	$$run $(DATA) --work $(WORK)/small --soft $(WORK)/soft -o $(MODEL) $(ARGS); \
	mkdir -p $(WORK)/earlier; \
	git archive $(EARLIER) models/small | tar -x -C $(WORK)/earlier; \
	$$run.rehead $(MODEL) $(DATA) --head hedge --teacher $(WORK)/earlier/models/small; \
	$$run.rehead $(MODEL) $(DATA) --head opinion_checkthat

bench: $(FULL) ## accuracy, speed and calibration beside other tools, into reports/ (FOLDS: models that left a fold out)
	@$(PIP) --editable '.[bench]'
	@$(BIN)/python benchmarks/compare.py $(DATA) -o reports/benchmark $(if $(FOLDS),--folds $(FOLDS)) $(ARGS)
	@$(BIN)/python benchmarks/calibration.py $(DATA) -o reports/calibration $(if $(FOLDS),--folds $(FOLDS))

gate: $(FULL) ## compare the shipped model with its floors in benchmarks/gate.json (ARGS: --pin)
	@$(BIN)/python benchmarks/gate.py $(ARGS)

wheel: $(FULL) ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --outdir dist

clean: ## remove .venv, caches and what was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find framing tests benchmarks -type d -name __pycache__ -exec rm -rf {} +

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
