/* Counting characters as an editor does: what is printed, each cluster once. */
#include <unicode/uchar.h>

#include "text/work.h"

static bool is_printed(uint32_t code)
{
  if (code > 0x20 && code < 0x7F)
    return true;
  if (walk_is_han(code))
    return true;
  return !u_isUWhiteSpace((UChar32)code) && u_charType((UChar32)code) != U_CONTROL_CHAR &&
         !u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Clusters by ICU: one counts when any of its characters is printed. */
static unsigned count_clusters(const char *text, size_t length)
{
  BoundarySet set = boundary_find(BOUNDARY_CLUSTER, text, length);
  unsigned count = 0;
  bool counted = false;
  for (size_t at = 0; at < length;) {
    if (boundary_at(&set, at))
      counted = false;
    if (is_printed(walk_next(text, length, &at)) && !counted) {
      counted = true;
      count++;
    }
  }
  g_free(set.bits);
  return count;
}

unsigned text_characters(const char *text, size_t length)
{
  unsigned count = 0;
  for (size_t at = 0; at < length;) {
    uint32_t code = walk_next(text, length, &at);
    if (!walk_is_simple(code))
      return count_clusters(text, length);
    count += is_printed(code);
  }
  return count;
}
