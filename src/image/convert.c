/* Rows in the picture's own colours become rows in the press's, and those rows as they will look. */
#include "image/work.h"

#include <string.h>

typedef struct {
  Rows rows;
  Rows *from;
  const Cube *cube; /* RGB → press; borrowed, or OWN */
  Cube *own;
  cmsHTRANSFORM inks; /* foreign CMYK → press */
  const ImageColours *colours;
  guint8 tones[256]; /* grey as sRGB would have it */
  unsigned limit;
  guint8 *line;
} Convert;

static void close_convert(Rows *rows)
{
  Convert *convert = (Convert *)rows;
  rows_close(convert->from);
  cube_free(convert->own);
  if (convert->inks)
    cmsDeleteTransform(convert->inks);
  g_free(convert->line);
  g_free(convert);
}

static Convert *new_convert(Rows *from, unsigned channels, bool (*next)(Rows *rows, guint8 *row))
{
  Convert *convert = g_new0(Convert, 1);
  rows_take_shape(&convert->rows, from);
  convert->rows.channels = channels;
  convert->rows.next = next;
  convert->rows.close = close_convert;
  convert->from = from;
  convert->line = g_malloc((size_t)from->width * from->channels);
  return convert;
}

/* --- colour ------------------------------------------------------------------------------------------------- */

static bool next_separated(Rows *rows, guint8 *row)
{
  Convert *convert = (Convert *)rows;
  if (!rows_next(convert->from, convert->line))
    return false;
  cube_convert(convert->cube, convert->line, row, rows->width);
  return true;
}

static bool next_inks(Rows *rows, guint8 *row)
{
  Convert *convert = (Convert *)rows;
  if (!rows_next(convert->from, convert->inks ? convert->line : row))
    return false;
  if (convert->inks)
    cmsDoTransform(convert->inks, convert->line, row, rows->width);
  colour_limit(row, rows->width, convert->limit);
  return true;
}

/* A profile for CHANNELS; NULL where it is none or for other colours. A grey picture may carry one for RGB. */
static cmsHPROFILE open_profile(GBytes *bytes, unsigned channels)
{
  cmsHPROFILE profile = cmsOpenProfileFromMem(g_bytes_get_data(bytes, NULL), (cmsUInt32Number)g_bytes_get_size(bytes));
  cmsColorSpaceSignature space = profile ? cmsGetColorSpace(profile) : 0;
  bool fits = channels == 4   ? space == cmsSigCmykData
              : channels == 3 ? space == cmsSigRgbData
                              : space == cmsSigGrayData || space == cmsSigRgbData;
  if (profile && !fits) {
    cmsCloseProfile(profile);
    profile = NULL;
  }
  return profile;
}

static Rows *separate_rgb(Rows *from, cmsHPROFILE profile, const ImageColours *colours, bool *fits)
{
  Convert *convert = new_convert(from, 4, next_separated);
  if (profile) {
    convert->cube = colour_shared_cube(colours, from->profile, profile, &convert->own);
    *fits = convert->cube != NULL;
  }
  if (!convert->cube)
    convert->cube = colour_from_srgb(colours);
  return &convert->rows;
}

static Rows *convert_inks(Rows *from, cmsHPROFILE profile, const ImageColours *colours, bool *fits)
{
  Convert *convert = new_convert(from, 4, next_inks);
  convert->limit = colour_levels(colours->options.tac);
  if (profile && !g_bytes_equal(from->profile, colours->profile)) { /* ours: the inks stay as they are */
    convert->inks = cmsCreateTransform(profile, TYPE_CMYK_8, colours->press, TYPE_CMYK_8, colour_intent(colours),
                                       cmsFLAGS_NOCACHE | colour_flags(colours));
    *fits = convert->inks != NULL;
  }
  return &convert->rows;
}

/* --- grey --------------------------------------------------------------------------------------------------- */

static bool next_grey(Rows *rows, guint8 *row)
{
  Convert *convert = (Convert *)rows;
  if (!rows_next(convert->from, convert->line))
    return false;
  unsigned step = convert->from->channels;
  const guint8 *from = convert->line + step / 2; /* of RGB, green */
  for (unsigned x = 0; x < rows->width; x++, from += step)
    row[x] = convert->tones[*from];
  return true;
}

/* What PROFILE's greys are in sRGB's tone curve, which newsprint's growth of dots comes close to undoing. */
static bool read_tones(cmsHPROFILE profile, cmsHPROFILE srgb, guint8 tones[256])
{
  guint8 ramp[256 * 3], rgb[256][3];
  bool grey = cmsGetColorSpace(profile) == cmsSigGrayData;
  for (unsigned i = 0; i < 256; i++)
    memset(ramp + (grey ? i : i * 3), (int)i, grey ? 1 : 3);
  cmsHTRANSFORM transform =
      cmsCreateTransform(profile, grey ? TYPE_GRAY_8 : TYPE_RGB_8, srgb, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                         cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION);
  if (!transform)
    return false;
  cmsDoTransform(transform, ramp, rgb, 256);
  cmsDeleteTransform(transform);
  for (unsigned i = 0; i < 256; i++)
    tones[i] = rgb[i][1];
  return true;
}

static Rows *keep_grey(Rows *from, cmsHPROFILE profile, const ImageColours *colours, bool *fits)
{
  Convert *convert = new_convert(from, 1, next_grey);
  *fits = !profile || read_tones(profile, colours->srgb, convert->tones);
  for (unsigned i = 0; i < 256 && !(profile && *fits); i++)
    convert->tones[i] = (guint8)i;
  return &convert->rows;
}

Rows *rows_to_press(Rows *from, const ImageColours *colours, bool grey, const ImageInfo *info, bool *fits)
{
  unsigned channels = from->channels;
  cmsHPROFILE profile = from->profile ? open_profile(from->profile, channels) : NULL;
  *fits = true;
  Rows *rows = channels == 1 || (grey && channels == 3) ? keep_grey(from, profile, colours, fits)
               : channels == 3                          ? separate_rgb(from, profile, colours, fits)
                                                        : convert_inks(from, profile, colours, fits);
  *fits = *fits && (profile || !info->has_profile);
  if (profile)
    cmsCloseProfile(profile);
  return rows;
}

/* --- as it looks ---------------------------------------------------------------------------------------------- */

static bool next_shown(Rows *rows, guint8 *row)
{
  Convert *convert = (Convert *)rows;
  size_t n = rows->width, grey = convert->from->channels == 1;
  if (!rows_next(convert->from, convert->line + (grey ? n * 3 : 0)))
    return false;
  for (size_t i = 0; grey && i < n; i++) { /* grey is black ink alone */
    guint8 ink = (guint8)(255 - convert->line[n * 3 + i]);
    memset(convert->line + i * 4, 0, 3);
    convert->line[i * 4 + 3] = ink;
  }
  cmsDoTransform(colour_show(convert->colours), convert->line, row, (cmsUInt32Number)n);
  return true;
}

Rows *rows_to_show(Rows *from, const ImageColours *colours)
{
  Convert *convert = new_convert(from, 3, next_shown);
  convert->colours = colours;
  convert->line = g_realloc(convert->line, (size_t)from->width * 4);
  return &convert->rows;
}
