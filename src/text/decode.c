/* Bytes of a manuscript → UTF-8 NFC. What editors send that is not UTF-8 is nearly always GB 18030 from an old word
   processor or UTF-16 from a text editor: told apart, so that the way out can be named. */
#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/limits.h"
#include "text/work.h"

typedef struct {
  const char *bytes;
  size_t length;
  const char *file;
  DiagList *diags;
} Source;

static Place place_of(const Source *source, size_t offset)
{
  Place place = {.file = source->file, .line = 1, .column = 1};
  for (size_t i = 0; i < offset; i++) {
    unsigned char c = (unsigned char)source->bytes[i];
    bool ends = c == '\n' || (c == '\r' && (i + 1 == source->length || source->bytes[i + 1] != '\n'));
    place.line += ends;
    place.column = ends ? 1 : place.column + ((c & 0xC0) != 0x80 && c != '\r');
  }
  return place;
}

static bool is_utf16(const Source *source)
{
  const unsigned char *b = (const unsigned char *)source->bytes;
  if (source->length < 2)
    return false;
  return (b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF);
}

/* Without a mark: half or more of the even (or odd) bytes of the head are NUL, as Latin in UTF-16 is. */
static bool is_utf16_unmarked(const Source *source)
{
  size_t head = MIN(source->length, 512) & ~(size_t)1, nul[2] = {0, 0};
  for (size_t i = 0; i < head; i++)
    nul[i & 1] += source->bytes[i] == '\0';
  return head >= 4 && (nul[0] * 4 >= head || nul[1] * 4 >= head) && (nul[0] == 0 || nul[1] == 0);
}

/* --- GB 18030 ---------------------------------------------------------------------- */

typedef enum { GB_BAD, GB_ASCII, GB_OTHER, GB_HAN } GbKind;

/* One character of GB 18030 at B (LEFT bytes): its kind and size. Han of daily use stand in rows B0–F7. */
static GbKind read_gb(const unsigned char *b, size_t left, size_t *size)
{
  *size = 1;
  if (b[0] < 0x80)
    return GB_ASCII;
  if (b[0] == 0x80 || b[0] == 0xFF || left < 2)
    return GB_BAD;
  if (b[1] >= 0x30 && b[1] <= 0x39) {
    *size = 4;
    return left >= 4 && b[2] >= 0x81 && b[2] <= 0xFE && b[3] >= 0x30 && b[3] <= 0x39 ? GB_OTHER : GB_BAD;
  }
  *size = 2;
  if (b[1] < 0x40 || b[1] == 0x7F || b[1] == 0xFF)
    return GB_BAD;
  return b[0] >= 0xB0 && b[0] <= 0xF7 && b[1] >= 0xA1 ? GB_HAN : GB_OTHER;
}

/* Valid throughout and mostly Han of daily use, INVALID being the first byte that is no UTF-8. Two or more characters
   that are UTF-8 before it hardly ever come about in GB 18030: then it is UTF-8 with a broken place. */
static bool is_gb18030(const Source *source, size_t invalid)
{
  size_t han = 0, wide = 0, utf8 = 0, size;
  for (size_t i = 0; i < invalid; i++)
    utf8 += (unsigned char)source->bytes[i] >= 0xC0;
  for (size_t at = 0; at < source->length && utf8 < 2; at += size) {
    GbKind kind = read_gb((const unsigned char *)source->bytes + at, source->length - at, &size);
    if (kind == GB_BAD)
      return false;
    han += kind == GB_HAN;
    wide += kind != GB_ASCII;
  }
  return han >= 2 && han * 2 >= wide;
}

/* --- reading ----------------------------------------------------------------------- */

static bool is_control(uint32_t code)
{
  return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0);
}

/* Whether CODE may stand in a text after MARKS combining marks in a row, which are counted on. */
static bool is_fit(uint32_t code, bool combining, unsigned *marks, TextUnfit *unfit)
{
  *marks = combining ? *marks + 1 : 0;
  if (*marks > LIMIT_COMBINING_MARKS)
    *unfit = (TextUnfit){.code = DIAG_TEXT_COMBINING, .value = LIMIT_COMBINING_MARKS};
  else if (is_control(code))
    *unfit = (TextUnfit){.code = DIAG_TEXT_CONTROL, .value = code};
  else
    return true;
  return false;
}

bool text_find_unfit(const char *text, size_t length, TextUnfit *unfit)
{
  unsigned marks = 0;
  for (size_t at = 0, next = 0; at < length; at = next) {
    uint32_t code = walk_next(text, length, &next);
    if (!is_fit(code, g_unichar_combining_class(code) != 0, &marks, unfit)) {
      unfit->at = at;
      return true;
    }
  }
  return false;
}

