# Forger: `make demo` sets everything up and shows it, `make test` proves it, `make lab` opens the lessons.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
OUTPUT := build
FORGER := .build/release/forger
DEMO := 10 Vanilla GAN

# Pages on which every picture has its words, for readers who do not see it.
PAGE := --to html --template-file Lessons/described.html.j2

# Optional source of real data: any folder with mnist/ in it. Without it the built-in drawn digits serve.
ifneq ($(wildcard ../shared/data),)
export FORGER_DATA ?= $(abspath ../shared/data)
endif

APT := libzmq3-dev libpng-dev libcairo2-dev zlib1g-dev fonts-dejavu-core python3-venv curl
BREW := zeromq libpng cairo pkg-config

# Optional: a Python environment that already has the peers of the benchmarks.
PEERS ?= $(OUTPUT)/peers

.PHONY: demo gallery lessons test fuzz soak bench-train bench-kernel bench-editing bench-scores checkpoints lab build install reference recognisers lint format clean system-packages swift

demo: install  ## set up, execute a lesson headless, say where its pages are
	@mkdir -p $(OUTPUT)
	@echo "Executing the lesson “$(DEMO)” (two to three minutes of training) …"
	@$(BIN)/jupyter nbconvert $(PAGE) --execute --output-dir $(OUTPUT) --log-level WARN \
	  --ExecutePreprocessor.skip_cells_with_tag=exercise "Lessons/$(DEMO).ipynb"
	@echo
	@echo "Done. The executed lesson with its pictures: $(abspath $(OUTPUT))/$(DEMO).html"
	@echo "To work with it yourself: make lab"

lessons: install  ## every lesson executed headless, as a page with its pictures; exercises are left to the reader
	@mkdir -p $(OUTPUT)/lessons
	$(BIN)/jupyter nbconvert $(PAGE) --execute --output-dir $(OUTPUT)/lessons --log-level WARN \
	  --ExecutePreprocessor.skip_cells_with_tag=exercise Lessons/[0-9]*.ipynb
	@$(BIN)/python Lessons/contents.py $(OUTPUT)/lessons

# Notebook of a lesson and what it is told for a full training, as papermill's options have it.
FULL := "10 Vanilla GAN:-p epochs 200 -p letter_epochs 200" "11 DCGAN:-p epochs 20 -p count 60000"

