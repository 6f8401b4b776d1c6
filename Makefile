# Each target does its own set-up. STUDY, FOCUS and OUT choose another study, focus outlet and folder; SPLIT a
# part of the annotated articles.
PYTHON ?= python3
STUDY ?= data/sample/study.toml
FOCUS ?=
OUT ?= report
SPLIT ?= dev
RUN := .venv/bin/python -m

.PHONY: help report test bench bench-short bench-scale bench-voices bench-lexicons bench-sentiment bench-stance bench-statistics check lab lock clean set-up set-up-tests

help:
	@echo "make report   run every notebook and write OUT/index.html (STUDY=path, FOCUS=outlet, OUT=folder)"
	@echo "make test     run the tests"
	@echo "make bench   speed as ratios to named peers, in one table (about a quarter of an hour; peers go into .venv-peers)"
	@echo "make bench-short   the two rows of it that CI holds, under two minutes"
	@echo "make bench-scale   what corpora of 10,000 to a billion articles cost, a simulation of a million, memory and speed of workers (hours)"
	@echo "make bench-voices   measure voices on annotated articles (SPLIT=dev; reads ../shared/corpora or FRAMING_CORPORA)"
	@echo "make bench-lexicons measure the lists of words on annotated articles"
	@echo "make bench-sentiment   the scorer of valence beside vaderSentiment: same scores, time (a minute)"
	@echo "make bench-stance   measure stance on annotated sentences and articles (about four minutes)"
	@echo "make bench-statistics   do comparisons cry wolf: null splits, power, unequal sides (about an hour)"
	@echo "make lab      open the notebooks in JupyterLab (STUDY=path, FOCUS=outlet)"
	@echo "make check    lint, types, import rules, notebook outputs"
	@echo "make lock     write the lock files anew, from pyproject.toml and benchmarks/peers.in"

report: set-up
	@$(RUN) analysis report "$(STUDY)" --out "$(OUT)" $(if $(FOCUS),--focus "$(FOCUS)")

test: set-up-tests
	$(RUN) pytest -n 2 --dist loadgroup

bench: set-up-tests
	@$(PYTHON) tools/set_up_peers.py
	.venv/bin/python benchmarks/bench.py

bench-short: set-up-tests
	.venv/bin/python benchmarks/bench.py --short

bench-scale: set-up-tests
	.venv/bin/python benchmarks/scale.py --measure
	.venv/bin/python benchmarks/simulate.py
	.venv/bin/python benchmarks/workers.py memory
	.venv/bin/python benchmarks/workers.py speed
	.venv/bin/python benchmarks/workers.py dask

bench-voices: set-up-tests
	.venv/bin/python benchmarks/voices.py "$(SPLIT)"
	.venv/bin/python benchmarks/voices_speed.py

bench-lexicons: set-up-tests
	.venv/bin/python benchmarks/lexicon_hits.py

bench-sentiment: set-up-tests
	.venv/bin/python benchmarks/sentiment_speed.py

bench-stance: set-up-tests
	.venv/bin/python benchmarks/stance.py
	.venv/bin/python benchmarks/stance_agreement.py
	.venv/bin/python benchmarks/lexicon_hits.py

bench-statistics: set-up-tests
	.venv/bin/python benchmarks/comparisons.py
	.venv/bin/python benchmarks/same_event.py
	.venv/bin/python benchmarks/classifier.py

check: set-up-tests
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	.venv/bin/lint-imports
	.venv/bin/nbstripout --verify notebooks/*.ipynb

lab: set-up
	@$(RUN) analysis lab "$(STUDY)" $(if $(FOCUS),--focus "$(FOCUS)")

lock: set-up-tests
	$(RUN) uv pip compile requirements.in --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements.txt
	$(RUN) uv pip compile requirements-dev.in --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements-dev.txt
	$(RUN) uv pip compile benchmarks/peers.in --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o benchmarks/peers.txt

set-up:
	@$(PYTHON) tools/set_up.py requirements.txt

set-up-tests:
	@$(PYTHON) tools/set_up.py requirements-dev.txt

clean:
	rm -rf .venv .venv.new .venv-peers report