/* The offset of the first byte that is no UTF-8, or LENGTH. */
static size_t find_invalid(const Source *source)
{
  const char *end;
  size_t at = 0;
  while (at < source->length) {
    if (g_utf8_validate_len(source->bytes + at, source->length - at, &end))
      return source->length;
    at = (size_t)(end - source->bytes);
    if (source->bytes[at] != '\0') /* GLib takes NUL for invalid; it is told as a control character */
      return at;
    at++;
  }
  return source->length;
}

static bool report_encoding(const Source *source)
{
  if (is_utf16(source) || is_utf16_unmarked(source)) {
    diag_add(source->diags, DIAG_TEXT_UTF16, (Place){source->file, 1, 1}, source->file, source->file);
    return true;
  }
  size_t invalid = find_invalid(source);
  if (invalid == source->length)
    return false;
  Place place = place_of(source, invalid);
  if (is_gb18030(source, invalid))
    diag_add(source->diags, DIAG_TEXT_GB18030, place, source->file, source->file);
  else
    diag_add(source->diags, DIAG_TEXT_NOT_UTF8, place, (unsigned)(unsigned char)source->bytes[invalid]);
  return true;
}

/* Could normalising to NFC change text that holds CODE? Says yes too often, never too seldom. */
static bool may_compose(uint32_t code)
{
  return !(code < 0x300 || walk_is_simple(code)); /* NFC_QC: the first that may are the combining marks */
}

/* Copies with line ends made LF and form feeds dropped; NULL after a diagnostic. */
static char *clean_lines(const Source *source, size_t start, size_t *length, bool *composes)
{
  char *out = g_malloc(source->length - start + 1), *to = out;
  unsigned marks = 0;
  TextUnfit unfit;
  for (size_t at = start, next = start; at < source->length; at = next) {
    uint32_t code = walk_next(source->bytes, source->length, &next);
    bool combining = may_compose(code) && g_unichar_combining_class(code) != 0;
    bool line = code == '\r' || code == '\f';
    *composes |= may_compose(code);
    if (!is_fit(line ? '\n' : code, combining, &marks, &unfit)) {
      diag_add(source->diags, unfit.code, place_of(source, at), unfit.value);
      g_free(out);
      return NULL;
    }
    if (code == '\f' || (code == '\r' && next < source->length && source->bytes[next] == '\n'))
      continue;
    memcpy(to, source->bytes + at, next - at);
    *to = code == '\r' ? '\n' : *to;
    to += next - at;
  }
  *to = '\0';
  *length = (size_t)(to - out);
  return out;
}

/* A part of a text in NFC, by ICU: GLib's moves the rest of the text for every character it composes. */
static void compose_part(GString *to, const char *text, size_t length)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  int32_t room = (int32_t)length, n = 0, m = 0, bytes = 0;
  UChar *wide = g_new(UChar, length + 1), *whole = g_new(UChar, 3 * length + 1); /* UAX #15: at most threefold */
  u_strFromUTF8(wide, room + 1, &n, text, room, &status);
  m = unorm2_normalize(nfc, wide, n, whole, 3 * room + 1, &status);
  char *out = g_malloc(3 * (gsize)MAX(m, 0) + 1);
  u_strToUTF8(out, 3 * MAX(m, 0) + 1, &bytes, whole, MAX(m, 0), &status);
  if (U_FAILURE(status))
    g_error("ICU does not compose the text: %s", u_errorName(status)); /* a broken installation: abort */
  g_string_append_len(to, out, bytes);
  g_free(out);
  g_free(wide);
  g_free(whole);
}

/* Nothing is composed across a line's end: some lines at a time. */
static char *compose_text(const char *text, size_t length, size_t *composed)
{
  enum { SOME = 1024 * 1024 };
  GString *whole = g_string_sized_new(length + 1);
  for (size_t at = 0; at < length;) {
    const char *end = length - at > SOME ? memchr(text + at + SOME, '\n', length - at - SOME) : NULL;
    size_t n = end ? (size_t)(end + 1 - text) - at : length - at;
    compose_part(whole, text + at, n);
    at += n;
  }
  *composed = whole->len;
  return g_string_free(whole, FALSE);
}

char *text_decode(Arena *arena, const char *bytes, size_t length, const char *file, size_t *decoded, DiagList *diags)
{
  Source source = {bytes, length, file, diags};
  bool composes = false;
  size_t n;
  if (report_encoding(&source))
    return NULL;
  size_t start = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  char *clean = clean_lines(&source, start, &n, &composes);
  if (!clean)
    return NULL;
  if (composes) {
    char *composed = compose_text(clean, n, &n);
    g_free(clean);
    clean = composed;
  }
  char *text = arena_strndup(arena, clean, n);
  g_free(clean);
  if (decoded)
    *decoded = n;
  return text;
}
