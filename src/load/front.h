/* Private to load: the lines of --- an article's front matter stands between. */
#ifndef TEKAN_LOAD_FRONT_H
#define TEKAN_LOAD_FRONT_H

#include <stddef.h>

#include "base/diag.h"

typedef struct {
  size_t yaml, yaml_end; /* bytes of the text; both 0: there is none */
  size_t body;
  int body_line; /* the body's first line, from 1 */
} Front;

/* Finds it in TEXT. Where its lines of --- are missing or mistyped it is known by KEYS, which its lines begin with; it
   is told then, and nothing of it taken for the article's text. false after a FATAL. */
bool front_find(const char *text, size_t length, const char *const *keys, const char *file, Front *front,
                DiagList *diags);

#endif