.PHONY: lessons-full
lessons-full: lessons $(VENV)/.test-tools  ## the same with full trainings, 200 epochs in lesson 10 and 20 in lesson 11: hours on two cores
	@set -e; for lesson in $(FULL); do name="$${lesson%%:*}"; echo "Training all of “$$name” …"; \
	  $(BIN)/jupyter nbconvert --to notebook --log-level WARN --output-dir $(OUTPUT)/lessons --TagRemovePreprocessor.enabled=True \
	    --TagRemovePreprocessor.remove_cell_tags=exercise "Lessons/$$name.ipynb"; \
	  $(BIN)/papermill --language python --cwd Lessons --no-progress-bar $${lesson#*:} \
	    "$(OUTPUT)/lessons/$$name.ipynb" "$(OUTPUT)/lessons/$$name.ipynb"; \
	  $(BIN)/jupyter nbconvert $(PAGE) --log-level WARN "$(OUTPUT)/lessons/$$name.ipynb"; done
	@$(BIN)/python Lessons/contents.py $(OUTPUT)/lessons

test: install $(VENV)/.test-tools lint  ## everything that is tested, in release mode
	swift test -c release $(TEST_FLAGS)
	$(BIN)/python -m pytest -q Tests/Python

fuzz:  ## spoiled messages and cells for FUZZ_SECONDS seconds, from a new seed each time; FUZZ_SEED repeats a run
	FUZZ_SECONDS=$${FUZZ_SECONDS:-60} swift test -c release --no-parallel --filter FuzzTests

soak: install $(VENV)/.test-tools  ## 10,000 cells, 1,000 interrupts, 100 restarts, memory flat; then 50 kernels at once
	$(BIN)/python Tests/Benchmarks/soak.py $(SOAK_FLAGS)

bench-kernel: install $(VENV)/.bench-tools  ## against the best rivals; writes Tests/Benchmarks/results/kernel.md and kernel.json
	$(BIN)/python Tests/Benchmarks/kernel.py $(BENCH_FLAGS)

bench-editing: swift  ## reading, completing and explaining a cell of 200 lines; writes Tests/Benchmarks/results/editing.md
	@swift build -c release --product forger-editing-benchmark
	.build/release/forger-editing-benchmark < Tests/Benchmarks/Editing/cell.forger | tee Tests/Benchmarks/results/editing.md

gallery: install  ## every kind of picture, executed and written as a page
	@mkdir -p $(OUTPUT)
	@$(BIN)/jupyter nbconvert $(PAGE) --execute --output-dir $(OUTPUT) Lessons/Gallery.ipynb --log-level WARN
	@echo "The gallery: $(abspath $(OUTPUT))/Gallery.html"

# Name of the preset, of the data, epochs, and what is kept: an expert of dense layers is as large as its forger.
CHECKPOINTS := "vanilla:mnist:200:generator" "dcgan28:mnist:20:both" \
  "vanilla:letters count=20_000:200:generator" "dcgan28:letters count=30_000:20:both"

checkpoints: build  ## trains what `load vanilla-mnist` and its like bring; hours on two cores; wants real MNIST
	@mkdir -p Lessons/checkpoints $(OUTPUT)
	@set -e; for recipe in $(CHECKPOINTS); do IFS=: read -r preset data epochs networks <<< "$$recipe"; \
	  name="$$preset-$${data%% *}"; echo "Training $$name for $$epochs epochs …"; \
	  printf '%s\n' "data $$data" "seed 7" "gan $$preset" "train epochs=$$epochs" \
	    "save \"Lessons/checkpoints/$$name\" precision=half networks=$$networks" \
	    "load \"Lessons/checkpoints/$$name\"" "sample 64" > "$(OUTPUT)/$$name.forger"; \
	  $(FORGER) run "$(OUTPUT)/$$name.forger" | tee "$(OUTPUT)/$$name.log"; done
	@ls -l Lessons/checkpoints

lab: install  ## JupyterLab on the lessons
	$(BIN)/jupyter lab --ServerApp.root_dir=Lessons $(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_FLAGS)

bench-train: swift  ## training steps timed against PyTorch, JAX and TensorFlow, half an hour on a quiet machine
	@swift build -c release --product forger-benchmark
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	$(PEERS)/bin/python Tests/Benchmarks/train.py $(BENCH_FLAGS)

bench-scores: build  ## vanilla and dcgan28 on MNIST beside twins in PyTorch, judged alike; a day of one processor, in pieces
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	@$(PEERS)/bin/python -c "import torch, safetensors" 2>/dev/null || \
	  $(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check torch numpy safetensors
	$(PEERS)/bin/python Tests/Benchmarks/scores.py $(BENCH_FLAGS)

build: swift system-packages
	@swift build -c release --product forger

install: build $(VENV)/.jupyter  ## the kernel, into the virtual environment
	@install -m 755 $(FORGER) $(BIN)/forger
	@$(BIN)/forger install --prefix $(VENV)
	@mkdir -p $(VENV)/share/forger/checkpoints
	@for file in Lessons/checkpoints/*.safetensors; do \
	  [ ! -e "$$file" ] || install -m 644 "$$file" $(VENV)/share/forger/checkpoints/; done

reference: build  ## the reference page, from the declarations
	@$(FORGER) reference > Lessons/Reference.md

recognisers: swift system-packages  ## trains the recognisers that Forger carries, on MNIST (FORGER_DATA) and on drawings: ten minutes
	swift run -c release forger-recognisers Sources/CRecognisers

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests

clean:
	rm -rf .build $(VENV) $(OUTPUT)

swift:
	@command -v swift >/dev/null || { \
	  echo "Forger is built with Swift 6.3 or later, and there is no swift on the PATH."; \
	  echo "Install it from https://www.swift.org/install (Linux: swiftly; macOS: Xcode or swiftly), then run make again."; \
	  exit 1; }

# System libraries: asked for only when one is missing, so that a second run needs no network and no rights.
system-packages:
ifeq ($(shell uname),Darwin)
	@missing=$$(for package in $(BREW); do brew list --versions $$package >/dev/null 2>&1 || echo $$package; done); \
	if [ -n "$$missing" ]; then brew install $$missing; fi
else
	@missing=$$(for package in $(APT); do dpkg -s $$package >/dev/null 2>&1 || echo $$package; done); \
	if [ -n "$$missing" ]; then \
	  sudo=$$([ $$(id -u) = 0 ] || echo sudo); \
	  echo "Installing" $$missing "…"; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null || { \
	    echo "Could not install" $$missing "– please install these packages by hand, then run make again."; exit 1; }; \
	fi
endif

$(VENV)/.jupyter: Lessons/requirements.txt
	@echo "Making the virtual environment $(VENV) with Jupyter …"
	@test -x $(BIN)/python || python3 -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(VENV)/.test-tools: Tests/Python/requirements.txt $(VENV)/.jupyter
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(VENV)/.bench-tools: Tests/Benchmarks/requirements-kernel.txt $(VENV)/.test-tools
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
