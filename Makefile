# tekan: `make issue` sets the sample issue, `make test` runs every test. See README.md.
CC      ?= gcc
CSTD     = -std=c17 -D_GNU_SOURCE
WARN     = -Wall -Wextra -Wshadow -Wconversion -Wno-unused-parameter
CFLAGS  ?= -O2 -g
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := $(shell cat VERSION)
ISSUE   ?= issues/2024-xinzhou-lianghui

# Hardening, as far as the compiler knows it for this machine; HARDEN= leaves it out. A level of _FORTIFY_SOURCE the flags name stays;
# without optimising there is none.
cc_takes = $(shell $(CC) -Werror $(1) -x c -c -o /dev/null /dev/null >/dev/null 2>&1 && echo $(1))
ifeq ($(origin HARDEN),undefined)
HARDEN := -fPIE -Werror=format-security $(foreach f,-fstack-protector-strong -fstack-clash-protection -fcf-protection,$(call cc_takes,$(f)))
ifeq ($(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),)
HARDEN += $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif
HARDEN_LINK := -pie -Wl,-z,relro,-z,now
endif

# SANITIZE=address,undefined or thread: a build of its own, which watches more than hardening does.
comma := ,
ifdef SANITIZE
BUILD    = build-$(subst $(comma),-,$(SANITIZE))
CFLAGS  += -O1 -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
HARDEN   =
HARDEN_LINK =
endif

PKGS = glib-2.0 gio-2.0 gio-unix-2.0 json-glib-1.0 icu-uc icu-i18n freetype2 harfbuzz harfbuzz-subset libfyaml libpng libjpeg lcms2 cairo libqpdf libarchive
HAVE_PKGS := $(shell pkg-config --exists $(PKGS) 2>/dev/null && echo yes)
ifeq ($(HAVE_PKGS),yes)
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   := $(shell pkg-config --libs $(PKGS))
endif
LIBS = $(PKG_LIBS) -lcmark-gfm-extensions -lcmark-gfm -lhpdf -lhyphen -lz -lm
ALL_CFLAGS = $(CSTD) $(WARN) $(HARDEN) $(CPPFLAGS) $(CFLAGS) $(PKG_CFLAGS) -Isrc -MMD -MP \
	-DTEKAN_VERSION='"$(VERSION)"' -DTEKAN_DATADIR='"$(PREFIX)/share/tekan"' -DTEKAN_LOCALEDIR='"$(PREFIX)/share/locale"' $(EXTRA_CFLAGS)
LINK = $(CC) $(HARDEN) $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS)

