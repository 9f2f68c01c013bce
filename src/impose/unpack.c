/* What packed bytes come to, before libqpdf unpacks them whole into memory: a few hundred kilobytes may hold gigabytes.
 */
#include "impose/impose.h"

#include <string.h>
#include <zlib.h>

size_t unpack_flate(const unsigned char *bytes, size_t length, size_t most, GByteArray *into)
{
  unsigned char out[1 << 14];
  z_stream flate = {.next_in = (unsigned char *)(uintptr_t)bytes, .avail_in = (unsigned)MIN(length, UINT32_MAX)};
  size_t all = 0;
  int state = inflateInit(&flate);
  while (state == Z_OK && all <= most) {
    flate.next_out = out;
    flate.avail_out = sizeof out;
    state = inflate(&flate, Z_NO_FLUSH);
    size_t more = sizeof out - flate.avail_out;
    if (into)
      g_byte_array_append(into, out, (unsigned)more);
    all += more;
  }
  inflateEnd(&flate);
  return all;
}

/* The stream whose dictionary ends before AT holds objects, or the table of them. */
static bool holds_objects(const char *bytes, size_t at)
{
  enum { DICTIONARY = 1024 };
  const char *from = bytes + (at > DICTIONARY ? at - DICTIONARY : 0);
  const char *begin = g_strrstr_len(from, bytes + at - from, " obj");
  begin = begin ? begin : from;
  return g_strstr_len(begin, bytes + at - begin, "/ObjStm") || g_strstr_len(begin, bytes + at - begin, "/XRef");
}

/* libqpdf unpacks these to read the file at all. */
bool unpack_objects_fit(const char *bytes, size_t length, size_t most)
{
  static const char STREAM[] = "stream";
  size_t all = 0;
  for (const char *at = bytes; at && all <= most;) {
    at = memmem(at, length - (size_t)(at - bytes), STREAM, sizeof STREAM - 1);
    if (!at)
      break;
    size_t keyword = (size_t)(at - bytes), data = keyword + sizeof STREAM - 1;
    while (data < length && (bytes[data] == '\r' || bytes[data] == '\n'))
      data++;
    if ((keyword < 3 || memcmp(at - 3, "end", 3)) && holds_objects(bytes, keyword))
      all += unpack_flate((const unsigned char *)bytes + data, length - data, most - all, NULL);
    at += sizeof STREAM - 1;
  }
  return all <= most;
}
