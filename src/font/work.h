/* Private to the room: the set's insides. */
#ifndef TEKAN_FONT_WORK_H
#define TEKAN_FONT_WORK_H

#include <stdatomic.h>

#include <glib.h>

#include "font/font.h"
#include "host/host.h"

/* A face of the catalogue. `face` is set once, under the set's lock; `state` says whether it was tried. */
typedef enum { SLOT_UNTRIED, SLOT_OPEN, SLOT_ABSENT } SlotState;
typedef struct {
  const char *key, *family, *style, *file, *package;
  const char *path; /* where it was found, or NULL */
  Face *face;
  _Atomic int state; /* SlotState: face may be read once this says SLOT_OPEN */
} Slot;

/* 256 code points' answers: 0 not asked yet, else the slot and the glyph (see lookup.c). */
typedef struct {
  _Atomic uint32_t answers[256];
} LookupPage;
enum { LOOKUP_PAGES = 0x110000 / 256 };
typedef struct {
  LookupPage *_Atomic pages[LOOKUP_PAGES];
} LookupTable;

typedef struct {
  const char *name, *note;
  const unsigned *chain, *latin, *fallback; /* slots */
  unsigned n_chain, n_latin, n_fallback;
  const unsigned *order[2]; /* every slot to try, once, for Han and for Latin */
  unsigned n_order[2];
  LookupTable *_Atomic tables[2];
} Role;

struct FontSet {
  Arena *arena;
  Slot *slots;
  unsigned n_slots;
  Role *roles;
  unsigned n_roles;
  const char **names; /* of the roles, NULL-terminated */
  GRecMutex lock; /* opening faces, and the marks; of this kind as thread sanitizers see into it, which they do not with
                     GMutex */
  GHashTable *marks; /* mark.c */
  FileFault fault;   /* under the lock: the first file that is there and that the machine did not give … */
  const char *fault_path;
};

enum { FONT_SLOTS_MOST = 4094 };

/* catalog.c: reads the catalogue into SET; false after FATAL. */
bool catalog_read(FontSet *set, const char *path, DiagList *diags);
/* find.c: where FILE lies, in ARENA, or NULL. DIRS is NULL-terminated; free it with g_strfreev. */
char **find_dirs(const char *catalogue);
char *find_file(Arena *arena, char *const *dirs, const char *file, FileFault *fault);
/* open.c: opens what a slot names; NULL when the file is damaged, or holds no such face, or FAULT tells. In ARENA but
 * for HarfBuzz's objects. */
Face *open_face(Arena *arena, const Slot *slot, unsigned id, FileFault *fault);
void close_face(Face *face);
/* The slot's face, opened on the first call, or NULL. Thread-safe. */
const Face *slot_face(const FontSet *set, unsigned slot);
/* cff.c */
FaceKind cff_kind(hb_face_t *face);
/* mark.c: the two ways a mark's ink is found; by_halt is false where the face's halt (vhal) leaves it alone. */
bool mark_by_halt(const Face *face, hb_codepoint_t glyph, bool vertical, MarkBody *body);
MarkBody mark_by_ink(const Face *face, hb_codepoint_t glyph, int cls, bool vertical);

#endif
