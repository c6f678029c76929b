# Every target sets up what it needs. `make` alone lists them.
# A build leaves nothing behind in the folders of the sources: modules are compiled when they are first imported, and kept
# beside the environment. A machine that forbids to keep them (images of containers often do) would have each of some
# hundred processes compile pandas and all else anew.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache
unexport PYTHONDONTWRITEBYTECODE
# Names and texts are in UTF-8, whatever the language of the machine is set to.
export PYTHONUTF8 := 1
# What Matplotlib and IPython keep, and would read of a person's own settings, is beside the environment: a home that cannot
# be written to, or that has settings, changes nothing.
export MPLCONFIGDIR := $(CURDIR)/.venv/matplotlib
export IPYTHONDIR := $(CURDIR)/.venv/ipython
BIN := .venv/bin
# What a person names may hold any character: make takes it as it is, and the shell as the value of a variable.
export override CORPUS := $(value CORPUS)
export override TEXTS := $(value TEXTS)
export override DIR := $(value DIR)
export override CONTACT := $(value CONTACT)
export override READ := $(value READ)
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null \
	&& echo $$python && break; done)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

# A book is built beside the last one, which gives way to it when it is whole.
ifdef CORPUS
book: .venv/ready
	@rm -rf _build/own.new
	@$(BIN)/python -m readouts create _build/own.new --corpus="$$CORPUS" $(ARGS) >/dev/null
	@$(BIN)/jupyter-book build _build/own.new --warningiserror --keep-going --quiet
	@chmod -R a+rX _build/own.new/_build/html
	@rm -rf _build/own && mv _build/own.new _build/own
	@printf 'Your book stands in _build/own/_build/html/index.html. To keep and to edit it: %s create DIR --corpus %s\n' $(BIN)/readouts "$$CORPUS"
else
book: .venv/ready ## build the book into _build/html, from clean, with warnings as errors, unless the very same stands there; of your own readouts with CORPUS=file
	@$(BIN)/python scripts/standing.py || $(MAKE) --no-print-directory site
	@echo "The book stands in _build/html/index.html. Open it with a browser: file://$(CURDIR)/_build/html/index.html"

site:
	@$(BIN)/python -m readouts.report
	@rm -rf _build/new && mkdir -p _build/new
	@# Warnings are for a person; what else it says is for the tests, and its end for who wonders that there is no book.
	@$(BIN)/jupyter-book build . --path-output _build/new --warningiserror --keep-going >_build/new/said \
		|| { tail -n 6 _build/new/said; exit 1; }
	@# A server may read it, however private other files of this person are.
	@chmod -R a+rX _build/new/_build/html
	@rm -rf _build/html _build/.doctrees _build/.jupyter_cache _build/jupyter_execute && mv _build/new/_build/html _build/html && mv _build/new/said _build/.said && rm -rf _build/new
	@$(BIN)/python scripts/standing.py --built
endif

workbench: .venv/ready ## fetch what the page that compares texts runs in a browser (npm is needed); make book then takes it along
	@$(BIN)/python scripts/workbench.py

serve: .venv/ready ## open the book in a browser, at an address of this machine (PORT=8000; by default any free port)
	@test -f _build/html/index.html || $(MAKE) --no-print-directory book
	@$(BIN)/python scripts/serve.py $(PORT)

lab: .venv/lab ## open the chapters as notebooks in JupyterLab, which asks no other machine for anything; with DIR=chapters their sources, to edit them
	@$(if $(DIR),,$(BIN)/python scripts/notebooks.py _build/notebooks)
	@mkdir -p .venv/share/jupyter/lab/settings && cp scripts/lab.json .venv/share/jupyter/lab/settings/overrides.json
	@$(BIN)/jupyter lab --ServerApp.ip=127.0.0.1 --ServerApp.root_dir="$${DIR:-_build/notebooks}" --LabApp.extension_manager=readonly $(ARGS)

pdf: .venv/pdf ## print the book into _build/pdf, as one PDF (a browser and a font for Chinese are needed); with its evidence with EVIDENCE=1
	@$(BIN)/python scripts/pdf.py $(if $(EVIDENCE),--evidence)

test: .venv/test ## run the whole test suite, on all cores, on the book that stands if it is the very same that would be built
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: .venv/lint ## hold the code against its form, its likely bugs, its types and the layers of its folders, every file against its licence, and CITATION.cff against its format
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/reuse lint --quiet
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff

bench-book: .venv/ready ## time the build against that of a bare Jupyter Book of as many pages
	@$(BIN)/python scripts/bench_book.py

effort: .venv/ready ## measure time, memory and disk of setting up and building, in a new clone (ARGS=--record writes data/effort.csv)
	@$(BIN)/python scripts/effort.py $(ARGS)

bench: .venv/test ## time the package and others at the same work; ARGS=--record writes data/benchmark.csv (forty minutes, 20 GB of memory)
	@$(BIN)/python scripts/bench $(ARGS)

fuzz: .venv/test ## damage files of every form by chance and read them (an hour; ARGS="--mutants 1000 --seconds 20 csv docx")
	@$(BIN)/python scripts/fuzz.py $(ARGS)

verify: .venv/ready ## build the book twice under other circumstances and compare every byte
	@$(BIN)/python scripts/verify.py

check-results: .venv/ready ## compare the tables behind the figures with those recorded in tests/results
	@$(BIN)/python scripts/results.py

record-results: .venv/ready ## record the tables behind the figures, after a change that was meant
	@$(BIN)/python scripts/results.py --record

metadata: .venv/ready ## write anew what catalogues and archives read: .zenodo.json, codemeta.json, ro-crate-metadata.json, codecheck.yml, sizes and hashes in data/datapackage.json
	@$(BIN)/python scripts/metadata.py

record-data: .venv/ready ## compare the rows of data/ written down from texts with their hashes (WRITE=1 records them; READ="code ..." notes a reading)
	@$(BIN)/python -m readouts.report.record $(if $(WRITE),--write) $${READ:+--read $$READ}

faults: .venv/test ## kill commands at each step, fill disks, tear files, serve ill: what each leaves behind, into docs/faults.md (MOST=12 kills a command)
	@$(BIN)/python scripts/faults.py

mutants: .venv/test ## change the package one place at a time: its tests must notice (ARGS="--only measures/keyness" takes some modules)
	@$(BIN)/python scripts/mutants.py $(ARGS)

check: test check-results verify check-slow check-data faults mutants ## what takes longer: the tests, the comparison of two builds, a second reading of data/, and changes that tests must notice

check-slow: .venv/test
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -m "slow or hypothesis"

# A second implementation, in an environment of its own: what it needs is not what the project needs.
FRICTIONLESS := 5.21.0
check-data: .venv/ready ## hold data/ against data/datapackage.json by frictionless, in .venv/frictionless
	@$(BIN)/python -m venv .venv/frictionless
	@.venv/frictionless/bin/python -m pip install --quiet --disable-pip-version-check frictionless==$(FRICTIONLESS)
	@.venv/frictionless/bin/frictionless validate data/datapackage.json

# The package itself, from this folder. Its place is told as seen from that of the file that tells it, and not by a path in
# which there may be letters that Python cannot read before it knows the encoding.
define editable
@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
@for link in $(1)/lib/python*/site-packages/_readouts.pth; do echo $(2)../../../../scripts > "$$link"; done
endef

# One environment for one resolution: lowest-direct has the lower bound of each range, or the first version after it of which
# there is a wheel for this Python; highest what is newest today.
RESOLUTION ?= lowest-direct
versions: .venv/ready ## run the tests with the lowest versions of pyproject.toml, or with RESOLUTION=highest the newest, in .venv/versions: what they say, into docs/versions.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --prefix .venv/uv uv
	@$(BIN)/python -m venv --clear .venv/versions
	@.venv/uv/bin/uv pip compile pyproject.toml --python .venv/versions/bin/python --resolution $(RESOLUTION) --only-binary :all: --group build --group test \
		$(TESTED) --no-annotate --quiet --output-file .venv/versions/pins.txt
	@.venv/uv/bin/uv pip install --quiet --python .venv/versions/bin/python -r .venv/versions/pins.txt
	@rm -rf .venv/uv
	$(call editable,.venv/versions,../)
	@.venv/versions/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder -o cache_dir=.venv/versions/pytest \
		--junit-xml=.venv/versions/results.xml; status=$$?; \
	.venv/versions/bin/python scripts/versions.py $(RESOLUTION) .venv/versions/results.xml .venv/versions/pins.txt; exit $$status

texts: .venv/ready ## get the texts that are counted and not given, by data/sources.csv, and lay them in _build/texts, or in TEXTS=folder
	@$(BIN)/python -m readouts.fetch.texts "$${TEXTS:-_build/texts}"

counts: .venv/ready ## compare the counts of both sides' texts in data/ with the full texts that make texts has laid, or in TEXTS=folder (WRITE=1 rewrites them)
	@$(BIN)/python -m readouts.report.fulltext "$${TEXTS:-_build/texts}" $(if $(WRITE),--write)

links: .venv/test ## ask every address of the data and the bibliography whether it still answers, and write it to data/links.csv (CONTACT=you@example.org)
	@$(BIN)/python -m readouts.fetch.links $${CONTACT:+--contact "$$CONTACT"} $(ARGS)

kit: .venv/ready ## write a second coder's kit into DIR=folder; score the filled sheet with python -m readouts.report.kit score
	@$(BIN)/python -m readouts.report.kit make $${DIR:+"$$DIR"}

code: .venv/ready ## write a page on which the sentences of your own readouts are coded by keys, from CORPUS=file into PAGE=coding.html (ARGS=--blind for a second coder)
	@$(BIN)/python -m readouts draft "$$CORPUS" --page "$${PAGE:-coding.html}" $(ARGS)
	@echo "Open $${PAGE:-coding.html} in a browser. What it saves goes into a book: $(BIN)/readouts create DIR --corpus $$CORPUS --codings FILE"

reference: .venv/ready ## compare data/reference/*.csv with the texts that make texts has laid, or in TEXTS=folder (WRITE=1 rewrites them)
	@$(BIN)/python -m readouts.report.reference "$${TEXTS:-_build/texts}" $(if $(WRITE),--write)

# One resolution for all, so that a package has one version in every lock.
LOCK := .venv/uv/bin/uv pip compile pyproject.toml --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" --quiet
# Of the extras, those with which all tests run; the model of `similarity` is larger than all else together.
TESTED := --extra cluster --extra fast --extra fetch --extra formats --extra lab --extra languages --extra pdf --extra statistics
lock: .venv/ready ## write the locks anew from the ranges in pyproject.toml: requirements.txt, requirements/
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --prefix .venv/uv uv
	@$(LOCK) --all-extras --group build --group dev --output-file .venv/all.txt
	@$(LOCK) --constraint .venv/all.txt --no-annotate --group build --output-file requirements.txt
	@$(LOCK) --constraint .venv/all.txt --no-annotate --group build --extra lab --output-file requirements/lab.txt
	@$(LOCK) --constraint .venv/all.txt --no-annotate --group build --extra pdf --output-file requirements/pdf.txt
	@$(LOCK) --constraint .venv/all.txt --no-annotate --group build --extra similarity --output-file requirements/similarity.txt
	@$(LOCK) --constraint .venv/all.txt --no-annotate --group build --group lint --output-file requirements/lint.txt
	@$(LOCK) --constraint .venv/all.txt --no-annotate --group build --group test $(TESTED) --output-file requirements/test.txt
	@rm -rf .venv/uv .venv/all.txt

clean: ## remove what was built, and the environment
	@rm -rf _build .venv

# A stamp is written last, so a set-up that was cut off is done again. uv puts packages in place in a tenth of the time that
# pip takes; where it cannot be had or fails, pip does it all. It is gone again when it has done its work.
PUT = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes
define install
@$(PUT) --prefix .venv/uv -r requirements/uv.txt 2>/dev/null \
	&& .venv/uv/bin/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) 2>/dev/null \
	|| $(PUT) -r $(1)
@rm -rf .venv/uv
endef

.venv/ready: requirements.txt pyproject.toml CITATION.cff
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12, 3.13 or 3.14 with venv is needed, and was not found." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(call install,requirements.txt)
	$(call editable,.venv,)
	@# The kernels talk to the build on this machine only; without this each prints a warning of it.
	@mkdir -p .venv/etc/ipython && echo 'c.IPKernelApp.log_level = "ERROR"' > .venv/etc/ipython/ipython_kernel_config.py
	@# What was compiled for the setting up alone.
	@rm -rf .venv/pycache
	@touch $@

# What a purpose needs beside the book, in the same environment and in the same versions.
.venv/%: requirements/%.txt .venv/ready
	$(call install,$<)
	@touch $@

.PHONY: help book site workbench pdf serve lab bench bench-book effort fuzz faults test lint verify check-results record-results record-data metadata check check-data check-slow mutants versions texts counts code reference links kit lock clean
.DEFAULT_GOAL := help
