/* Whether a text begins so. GLib's own, from 2.76 on, measures all of the text first: in a loop over a long one that is
   a square. */
#ifndef TEKAN_BASE_PREFIX_H
#define TEKAN_BASE_PREFIX_H

#include <stdbool.h>
#include <string.h>

static inline bool begins_with(const char *text, const char *prefix)
{
  return !strncmp(text, prefix, strlen(prefix));
}

#endif
