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
  return 0xFFFD;
}

bool walk_is_han(uint32_t code)
{
  return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
         (code >= 0x20000 && code <= 0x3FFFD) || (code >= 0xF900 && code <= 0xFAFF) || code == 0x3005 ||
         code == 0x3007 || code == 0x303B || (code >= 0x2E80 && code <= 0x2FD5);
}

bool walk_is_simple(uint32_t code)
{
  if (code < 0x80)
    return (code >= 0x20 && code < 0x7F) || code == '\n' || code == '\t';
  return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3000 && code <= 0x3029) ||
         (code >= 0xFF01 && code <= 0xFF60) || (code >= 0x2010 && code <= 0x2027) ||
         (code >= 0x2460 && code <= 0x24FF) || (code >= 0x3400 && code <= 0x4DBF) ||
         (code >= 0x20000 && code <= 0x2F7FF) || code == 0xB7 || code == 0x2030 || code == 0x2103 || code == 0xA5 ||
         code == 0xFFE5 || code == 0xB0 || code == 0xD7 || code == 0x2E3A || code == 0x22EF;
}
