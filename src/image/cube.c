/* RGB → press CMYK through a cube of nodes, made once from Little CMS's exact conversion and read by tetrahedral
   interpolation in integers.

   A tetrahedron's values are a mean of its four corners', so a total that holds at every node holds between them: the
   ink limit needs no look at any pixel. Greys lie on the cube's diagonal, an edge of all six tetrahedra, and stay
   smooth. */
#include "image/work.h"

#include <string.h>

#define NODES 49    /* an axis */
#define ONE 32768u  /* a whole weight */
#define LEVEL 256u  /* of a node, to one of 255 */
#define ROUNDING 6u /* levels under the limit: four inks rounded up by half a level here, by one in a JPEG's reader */

struct Cube {
  guint64 *nodes;         /* NODES³ × four 16-bit inks, 0…255 × LEVEL; R slowest */
  guint64 axis[3][256];   /* level → weight of the next node << 32 | step to it */
  guint32 corner[3][256]; /* level → the node at or under it */
};

static void lay_axes(Cube *cube)
{
  guint32 step = NODES * NODES;
  for (unsigned i = 0; i < 3; i++, step /= NODES)
    for (unsigned level = 0; level < 256; level++) {
      unsigned at = level * (NODES - 1), node = MIN(at / 255, NODES - 2);
      cube->corner[i][level] = node * step;
      cube->axis[i][level] = (guint64)((at - node * 255) * ONE / 255) << 32 | step;
    }
}

/* The 16-bit RGB of all nodes, R slowest. */
static guint16 *list_nodes(void)
{
  guint16 *rgb = g_new(guint16, NODES * NODES * NODES * 3), *out = rgb;
  for (unsigned n = 0; n < NODES * NODES * NODES; n++)
    for (unsigned step = NODES * NODES; step; step /= NODES)
      *out++ = (guint16)(n / step % NODES * 65535 / (NODES - 1));
  return rgb;
}

/* Four inks of 16 bits, in the 64 bits they are read as. */
static guint64 pack_node(const guint16 exact[4], int tac)
{
  unsigned inks[4], limit = colour_levels(tac);
  for (unsigned i = 0; i < 4; i++)
    inks[i] = (exact[i] * 255 * LEVEL + 32767) / 65535;
  if (tac < 400)
    colour_limit_inks(inks, (limit - MIN(limit, ROUNDING)) * LEVEL, 255 * LEVEL);
  return inks[0] | (guint64)inks[1] << 16 | (guint64)inks[2] << 32 | (guint64)inks[3] << 48;
}

Cube *cube_new(cmsHTRANSFORM exact, int tac)
{
  const size_t n = NODES * NODES * NODES;
  Cube *cube = g_new(Cube, 1);
  cube->nodes = g_new(guint64, n);
  lay_axes(cube);
  guint16 *rgb = list_nodes(), *cmyk = g_new(guint16, n * 4);
  cmsDoTransform(exact, rgb, cmyk, (cmsUInt32Number)n);
  for (size_t i = 0; i < n; i++)
    cube->nodes[i] = pack_node(cmyk + i * 4, tac);
  g_free(rgb);
  g_free(cmyk);
  return cube;
}

void cube_free(Cube *cube)
{
  if (!cube)
    return;
  g_free(cube->nodes);
  g_free(cube);
}

/* Two inks in lanes of 32 bits: a weight times a node fits in 31. */
#define LANES 0x0000FFFF0000FFFFu

/* One pixel: the way from the corner goes along the axis with the greatest rest first. The three are put in order
   without a branch, since photographs take every turn. */
static inline guint32 look_up(const Cube *cube, const guint8 rgb[3])
{
  guint64 r = cube->axis[0][rgb[0]], g = cube->axis[1][rgb[1]], b = cube->axis[2][rgb[2]];
  guint64 more = MAX(r, g), less = MIN(r, g), first = MAX(more, b), rest = MIN(more, b), second = MAX(less, rest),
          third = MIN(less, rest);
  const guint64 *node = cube->nodes + cube->corner[0][rgb[0]] + cube->corner[1][rgb[1]] + cube->corner[2][rgb[2]];
  guint64 n0 = *node, n1 = *(node += (guint32)first), n2 = *(node += (guint32)second), n3 = *(node + (guint32)third);
  guint64 w0 = ONE - (first >> 32), w1 = (first >> 32) - (second >> 32), w2 = (second >> 32) - (third >> 32),
          w3 = third >> 32;
  const guint64 half = 0x0040000000400000u;
  guint64 even = (n0 & LANES) * w0 + (n1 & LANES) * w1 + (n2 & LANES) * w2 + (n3 & LANES) * w3 + half;
  guint64 odd =
      (n0 >> 16 & LANES) * w0 + (n1 >> 16 & LANES) * w1 + (n2 >> 16 & LANES) * w2 + (n3 >> 16 & LANES) * w3 + half;
  even = even >> 23 & 0x000000FF000000FFu; /* C … Y … */
  odd = odd >> 23 & 0x000000FF000000FFu;   /* M … K … */
  guint64 both = even | odd << 8;
  return (guint32)(both | both >> 16);
}

void cube_convert(const Cube *cube, const guint8 *rgb, guint8 *cmyk, size_t n)
{
  for (; n--; rgb += 3, cmyk += 4) {
    guint32 inks = GUINT32_TO_LE(look_up(cube, rgb));
    memcpy(cmyk, &inks, sizeof inks);
  }
}
