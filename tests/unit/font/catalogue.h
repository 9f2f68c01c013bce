/* Catalogues written for a test. */
#ifndef TESTS_FONT_CATALOGUE_H
#define TESTS_FONT_CATALOGUE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "font/font.h"

#define SHIPPED "fonts/catalog.yaml"

typedef struct {
  char *dir, *path;
  DiagList *diags;
  FontSet *set;
} Opened;

static inline char *write_file(const char *dir, const char *name, const char *bytes, gssize length)
{
  char *path = g_build_filename(dir, name, NULL);
  assert_true(g_file_set_contents(path, bytes, length, NULL));
  return path;
}

/* Opens a catalogue of that text; set is NULL where it is refused. */
static inline Opened open_text(const char *text)
{
  Opened opened = {.dir = g_dir_make_tmp("tekan-font-XXXXXX", NULL), .diags = diag_list_new(LANG_EN)};
  opened.path = write_file(opened.dir, "catalog.yaml", text, -1);
  opened.set = font_set_open(opened.path, opened.diags);
  return opened;
}

static inline void close_opened(Opened *opened)
{
  font_set_free(opened->set);
  diag_list_free(opened->diags);
  GDir *dir = g_dir_open(opened->dir, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name(dir))) {
    char *path = g_build_filename(opened->dir, name, NULL);
    g_unlink(path);
    g_free(path);
  }
  g_dir_close(dir);
  g_rmdir(opened->dir);
  g_free(opened->path);
  g_free(opened->dir);
}

static inline const Face *role_face(const FontSet *set, const char *role)
{
  int index = font_role_lookup(set, role);
  assert_true(index >= 0);
  return font_role_face(set, (unsigned)index, false);
}

#define FACE_LINES                                                                                                     \
  "faces:\n"                                                                                                           \
  "  song: {family: Noto Serif CJK SC, file: opentype/noto/NotoSerifCJK-Regular.ttc, package: fonts-noto-cjk}\n"       \
  "  hei: {family: Noto Sans CJK SC, file: opentype/noto/NotoSansCJK-Regular.ttc, package: fonts-noto-cjk}\n"          \
  "  kai: {family: LXGW WenKai, file: truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf, package: fonts-lxgw-wenkai}\n"      \
  "  ukai: {family: AR PL UKai CN, file: truetype/arphic/ukai.ttc, package: fonts-arphic-ukai}\n"                      \
  "  hana: {family: HanaMinB, file: truetype/hanazono/HanaMinB.ttf, package: fonts-hanazono}\n"                        \
  "  dejavu: {family: DejaVu Sans, file: truetype/dejavu/DejaVuSans.ttf, package: fonts-dejavu-core}\n"                \
  "  fang: {family: FandolFang R, file: opentype/public/fandol/FandolFang-Regular.otf, package: texlive}\n"

#endif
