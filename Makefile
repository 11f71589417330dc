# make site     builds the guide into public/
# make test     installs what the tests need and runs every test
# make check    format, build with warnings as errors, the guide's own check
# make format   formats the sources
# make pdf      prints the whole guide to guide.pdf
# make bench    measures builds beside their limit and other generators; make bench-phone pages on a slow phone
# make faults   kills 500 builds, and reads 50,000 files while the site is published
# make load     publishes 20 times while nginx is under load for 60 s
# make fuzz     feeds the parsers with what libFuzzer makes up, SECONDS=20 each
# make sanitize runs the unit tests under the address and the thread sanitizer
# make bench-hostile       builds hostile files and tells what each costs
# make bench-environments  builds the guide in sixteen environments and compares the bytes
# make docs     writes the documents that the program knows best
# make release  one program that runs where no Swift is: .build/release/clew
# make release-check  tries it in an empty folder, with an empty environment
# make man      writes the manual page into .build/clew.1

SHELL := /bin/bash
APT := libcmark-dev libjemalloc-dev libdeflate-dev pkg-config
APT_TEST := $(APT) chromium fonts-noto-cjk poppler-utils nginx-light wrk caddy openssl \
  default-jre-headless python3-venv
SOURCES := Package.swift Sources Tests Plugins
PYTHON := .venv/bin/python
SECONDS := 20
FUZZ_TARGETS := front-matter markdown tree index query template

.DEFAULT_GOAL := site
.PHONY: site test check format lint unit browser picture icons pdf bench bench-phone bench-hostile bench-environments fuzz sanitize faults load docs man release release-check debug packages test-packages

# Installs the named Debian packages that are missing.
define install
	@missing=$$(for name in $(1); do \
	  dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || echo $$name; done); \
	if [ -n "$$missing" ]; then \
	  echo "installing" $$missing; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	fi
endef

packages:
	$(call install,$(APT))

test-packages: .venv/installed
	$(call install,$(APT_TEST))

.venv/installed: Tests/Browser/requirements.txt
	$(call install,$(APT_TEST))
	python3 -m venv .venv
	$(PYTHON) -m pip install -q -r $<
	touch $@

site: packages
	swift build -c release --product clew
	.build/release/clew build

# PAGES and RUNS set the size: make bench PAGES=1000,10000,100000 RUNS=3
PAGES ?= 1000,10000
RUNS ?= 5
bench: site
	python3 Benchmarks/guide.py .build/release/clew
	python3 Benchmarks/build/bench.py .build/release/clew --pages $(PAGES) --runs $(RUNS)

bench-phone: test-packages site
	$(PYTHON) Benchmarks/phone.py public

# Both work on the program that `make release` makes, which is the quickest.
faults: test-packages release
	CLEW=$(CURDIR)/.build/release/clew python3 Tests/Faults/kills.py
	CLEW=$(CURDIR)/.build/release/clew python3 Tests/Faults/readers.py

load: test-packages release
	CLEW=$(CURDIR)/.build/release/clew python3 Tests/Faults/load.py
# A folder that holds the archives of libcmark and libdeflate and no shared library: pkg-config names it to
# the linker, which then has no choice.
ARCHIVES := $(CURDIR)/.build/archives

bench-hostile: packages
	swift build -c release --product clew
	python3 Benchmarks/pathological.py .build/release/clew

bench-environments: packages
	swift build -c release --product clew
	python3 Benchmarks/environments.py .build/release/clew

# Swift keeps its globals for good, which is no leak; its own tracer and the sanitizer's do not agree.
# What was found to reach new code is kept in .build/fuzz/corpus, an input that fails beside it.
fuzz: packages
	FUZZER_LIBRARY=$$(clang -print-resource-dir)/lib/linux/libclang_rt.fuzzer_no_main-$$(uname -m).a \
	  swift build --package-path Fuzz --scratch-path .build/fuzz -c release --product fuzz \
	  --sanitize address -Xswiftc -enable-testing \
	  -Xswiftc -sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table
	@export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0; for target in $(FUZZ_TARGETS); do \
	  mkdir -p .build/fuzz/corpus/$$target; \
	  .build/fuzz/release/fuzz $$target .build/fuzz/corpus/$$target Fuzz/corpus/$$target \
	    -max_total_time=$(SECONDS) -max_len=16000 -timeout=10 -rss_limit_mb=2048 \
	    -print_final_stats=1 -artifact_prefix=.build/fuzz/$$target- || exit 1; \
	done

# Each in a folder of its own, for the flags reach every module.
sanitize: packages
	ASAN_OPTIONS=detect_leaks=0:suppressions=$(CURDIR)/Tests/address-sanitizer.supp \
	  CLEW_MALLOC=system swift test --sanitize=address --no-parallel --scratch-path .build/address
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.supp \
	  CLEW_MALLOC=system swift test --sanitize=thread --no-parallel --scratch-path .build/thread

release: packages
	mkdir -p $(ARCHIVES)
	for name in libcmark libdeflate; do \
	  ln -sf "$$(clang -print-file-name=$$name.a)" $(ARCHIVES)/; \
	  sed "s|^libdir=.*|libdir=$(ARCHIVES)|" \
	    "$$(pkg-config --variable=pcfiledir $$name)/$$name.pc" > $(ARCHIVES)/$$name.pc; done
	PKG_CONFIG_PATH=$(ARCHIVES) CLEW_MALLOC=system \
	  swift build -c release --product clew --static-swift-stdlib
	strip .build/release/clew
	stat -c '%n: %s bytes' .build/release/clew

release-check: release
	Tests/release.sh .build/release/clew

debug: packages
	swift build

lint:
	swift format lint --strict --recursive $(SOURCES)

format:
	swift format --in-place --recursive $(SOURCES)

check: lint debug
	.build/debug/clew check --strict

unit: test-packages
	swift test

browser: test-packages debug
	$(PYTHON) -m pytest -q Tests/Browser Tests/Faults

docs: debug
	.build/debug/clew explain --markdown > docs/diagnostics.md

man: debug
	.build/debug/clew man > .build/clew.1

# The picture at the head of the README.
picture: test-packages site
	$(PYTHON) Tests/Browser/picture.py public

# The icons, and the picture that chats show beside a link: from icon.svg and site.yml.
icons: test-packages
	$(PYTHON) Tests/Browser/icons.py

pdf: test-packages site
	$(PYTHON) Tests/Browser/pdf.py public

test: check unit browser
