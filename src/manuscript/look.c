/* How a run of Word's text looks, where the look means something; characters that stand for a look or a font's own
   symbol. */
#include <stdlib.h>
#include <string.h>

#include "base/prefix.h"
#include "manuscript/work.h"

static bool is_on(const char *value)
{
  return !value || (strcmp(value, "0") && strcmp(value, "false") && strcmp(value, "none") && strcmp(value, "off"));
}

void look_read(RunLook *look, const char *element, const char *value)
{
  if (!strcmp(element, "w:b"))
    look->bold = is_on(value);
  else if (!strcmp(element, "w:strike"))
    look->struck = is_on(value);
  else if (!strcmp(element, "w:dstrike"))
    look->twice = is_on(value);
  else if (!strcmp(element, "w:vanish"))
    look->hidden = is_on(value);
  else if (!strcmp(element, "w:em"))
    look->dotted = is_on(value);
  else if (!strcmp(element, "w:vertAlign"))
    look->raised = !g_strcmp0(value, "superscript") ? 1 : !g_strcmp0(value, "subscript") ? -1 : 0;
  else if (!strcmp(element, "w:position"))
    look->raised = !value || !strcmp(value, "0") ? look->raised : *value == '-' ? -1 : 1;
}

/* Only what all of it has: 10 with a raised 4 is another number than 104. */
char *look_script(const char *text, int raised)
{
  static const char PLAIN[] = "0123456789+-=()";
  static const char *const RAISED[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "⁼", "⁽", "⁾"},
                           *const LOWERED[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇",
                                               "₈", "₉", "₊", "₋", "₌", "₍", "₎"};
  GString *mapped = g_string_new(NULL);
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    bool minus = begins_with(at, "−") || begins_with(at, "–");
    const char *found = minus ? strchr(PLAIN, '-') : strchr(PLAIN, *at);
    if (!found) {
      g_string_free(mapped, TRUE);
      return NULL;
    }
    g_string_append(mapped, (raised > 0 ? RAISED : LOWERED)[found - PLAIN]);
  }
  return g_string_free(mapped, FALSE);
}

/* Fonts of symbols have them in the private area, at F000 and their own code; in Symbol those are Adobe's. */
char *look_symbol(const char *font, const char *code)
{
  static const struct {
    unsigned code;
    const char *sign;
  } SYMBOLS[] = {{0x61, "α"}, {0x62, "β"}, {0x67, "γ"}, {0x64, "δ"}, {0x6C, "λ"}, {0x6D, "μ"}, {0x70, "π"},
                 {0x73, "σ"}, {0x77, "ω"}, {0x44, "Δ"}, {0x57, "Ω"}, {0xA3, "≤"}, {0xA5, "∞"}, {0xB0, "°"},
                 {0xB1, "±"}, {0xB3, "≥"}, {0xB4, "×"}, {0xB7, "•"}, {0xB8, "÷"}, {0xB9, "≠"}, {0xBB, "≈"}};
  unsigned long given = code ? strtoul(code, NULL, 16) : 0;
  bool own = given < 0x20 || given > 0x10FFFF || (given >= 0xE000 && given <= 0xF8FF);
  if (!own && g_unichar_validate((gunichar)given)) {
    char sign[7] = {0};
    g_unichar_to_utf8((gunichar)given, sign);
    return g_strdup(sign);
  }
  for (unsigned i = 0; font && !strcmp(font, "Symbol") && i < G_N_ELEMENTS(SYMBOLS); i++)
    if ((given & 0xFF) == SYMBOLS[i].code)
      return g_strdup(SYMBOLS[i].sign);
  return NULL;
}