# Rooms in the order of the flow (src/ROOMS); an archive each, so that a room's tests need only the rooms above it.
ROOMS   := $(shell sed -e '/^\#/d' -e 's/ .*//' src/ROOMS)
room_lib = $(BUILD)/rooms/lib$(subst /,_,$(1)).a
room_src = $(wildcard src/$(1)/*.c)
ARCHIVES = $(foreach r,$(ROOMS),$(call room_lib,$(r)))
MAIN_O   = $(BUILD)/src/cmd/main.o
NEWSPRINT = $(BUILD)/share/tekan/newsprint.icc
WORDS     = $(BUILD)/share/tekan/words.txt
DICTIONARY ?= /usr/lib/python3/dist-packages/jieba/dict.txt

.PHONY: all
all: $(BUILD)/tekan $(BUILD)/locale/zh_CN/LC_MESSAGES/tekan.mo $(NEWSPRINT) $(WORDS) manuals

define ROOM_RULE
$(call room_lib,$(1)): $(filter-out $(MAIN_O),$(patsubst %.c,$(BUILD)/%.o,$(call room_src,$(1))))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call ROOM_RULE,$(r))))

$(BUILD)/tekan: $(MAIN_O) $(ARCHIVES) | $(WORDS)
	$(LINK) -o $@ $(MAIN_O) -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

# The press profile of newsprint, made once: image/newsprint.c says from what.
NEWSPRINT_ROOMS = $(foreach r,base host text load font image,$(call room_lib,$(r)))
$(BUILD)/tools/newsprint/main: $(BUILD)/tools/newsprint/main.o $(NEWSPRINT_ROOMS)
	$(LINK) -o $@ $< -Wl,--start-group $(NEWSPRINT_ROOMS) -Wl,--end-group $(LIBS)

$(NEWSPRINT): $(BUILD)/tools/newsprint/main
	@mkdir -p $(@D)
	$< $@

# The words heads are divided between: jieba's, with what it lacks.
$(WORDS): tools/words src/text/words.txt $(DICTIONARY)
	@mkdir -p $(@D)
	tools/words $(DICTIONARY) src/text/words.txt $@

$(BUILD)/%.o: %.c VERSION
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# tests/unit/<room>/test_*.c, a cmocka program each, linked with the rooms up to its own.
UNIT_SRC := $(shell find tests/unit -name 'test_*.c' 2>/dev/null)
UNIT_BIN  = $(patsubst %.c,$(BUILD)/%,$(UNIT_SRC))
rooms_upto = $(shell printf '%s\n' $(ROOMS) | sed '/^$(subst /,\/,$(1))$$/q')
define UNIT_RULE
$(BUILD)/$(basename $(1)): $(BUILD)/$(1:.c=.o) $(foreach r,$(call rooms_upto,$(patsubst tests/unit/%/,%,$(dir $(1)))),$(call room_lib,$(r))) | $(WORDS)
	$$(LINK) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(LIBS) -lcmocka
endef
$(foreach t,$(UNIT_SRC),$(eval $(call UNIT_RULE,$(t))))

.PHONY: unit
unit: $(UNIT_BIN)

# The weights' tests once more, in a build of their own where they may be changed while it runs (src/base/costs.h).
PERTURBED     = $(BUILD)/perturbed/test_weights $(BUILD)/perturbed/test_makeup
PERTURBED_SRC = $(call room_src,text) $(call room_src,break) tests/unit/break/test_weights.c
PERTURBED_O   = $(patsubst %.c,$(BUILD)/perturbed/%.o,$(PERTURBED_SRC))
PERTURBED_MAKEUP_O = $(patsubst %.c,$(BUILD)/perturbed/%.o,$(call room_src,makeup) tests/unit/makeup/test_weights.c)
$(BUILD)/perturbed/weights.h: src/base/costs.def
	@mkdir -p $(@D)
	sed -nE 's/^COST\(([A-Z_]+),.*/#define COST_\1 (costs_now[COST_AT_\1])/p' $< >$@
$(BUILD)/perturbed/%.o: %.c $(BUILD)/perturbed/weights.h
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Wno-conversion -Wno-sign-compare -DCOSTS_PERTURBED -include $(BUILD)/perturbed/weights.h -c -o $@ $<
$(BUILD)/perturbed/test_weights: $(PERTURBED_O) $(call room_lib,host) $(call room_lib,base) | $(WORDS)
	$(LINK) -o $@ $^ $(LIBS) -lcmocka
$(BUILD)/perturbed/test_makeup: $(PERTURBED_MAKEUP_O) $(call room_lib,base)
	$(LINK) -o $@ $^ $(LIBS) -lcmocka

# Tools the tests drive, and benches: a program a file, with every room at hand.
TOOL_SRC  := $(wildcard tests/tools/*.c)
BENCH_SRC := $(wildcard tests/bench/*.c)
RANDOM     = $(BUILD)/tests/tools/random_issues
PROGRAMS   = $(filter-out $(RANDOM),$(patsubst %.c,$(BUILD)/%,$(TOOL_SRC) $(BENCH_SRC)))
$(PROGRAMS): $(BUILD)/%: $(BUILD)/%.o $(ARCHIVES) | $(WORDS)
	$(LINK) -o $@ $< -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

# Random issues, built under sanitizers too (see watched): with the rooms they need and no others.
$(RANDOM): $(RANDOM).o $(foreach r,$(call rooms_upto,paint),$(call room_lib,$(r))) | $(WORDS)
	$(LINK) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LIBS)

# tests/fuzz/fuzz_*.c: fuzz targets. With a plain main their corpora are replayed by the ordinary tests;
# `make fuzz` builds them with libFuzzer.
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_BIN  = $(patsubst %.c,$(BUILD)/%,$(FUZZ_SRC))
$(FUZZ_BIN): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/tests/fuzz/replay.o $(ARCHIVES) | $(WORDS)
	$(LINK) -o $@ $< $(BUILD)/tests/fuzz/replay.o -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

# --- words: po/zh_CN.po → a catalogue the program reads itself (src/cmd/words.h) ---
$(BUILD)/locale/zh_CN/LC_MESSAGES/tekan.mo: po/zh_CN.po
	@mkdir -p $(@D)
	msgfmt --check-format -o $@ $<

.PHONY: po
po:
	xgettext --language=C --from-code=UTF-8 --keyword --keyword=words_say:2 --keyword=N_ --add-location=file \
	  --sort-by-file --package-name=tekan -o po/tekan.pot src/cmd/*.c
	msgmerge --quiet --update --backup=none po/zh_CN.po po/tekan.pot

# --- manuals: the version goes in as they are built ---
PAGES = $(patsubst man/%,%,$(wildcard man/*.[15] man/zh_CN/*.[15]))
.PHONY: manuals
manuals: $(addprefix $(BUILD)/man/,$(PAGES))
$(BUILD)/man/%: man/% VERSION
	@mkdir -p $(@D)
	sed 's/^\.Os.*/.Os tekan $(VERSION)/' $< >$@.new && mv $@.new $@

# --- the two commands ---------------------------------------------------------------
# Packages first; then make anew, since what pkg-config knows was asked when this file was read.
PARALLEL = $(if $(findstring j,$(firstword -$(MAKEFLAGS))),,-j$(shell nproc))
AGAIN    = $(MAKE) --no-print-directory $(PARALLEL)

.PHONY: deps
deps:
	@deps/install build run

.PHONY: issue
issue: deps
	@$(AGAIN) all
	$(BUILD)/tekan build $(ISSUE); built=$$?; $(BUILD)/tekan proof $(ISSUE) && exit $$built

.PHONY: test
test:
	@deps/install build run test
	@$(AGAIN) check

# Random issues run under sanitizers in the ordinary suite too: a build of its own, of what they need.
WATCHED = build-address-undefined/tests/tools/random_issues
.PHONY: watched
watched:
ifndef SANITIZE
	@$(MAKE) --no-print-directory SANITIZE=address,undefined $(WATCHED)
endif

# All there is of C, built: for .ci/run, with another compiler.
.PHONY: everything
everything: all unit $(PERTURBED) $(PROGRAMS) $(RANDOM) $(FUZZ_BIN)

# What the tests need, built; then tests/run, whose last line is the sum.
.PHONY: check
check: all unit watched $(PERTURBED) $(patsubst %.c,$(BUILD)/%,$(TOOL_SRC)) $(FUZZ_BIN)
	@CC="$(CC)" HARDENED="$(HARDEN)" tests/run $(BUILD)

.PHONY: bench
bench: all $(PROGRAMS) $(RANDOM)
	@for bench in $(patsubst %.c,$(BUILD)/%,$(BENCH_SRC)); do echo "== $$bench"; $$bench tests/data/texts || exit 1; done
	@for bench in $(wildcard tests/bench/*.sh); do echo "== $$bench"; BUILD=$(BUILD) sh $$bench || exit 1; done

.PHONY: asan tsan
asan:
	@RANDOM_ISSUES=$${RANDOM_ISSUES:-1000} $(MAKE) test SANITIZE=address,undefined,float-cast-overflow
# Threads alone: tests/tsan.supp and tests/threads/threads.sh say what this shows.
tsan:
	@$(MAKE) --no-print-directory SANITIZE=thread threads
	@echo "Seen: what src/ does, in building and proofing with eight threads, under locks that are pthread's (GRecMutex)."
	@echo "Not seen: the insides of GLib, HarfBuzz, FreeType, ICU, Little CMS, libpng, libjpeg and cairo; what no such issue reaches."

.PHONY: threads
threads:
	@deps/install build run test
	@$(AGAIN) all $(patsubst %.c,$(BUILD)/%,$(TOOL_SRC))
	@CC="$(CC)" tests/run $(BUILD) threads/

# Each target for FUZZ_SECONDS of processor time, on its corpus; FUZZ="article pdf" for some. Comparisons are traced only
# where an input is read: elsewhere they compare lengths and colours, which no dictionary holds, at half the speed.
FUZZ_SECONDS ?= 60
FUZZ_BUILD    = build-fuzz
FUZZ_CFLAGS   = -g -O2 -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow -fno-sanitize-recover=all \
	-fsanitize-address-use-after-return=never -fno-omit-frame-pointer
UNTRACED      = $(addsuffix /%,base host text font style shape break makeup compose check paint emit cmd) \
	$(patsubst %,preflight/%.o,content draw inkmap operators outline painting path raster space state token)
.PHONY: fuzz
fuzz:
	@$(AGAIN) BUILD=$(FUZZ_BUILD) FUZZING=yes CC=clang HARDEN= CFLAGS="$(FUZZ_CFLAGS)" fuzzers
	@tests/fuzz/run $(FUZZ_BUILD) $(FUZZ_SECONDS) $(FUZZ)

.PHONY: fuzzers
fuzzers: $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(FUZZ_SRC))
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(ARCHIVES) | $(WORDS)
	$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $< -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)
ifdef FUZZING
$(filter $(addprefix $(BUILD)/src/,$(UNTRACED)),$(foreach r,$(ROOMS),$(patsubst %.c,$(BUILD)/%.o,$(call room_src,$(r))))): EXTRA_CFLAGS += -fno-sanitize-coverage=trace-cmp
endif

.PHONY: format lint
format:
	clang-format -i $$(git ls-files '*.c' '*.h')
lint:
	@deps/install build test ci
	@tools/lint $(filter-out -MMD -MP,$(ALL_CFLAGS)) -Itests

# --- installing ------------------------------------------------------------------------
ZSH_FUNCTIONS ?= $(PREFIX)/share/zsh/site-functions
SHARE = $(DESTDIR)$(PREFIX)/share
DATA  = $(wildcard layouts/*.yaml fonts/catalog.yaml profiles/*.icc)
installed_page = $(SHARE)/man/$(if $(findstring zh_CN/,$(1)),zh_CN/)man$(subst .,,$(suffix $(1)))/$(notdir $(1))
INSTALLED = $(DESTDIR)$(PREFIX)/bin/tekan $(addprefix $(SHARE)/tekan/,$(DATA)) $(foreach p,$(PAGES),$(call installed_page,$(p))) \
	$(SHARE)/tekan/newsprint.icc $(SHARE)/tekan/words.txt $(SHARE)/locale/zh_CN/LC_MESSAGES/tekan.mo $(SHARE)/bash-completion/completions/tekan $(DESTDIR)$(ZSH_FUNCTIONS)/_tekan

# A packager, who stages with DESTDIR, brings the packages.
.PHONY: install
install: $(if $(DESTDIR),,deps)
	@$(AGAIN) all
	install -D -m 755 $(BUILD)/tekan $(DESTDIR)$(PREFIX)/bin/tekan
	$(foreach f,$(DATA),install -D -m 644 $(f) $(SHARE)/tekan/$(f) &&) true
	$(foreach p,$(PAGES),install -D -m 644 $(BUILD)/man/$(p) $(call installed_page,$(p)) &&) true
	install -D -m 644 $(NEWSPRINT) $(SHARE)/tekan/newsprint.icc
	install -D -m 644 $(WORDS) $(SHARE)/tekan/words.txt
	install -D -m 644 $(BUILD)/locale/zh_CN/LC_MESSAGES/tekan.mo $(SHARE)/locale/zh_CN/LC_MESSAGES/tekan.mo
	install -D -m 644 completions/tekan.bash $(SHARE)/bash-completion/completions/tekan
	install -D -m 644 completions/_tekan $(DESTDIR)$(ZSH_FUNCTIONS)/_tekan

.PHONY: uninstall
uninstall:
	rm -f $(INSTALLED)
	-rmdir $(SHARE)/tekan/layouts $(SHARE)/tekan/fonts $(SHARE)/tekan/profiles $(SHARE)/tekan 2>/dev/null

# --- releasing ---------------------------------------------------------------------------
# The source as it is committed, the same bytes wherever it is packed, and its checksum.
RELEASE = tekan-$(VERSION)
.PHONY: dist
dist:
	@tools/dist $(BUILD)/dist

# The tarball, unpacked elsewhere, without git: builds, installs, sets a page, and packs into the same bytes again.
.PHONY: distcheck
distcheck: dist
	@tools/distcheck $(BUILD)/dist/$(RELEASE).tar.gz

# The Debian package, from that tarball, and what lintian says of it.
.PHONY: deb
deb:
	@deps/install build run test deb
	@$(AGAIN) dist
	rm -rf $(BUILD)/deb && mkdir -p $(BUILD)/deb
	tar -xzf $(BUILD)/dist/$(RELEASE).tar.gz -C $(BUILD)/deb
	cd $(BUILD)/deb/$(RELEASE) && env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS -u BUILD dpkg-buildpackage -us -uc -j$(shell nproc)
	lintian --profile debian --fail-on error,warning $(BUILD)/deb/*.changes

.PHONY: clean
clean:
	rm -rf build build-*

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.SECONDARY:
