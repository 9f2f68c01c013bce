/* What a file is, by its first bytes; crops and resolution. */
#include "image/work.h"

#include <string.h>

#include "base/limits.h"

typedef struct {
  const char *magic;
  size_t at, length;
  const char *name;
} Foreign;

/* Formats people send that are not set: told by name, with advice. */
static const Foreign FOREIGN[] = {
    {"ftyphei", 4, 7, "HEIC"}, {"ftypmif1", 4, 8, "HEIC"}, {"ftypavif", 4, 8, "AVIF"}, {"WEBP", 8, 4, "WebP"},
    {"GIF8", 0, 4, "GIF"},     {"II*\0", 0, 4, "TIFF"},    {"MM\0*", 0, 4, "TIFF"},    {"BM", 0, 2, "BMP"},
    {"%PDF", 0, 4, "PDF"},     {"<svg", 0, 4, "SVG"},      {"<?xml", 0, 5, "SVG"},     {"8BPS", 0, 4, "PSD"},
};

static const char *name_foreign(const guint8 *head, size_t length)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(FOREIGN); i++)
    if (length >= FOREIGN[i].at + FOREIGN[i].length &&
        !memcmp(head + FOREIGN[i].at, FOREIGN[i].magic, FOREIGN[i].length))
      return FOREIGN[i].name;
  return NULL;
}

static bool has_suffix(const char *name, const char *const *suffixes)
{
  char *low = g_ascii_strdown(name, -1);
  bool found = false;
  for (; *suffixes; suffixes++)
    found = found || g_str_has_suffix(low, *suffixes);
  g_free(low);
  return found;
}

static void check_suffix(const ImageInfo *info, DiagList *diags)
{
  static const char *const PNG[] = {".png", NULL}, *const JPEG[] = {".jpg", ".jpeg", ".jpe", NULL};
  if (!has_suffix(info->name, info->format == IMAGE_PNG ? PNG : JPEG))
    diag_add(diags, DIAG_IMAGE_MISLABELLED, info->place, info->name, info->format == IMAGE_PNG ? "PNG" : "JPEG");
}

static bool check_limits(const ImageInfo *info, DiagList *diags)
{
  bool fine = info->width && info->height && info->width <= LIMIT_IMAGE_SIDE && info->height <= LIMIT_IMAGE_SIDE &&
              (guint64)info->width * info->height <= LIMIT_IMAGE_PIXELS;
  if (!fine) {
    diag_add(diags, DIAG_IMAGE_SIZE, info->place, info->name, info->width, info->height);
    return false;
  }
  if (info->whole > LIMIT_IMAGE_WHOLE_BYTES) {
    diag_add(diags, DIAG_IMAGE_WHOLE, info->place, info->name, (unsigned)(info->whole >> 20),
             LIMIT_IMAGE_WHOLE_BYTES >> 20);
    return false;
  }
  return true;
}

static bool probe_open(FILE *file, ImageInfo *info, DiagList *diags)
{
  guint8 head[32] = {0};
  const char *why = "";
  FileFault fault = {0};
  size_t length = fread(head, 1, sizeof head, file);
  if (ferror(file)) {
    fault_note(&fault, file, false);
    return !file_tell_failed(diags, info->place, info->name, &fault);
  }
  rewind(file);
  bool png = length >= 8 && !memcmp(head, "\x89PNG\r\n\x1a\n", 8),
       jpeg = length >= 3 && !memcmp(head, "\xFF\xD8\xFF", 3);
  if (!png && !jpeg) {
    const char *foreign = name_foreign(head, length);
    diag_add(diags, foreign ? DIAG_IMAGE_FORMAT : DIAG_IMAGE_NONE, info->place, info->name, foreign ? foreign : "");
    return false;
  }
  info->format = png ? IMAGE_PNG : IMAGE_JPEG;
  if (!(png ? png_probe(file, info, &why, &fault) : jpeg_probe(file, info, &why, &fault))) {
    if (!file_tell_failed(diags, info->place, info->name, &fault))
      diag_add(diags, DIAG_IMAGE_BROKEN, info->place, info->name, why);
    return false;
  }
  check_suffix(info, diags);
  return check_limits(info, diags);
}

bool image_probe(Arena *arena, const char *path, const char *name, Place place, ImageInfo *info, DiagList *diags)
{
  *info = (ImageInfo){.path = path, .name = name, .place = place, .orientation = 1};
  const FileRule rule = {.most = LIMIT_IMAGE_FILE_BYTES};
  FileFault fault;
  FILE *file = file_stream(path, rule, &fault);
  if (file) {
    bool fine = probe_open(file, info, diags);
    fclose(file);
    return fine;
  }
  if (fault.state == FILE_LARGE)
    diag_add(diags, DIAG_IMAGE_SIZE, place, name, 0u, 0u);
  else if (!file_tell_failed(diags, place, name, &fault))
    diag_add(diags, DIAG_IMAGE_UNREADABLE, place, name, file_reason(&fault, diag_lang(diags)));
  return false;
}

static unsigned place_crop(unsigned whole, unsigned part, int focus)
{
  gint64 start = (gint64)whole * focus / 1000 - part / 2;
  return (unsigned)CLAMP(start, 0, (gint64)(whole - part));
}

Crop image_crop(const ImageInfo *info, Mpt w, Mpt h, int focus_x, int focus_y)
{
  Crop crop = {0, 0, info->width, info->height};
  if (w <= 0 || h <= 0)
    return crop;
  if ((gint64)info->width * h > (gint64)info->height * w) {
    crop.w = (unsigned)MAX((gint64)info->height * w / h, 1);
    crop.x = place_crop(info->width, crop.w, focus_x);
  } else {
    crop.h = (unsigned)CLAMP((gint64)info->width * h / w, 1, (gint64)info->height);
    crop.y = place_crop(info->height, crop.h, focus_y);
  }
  return crop;
}

int image_ppi(const Crop *crop, Mpt w, Mpt h)
{
  if (w <= 0 || h <= 0)
    return 0;
  gint64 across = (gint64)crop->w * 72000 / w, down = (gint64)crop->h * 72000 / h;
  return (int)MIN(across, down);
}
