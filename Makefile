# tekan: `make issue` sets the sample issue, `make test` runs every test. See README.md.
CC      ?= gcc
CSTD     = -std=c17 -D_GNU_SOURCE
WARN     = -Wall -Wextra -Wshadow -Wconversion -Wno-unused-parameter
CFLAGS  ?= -O2 -g
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION  = 0.1.0

PKGS = glib-2.0 gio-2.0 gio-unix-2.0 json-glib-1.0 icu-uc icu-i18n freetype2 harfbuzz harfbuzz-subset libfyaml libpng libjpeg lcms2 cairo libqpdf libarchive
HAVE_PKGS := $(shell pkg-config --exists $(PKGS) 2>/dev/null && echo yes)
ifeq ($(HAVE_PKGS),yes)
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   := $(shell pkg-config --libs $(PKGS))
endif
LIBS = $(PKG_LIBS) -lcmark-gfm-extensions -lcmark-gfm -lhpdf -lhyphen -lz -lm
ALL_CFLAGS = $(CSTD) $(WARN) $(CFLAGS) $(PKG_CFLAGS) -Isrc -MMD -MP \
	-DTEKAN_VERSION='"$(VERSION)"' -DTEKAN_DATADIR='"$(PREFIX)/share/tekan"' -DTEKAN_LOCALEDIR='"$(PREFIX)/share/locale"' $(EXTRA_CFLAGS)

# Rooms in the order of the flow (src/ROOMS); an archive each, so that a room's tests need only the rooms above it.
ROOMS   := $(shell sed -e '/^\#/d' -e 's/ .*//' src/ROOMS)
room_lib = $(BUILD)/rooms/lib$(subst /,_,$(1)).a
room_src = $(wildcard src/$(1)/*.c)
ARCHIVES = $(foreach r,$(ROOMS),$(call room_lib,$(r)))
MAIN_O   = $(BUILD)/src/cmd/main.o

.PHONY: all
all: $(BUILD)/tekan

define ROOM_RULE
$(call room_lib,$(1)): $(filter-out $(MAIN_O),$(patsubst %.c,$(BUILD)/%.o,$(call room_src,$(1))))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call ROOM_RULE,$(r))))

$(BUILD)/tekan: $(MAIN_O) $(ARCHIVES)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(MAIN_O) -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# tests/unit/<room>/test_*.c, a cmocka program each, linked with the rooms up to its own.
UNIT_SRC := $(shell find tests/unit -name 'test_*.c' 2>/dev/null)
UNIT_BIN  = $(patsubst %.c,$(BUILD)/%,$(UNIT_SRC))
rooms_upto = $(shell printf '%s\n' $(ROOMS) | sed '/^$(subst /,\/,$(1))$$/q')
define UNIT_RULE
$(BUILD)/$(basename $(1)): $(BUILD)/$(1:.c=.o) $(foreach r,$(call rooms_upto,$(patsubst tests/unit/%/,%,$(dir $(1)))),$(call room_lib,$(r)))
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(LIBS) -lcmocka
endef
$(foreach t,$(UNIT_SRC),$(eval $(call UNIT_RULE,$(t))))

.PHONY: unit
unit: $(UNIT_BIN)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.SECONDARY:
