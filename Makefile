# Kodan's front door: each target is one command of swift, of kodan or of a script in Config.
# The demo is a release build and the tests a debug build: neither disturbs the other.

.DEFAULT_GOAL := help
.PHONY: help setup peers demo build test test-tsan check-optimum check-api test-browser pictures bench-pages check-memory coverage mutate bench embed lint format

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install the system packages that are missing
	@Config/setup.sh

peers: ## install what the tests of mails talk to: msmtp, and Python's aiosmtpd and icalendar
	@Config/peers.sh

demo: build ## fill a private PostgreSQL with a fictional year and show it; ARGS="--help" for its options
	@.build/release/kodan demo $(ARGS)

build: setup ## build .build/release/kodan
	@Config/release.sh kodan

test: setup ## run all tests
	@swift test --enable-code-coverage

test-tsan: setup ## run the database client's tests under the thread sanitizer
	@Config/tsan.sh

check-optimum: build ## have the optimum of some hundred problems checked by OR-Tools; ARGS="--help" for its options
	@Config/check-optimum.sh $(ARGS)

check-api: build ## have every operation called as every role by Schemathesis; SHORT=1 for a few of them
	@Config/check-api.sh $(ARGS)

test-browser: build ## do each role's main job on the pages in Chromium; screenshots in .build-browser/shots
	@Config/test-browser.sh

pictures: ## make the README's pictures from those of test-browser
	@Config/pictures.sh

check-memory: build ## see whether a server's memory stays flat; REQUESTS=1000000
	@Config/check-memory.sh

coverage: ## print the line coverage of the last make test
	@Config/coverage.sh

bench: setup ## measure; PARTS="matching export http", PEERS=DIR beside solvers and servers, SIZES="S M MT L"
	@Config/bench.sh

bench-pages: build ## measure how long the server takes for each page of the portal, with the demo's year
	@Config/bench-pages.sh

mutate: setup ## break the money rules one by one; each must be caught by a test
	@Config/mutate.sh

embed: setup ## build and run a package that uses Kodan as a library
	@swift run --package-path Tests/Embedding --scratch-path .build-embedding Embedding "$(CURDIR)/Config"

lint: ## check the form of every Swift file
	@swift format lint --strict --recursive Sources Tests SQL Package.swift

format: ## put every Swift file into form
	@swift format format --in-place --recursive Sources Tests SQL Package.swift
