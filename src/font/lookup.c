/* Which face has a character. Answers are kept by pages of 256 code points; a page's cells are filled on the first
   question and never change, so that readers need no lock: two threads may find the same answer twice, and write the
   same number. */
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "font/work.h"

/* A cell: slot + 1 in the upper 16 bits, the glyph in the lower; or one of these. */
enum { ANSWER_UNKNOWN = 0 };
#define ANSWER_NONE UINT32_MAX

static LookupTable *role_table(const Role *role, bool latin)
{
  LookupTable *_Atomic *at = &((Role *)role)->tables[latin];
  LookupTable *table = atomic_load_explicit(at, memory_order_acquire);
  if (table)
    return table;
  LookupTable *fresh = g_new0(LookupTable, 1);
  if (atomic_compare_exchange_strong_explicit(at, &table, fresh, memory_order_acq_rel, memory_order_acquire))
    return fresh;
  g_free(fresh);
  return table;
}

static LookupPage *table_page(LookupTable *table, uint32_t code)
{
  LookupPage *_Atomic *at = &table->pages[code >> 8];
  LookupPage *page = atomic_load_explicit(at, memory_order_acquire);
  if (page)
    return page;
  LookupPage *fresh = g_new0(LookupPage, 1);
  if (atomic_compare_exchange_strong_explicit(at, &page, fresh, memory_order_acq_rel, memory_order_acquire))
    return fresh;
  g_free(fresh);
  return page;
}

static const Face *search_chain(const FontSet *set, const Role *role, bool latin, uint32_t code, uint32_t selector,
                                hb_codepoint_t *glyph)
{
  for (unsigned i = 0; i < role->n_order[latin]; i++) {
    const Face *face = slot_face(set, role->order[latin][i]);
    if (!face)
      continue;
    bool has = selector ? hb_font_get_variation_glyph(face->unit, code, selector, glyph)
                        : hb_font_get_nominal_glyph(face->unit, code, glyph);
    if (has && *glyph)
      return face;
  }
  *glyph = 0;
  return NULL;
}

static const Face *look_up(const FontSet *set, const Role *role, bool latin, uint32_t code, hb_codepoint_t *glyph)
{
  _Atomic uint32_t *cell = &table_page(role_table(role, latin), code)->answers[code & 0xFF];
  uint32_t answer = atomic_load_explicit(cell, memory_order_relaxed);
  if (answer == ANSWER_UNKNOWN) {
    const Face *face = search_chain(set, role, latin, code, 0, glyph);
    if (face && *glyph > 0xFFFF)
      return face;
    answer = face ? (face->id + 1) << 16 | *glyph : ANSWER_NONE;
    atomic_store_explicit(cell, answer, memory_order_relaxed);
  }
  *glyph = answer == ANSWER_NONE ? 0 : answer & 0xFFFF;
  return answer == ANSWER_NONE ? NULL : slot_face(set, (answer >> 16) - 1);
}

const Face *font_face_for(const FontSet *set, unsigned role, bool latin, uint32_t code, uint32_t selector,
                          hb_codepoint_t *glyph)
{
  hb_codepoint_t unused;
  glyph = glyph ? glyph : &unused;
  *glyph = 0;
  if (role >= set->n_roles || code > 0x10FFFF)
    return NULL;
  const Face *face = selector ? search_chain(set, &set->roles[role], latin, code, selector, glyph) : NULL;
  return face ? face
              : look_up(set, &set->roles[role], latin, code, glyph); /* a form no face has: the plain character */
}

const char *font_package_for(uint32_t code)
{
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript((UChar32)code, &status)) {
  case USCRIPT_HAN: return code >= 0x20000 ? "fonts-hanazono" : "fonts-noto-cjk";
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_HANGUL:
  case USCRIPT_BOPOMOFO: return "fonts-noto-cjk";
  case USCRIPT_LATIN:
  case USCRIPT_GREEK:
  case USCRIPT_CYRILLIC: return "fonts-dejavu-core";
  case USCRIPT_COMMON:
  case USCRIPT_INHERITED: return "fonts-symbola";
  default: return "fonts-noto-core";
  }
}
