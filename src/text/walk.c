/* Walking UTF-8 one code point at a time. */
#include "text/work.h"

static unsigned sequence_length(unsigned char lead)
{
  return lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

uint32_t walk_next(const char *text, size_t length, size_t *at)
{
  const unsigned char *s = (const unsigned char *)text + *at;
  unsigned n = sequence_length(s[0]);
  if (n == 1) {
    (*at)++;
    return s[0];
  }
  if (n == 0 || *at + n > length)
    goto invalid;
  uint32_t code = s[0] & (0x7Fu >> n);
  for (unsigned i = 1; i < n; i++) {
    if ((s[i] & 0xC0) != 0x80)
      goto invalid;
    code = code << 6 | (s[i] & 0x3Fu);
  }
  if ((n == 3 && (code < 0x800 || (code >= 0xD800 && code < 0xE000))) ||
      (n == 4 && (code < 0x10000 || code > 0x10FFFF)))
    goto invalid;
  *at += n;
  return code;
invalid:
  (*at)++;
  return MARK_REPLACEMENT;
}

/* Blocks of Unicode (Blocks.txt) with what is to come in them; ICU's properties end where its version ends. */
static bool is_ideograph(uint32_t code)
{
  return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF);
}

bool walk_is_han(uint32_t code)
{
  return is_ideograph(code) || (code >= 0x20000 && code <= 0x3FFFD) || /* planes 2 and 3 */
         (code >= 0xF900 && code <= 0xFAFF) ||                         /* compatibility ideographs */
         code == MARK_ITERATION || code == MARK_ZERO || code == MARK_ITERATION_UPRIGHT ||
         (code >= 0x2E80 && code <= 0x2FD5); /* radicals */
}

bool walk_is_simple(uint32_t code)
{
  if (code < 0x80)
    return (code >= 0x20 && code < 0x7F) || code == '\n' || code == '\t';
  return is_ideograph(code) || (code >= MARK_SPACE && code <= 0x3029) ||       /* up to the tone marks, which combine */
         (code >= MARK_EXCLAMATION && code <= MARK_WHITE_PAREN_CLOSE) ||       /* full-width forms */
         (code >= MARK_HYPHEN && code <= MARK_HYPHENATION_POINT) ||            /* general punctuation that is seen */
         (code >= 0x2460 && code <= 0x24FF) ||                                 /* enclosed alphanumerics */
         (code >= 0x20000 && code <= 0x2F7FF) || mark_has(code, TRAIT_SIMPLE); /* plane 2 without what normalises */
}
