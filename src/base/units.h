/* Lengths and boxes. Everything from style on is an integer in 1/1000 pt (mpt),
   so that the same input gives the same bytes on every machine.
   Page coordinates: origin at the top left corner of the trim, x to the right, y down. */
#ifndef TEKAN_BASE_UNITS_H
#define TEKAN_BASE_UNITS_H

#include <stdint.h>

typedef int32_t Mpt; /* 1/1000 pt; 1 pt = 1/72 in */

#define MPT_PT 1000
#define MPT_PER_MM_NUM 360000 /* 1 mm = 72/25.4 pt = 2834.6457 mpt = 360000/127 */
#define MPT_PER_MM_DEN 127

typedef struct {
  Mpt x, y, w, h;
} Box;

static inline Mpt box_right(const Box *box)
{
  return box->x + box->w;
}
static inline Mpt box_bottom(const Box *box)
{
  return box->y + box->h;
}
/* What BOX reaches beyond WITHIN on the side where it does most; 0: it lies inside. */
static inline Mpt box_beyond(const Box *box, const Box *within)
{
  Mpt left = within->x - box->x, right = box_right(box) - box_right(within);
  Mpt above = within->y - box->y, below = box_bottom(box) - box_bottom(within);
  Mpt across = left > right ? left : right, down = above > below ? above : below;
  Mpt most = across > down ? across : down;
  return most > 0 ? most : 0;
}

/* A length as a spec gives it: VALUE in 1/1000 of UNIT. style turns it into mpt once. */
typedef enum { UNIT_NONE, UNIT_MM, UNIT_PT, UNIT_ZI /* 字, em */, UNIT_HANG /* 行 */ } Unit;
typedef struct {
  int32_t milli;
  Unit unit; /* UNIT_NONE: not given */
} Length;

/* A length to mpt; EM is the type size and LINE the grid's leading it is measured by, both in mpt. */
static inline Mpt length_mpt(Length l, Mpt em, Mpt line)
{
  int64_t v = l.milli;
  switch (l.unit) {
  case UNIT_MM: return (Mpt)((v * MPT_PER_MM_NUM + (v < 0 ? -1 : 1) * MPT_PER_MM_DEN * 500) / (MPT_PER_MM_DEN * 1000));
  case UNIT_PT: return (Mpt)v;
  case UNIT_ZI: return (Mpt)(v * em / 1000);
  case UNIT_HANG: return (Mpt)(v * line / 1000);
  case UNIT_NONE: break;
  }
  return 0;
}

/* The body of a Han character (字身) about its baseline, per cent of its size: the ideographic em box (OpenType BASE,
   idtp and ideo) of the CJK fonts in use, +880 and −120 of 1000. font reads each face's own and moves its glyphs. */
enum { HAN_ABOVE = 88, HAN_BELOW = 100 - HAN_ABOVE };
/* From its top to the baseline. */
static inline Mpt han_ascent(Mpt size)
{
  return size * HAN_ABOVE / 100;
}
static inline Mpt han_descent(Mpt size)
{
  return size * HAN_BELOW / 100;
}
/* From its middle to the baseline. */
static inline Mpt han_middle(Mpt size)
{
  return size * (HAN_ABOVE - 50) / 100;
}

/* A colour as the press prints it. Process values and the tint in 1/100 %: 0…10000.
   SPOT names the Separation (NULL: process colour); the four values are then its alternate. */
typedef struct {
  const char *name; /* the layout's name of the colour; NULL for a converted one */
  const char *spot;
  uint16_t c, m, y, k;
  uint16_t tint; /* 10000 = solid */
  _Bool overprint;
} Ink;

/* 1-bit art shows its edges: it needs about four times what photographs do (150 → 550, 200 → 800 ppi). */
static inline int ppi_least_bilevel(int min_ppi)
{
  return min_ppi * 11 / 3;
}
static inline int ppi_good_bilevel(int warn_ppi)
{
  return warn_ppi * 4;
}

#endif
