/* Private to check: a page's things with their true boxes. */
#ifndef TEKAN_CHECK_WORK_H
#define TEKAN_CHECK_WORK_H

#include "check/check.h"

/* A thing of the page. INK: what it covers for certain, within its box; COVER: the room it takes with the air that is
   its own: no white. */
typedef struct {
  const Placed *placed;
  Box ink, cover;
  bool part; /* of the thing PLACED: 注音, a side of a frame */
} Thing;

typedef struct {
  const StyleSheet *sheet;
  const PlacedPage *page;
  DiagList *diags;
  unsigned allows; /* rules the page lives with, 1 << PageRule */
  Thing *things;
  unsigned n_things;
  GArray *parts; /* Thing: what prints outside the ink of its own: 注音, and the sides of frames */
} Look;

/* things.c */
void things_list(Look *look);
void things_free(Look *look);
unsigned things_inks(const Look *look); /* all that prints, parts and all */
const Thing *things_ink(const Look *look, unsigned index);
const char *thing_name(const Look *look, const Thing *thing, char *text, size_t size); /* for a message */
Place thing_place(const Look *look, const Thing *thing);

/* Each a look of its own. */
void overlap_check(const Look *look);
void bounds_check(const Look *look);
void ground_check(const Look *look);
void lost_check(const Look *look);
PageLook white_check(const Look *look);

#endif
