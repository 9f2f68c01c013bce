/* A part as it is cut: its edges and its skeleton, out of its own parts'. */
#include "makeup/work.h"

#include <string.h>

enum { SKELETON_ABOVE = 0x80, SKELETON_BESIDE = 0x82, SKELETON_END = 0x81 };

static void append_part(Way *way, const Way *part)
{
  bool one_row = part->kind == way->kind;
  unsigned from = one_row ? 1 : 0, n = part->n_skeleton - 2 * from;
  memcpy(way->skeleton + way->n_skeleton, part->skeleton + from, n);
  way->n_skeleton = (uint8_t)(way->n_skeleton + n);
}

static void draw_skeleton(Way *way)
{
  if (way->kind == WAY_LEAF) {
    way->skeleton[way->n_skeleton++] = (uint8_t)set_first(way->set);
    way->skeleton[way->n_skeleton++] = way->width;
    return;
  }
  way->skeleton[way->n_skeleton++] = way->kind == WAY_ABOVE ? SKELETON_ABOVE : SKELETON_BESIDE;
  append_part(way, way->part[0]);
  append_part(way, way->part[1]);
  way->skeleton[way->n_skeleton++] = SKELETON_END;
}

void way_finish(Way *way)
{
  way->left = way->leaf ? way->leaf->left : way->part[0]->left;
  way->right = way->leaf ? way->leaf->right : way->part[way->kind == WAY_ABOVE ? 0 : 1]->right;
  draw_skeleton(way);
}

bool way_same_skeleton(const uint8_t *skeleton, unsigned n, const Way *way)
{
  return n == way->n_skeleton && memcmp(skeleton, way->skeleton, n) == 0;
}
