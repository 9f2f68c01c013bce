/* The press's colours: which profile, transforms both ways, the ink limit. */
#include "image/work.h"

#include <string.h>

#include "base/limits.h"

#define SHARED_CUBES 16 /* profiles of pictures; of more, each picture makes its own */

/* The profile made at build time, or made now. */
static GBytes *find_newsprint(int tac)
{
  GBytes *found = tac == 240 ? shipped_map("newsprint.icc", (FileRule){.most = LIMIT_PROFILE_BYTES}) : NULL;
  return found ? found : newsprint_profile_new(tac);
}

static GBytes *find_profile(const ColourOptions *options, DiagList *diags)
{
  if (!options->profile)
    return find_newsprint(options->tac);
  const char *name = options->profile_name ? options->profile_name : options->profile;
  const FileRule rule = {options->within, LIMIT_PROFILE_BYTES};
  FileFault fault = {0};
  GBytes *bytes = file_read(options->profile, rule, &fault);
  cmsHPROFILE profile =
      bytes ? cmsOpenProfileFromMem(g_bytes_get_data(bytes, NULL), (cmsUInt32Number)g_bytes_get_size(bytes)) : NULL;
  bool fits = profile && cmsGetColorSpace(profile) == cmsSigCmykData && cmsGetDeviceClass(profile) == cmsSigOutputClass;
  if (profile)
    cmsCloseProfile(profile);
  if (fits)
    return bytes;
  if (fault.state == FILE_NONE)
    diag_add(diags, DIAG_PROFILE_NONE, options->place, name);
  else if (fault.state == FILE_LARGE || fault.state == FILE_OUTSIDE)
    file_tell(diags, options->place, name, rule, &fault);
  else if (!file_tell_failed(diags, options->place, name, &fault))
    diag_add(diags, DIAG_PROFILE_WRONG, options->place, name);
  if (bytes)
    g_bytes_unref(bytes);
  return NULL;
}

static char *read_description(cmsHPROFILE profile)
{
  char text[256] = "";
  cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text, sizeof text);
  return g_strdup(*text ? text : "CMYK");
}

cmsUInt32Number colour_intent(const ImageColours *colours)
{
  return colours->options.relative ? INTENT_RELATIVE_COLORIMETRIC : INTENT_PERCEPTUAL;
}

cmsUInt32Number colour_flags(const ImageColours *colours)
{
  return colours->options.relative ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0;
}

/* Little CMS's exact way, without tables of its own. */
static Cube *make_cube(const ImageColours *colours, cmsHPROFILE from)
{
  cmsHTRANSFORM exact = cmsCreateTransform(from, TYPE_RGB_16, colours->press, TYPE_CMYK_16, colour_intent(colours),
                                           cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE | colour_flags(colours));
  if (!exact)
    return NULL;
  Cube *cube = cube_new(exact, colours->options.tac);
  cmsDeleteTransform(exact);
  return cube;
}

const Cube *colour_from_srgb(const ImageColours *colours)
{
  ImageColours *own = (ImageColours *)colours; /* read-only but for this, under its lock */
  Cube *cube = g_atomic_pointer_get(&own->from_srgb);
  if (cube)
    return cube;
  g_rec_mutex_lock(&own->lock);
  cube = g_atomic_pointer_get(&own->from_srgb);
  if (!cube) {
    cube = make_cube(colours, own->srgb);
    g_atomic_pointer_set(&own->from_srgb, cube);
  }
  g_rec_mutex_unlock(&own->lock);
  return cube;
}

const Cube *colour_shared_cube(const ImageColours *colours, GBytes *bytes, cmsHPROFILE from, Cube **own)
{
  ImageColours *all = (ImageColours *)colours; /* as above */
  g_rec_mutex_lock(&all->lock);
  Cube *cube = g_hash_table_lookup(all->cubes, bytes);
  bool room = g_hash_table_size(all->cubes) < SHARED_CUBES;
  if (!cube) {
    cube = make_cube(colours, from);
    if (cube && room)
      g_hash_table_insert(all->cubes, g_bytes_ref(bytes), cube);
    else
      *own = cube;
  }
  g_rec_mutex_unlock(&all->lock);
  return cube;
}

/* Made by the first who asks: building its tables costs more than a page of text. */
cmsHTRANSFORM colour_show(const ImageColours *colours)
{
  ImageColours *own = (ImageColours *)colours; /* as above */
  cmsHTRANSFORM show = g_atomic_pointer_get(&own->show);
  if (show)
    return show;
  g_rec_mutex_lock(&own->lock);
  show = g_atomic_pointer_get(&own->show);
  if (!show) {
    show = cmsCreateTransform(own->press, TYPE_CMYK_8, own->srgb, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                              cmsFLAGS_NOCACHE);
    g_atomic_pointer_set(&own->show, show);
  }
  g_rec_mutex_unlock(&own->lock);
  return show;
}

/* Whether a profile that opens can also be used: both ways have tables. */
static bool is_usable(const ImageColours *colours)
{
  return colours->press && cmsIsIntentSupported(colours->press, INTENT_PERCEPTUAL, LCMS_USED_AS_OUTPUT) &&
         cmsIsIntentSupported(colours->press, INTENT_RELATIVE_COLORIMETRIC, LCMS_USED_AS_INPUT);
}

ImageColours *image_colours_open(const ColourOptions *options, DiagList *diags)
{
  GBytes *profile = find_profile(options, diags);
  if (!profile)
    return NULL;
  ImageColours *colours = g_new0(ImageColours, 1);
  colours->options = *options;
  colours->profile = profile;
  colours->press = cmsOpenProfileFromMem(g_bytes_get_data(profile, NULL), (cmsUInt32Number)g_bytes_get_size(profile));
  colours->srgb = cmsCreate_sRGBProfile();
  colours->cubes =
      g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, (GDestroyNotify)cube_free);
  colours->sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_rec_mutex_init(&colours->lock);
  g_rec_mutex_init(&colours->whole);
  bool given = options->profile != NULL; /* ours is known to be sound */
  if (!is_usable(colours) || (given && (!colour_from_srgb(colours) || !colour_show(colours)))) {
    diag_add(diags, DIAG_PROFILE_WRONG, options->place, options->profile_name ? options->profile_name : "newsprint");
    image_colours_free(colours);
    return NULL;
  }
  colours->condition = read_description(colours->press);
  colours->hash = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, profile);
  return colours;
}

void image_colours_free(ImageColours *colours)
{
  if (!colours)
    return;
  cube_free(colours->from_srgb);
  g_hash_table_destroy(colours->cubes);
  g_hash_table_destroy(colours->sums);
  if (colours->show)
    cmsDeleteTransform(colours->show);
  if (colours->srgb)
    cmsCloseProfile(colours->srgb);
  if (colours->press)
    cmsCloseProfile(colours->press);
  g_rec_mutex_clear(&colours->lock);
  g_rec_mutex_clear(&colours->whole);
  g_bytes_unref(colours->profile);
  g_free(colours->condition);
  g_free(colours->hash);
  g_free(colours);
}

GBytes *image_colours_profile(const ImageColours *colours)
{
  return colours->profile;
}

const char *image_colours_condition(const ImageColours *colours)
{
  return colours->condition;
}

void image_colours_show(const ImageColours *colours, const Ink *ink, uint8_t rgb[3])
{
  const unsigned values[] = {ink->c, ink->m, ink->y, ink->k};
  guint8 cmyk[4];
  for (unsigned i = 0; i < 4; i++)
    cmyk[i] = (guint8)((uint64_t)values[i] * ink->tint * 255 / 100000000);
  cmsDoTransform(colour_show(colours), cmyk, rgb, 1);
}

void image_colours_paper(const ImageColours *colours, uint8_t rgb[3])
{
  static const Ink PAPER = {.tint = 10000};
  image_colours_show(colours, &PAPER, rgb);
}

/* Grey-component replacement where a pixel is over the limit: what C, M and Y have in common goes to K; then they are
 * scaled. */
void colour_limit_inks(unsigned inks[4], unsigned limit, unsigned full)
{
  unsigned total = inks[0] + inks[1] + inks[2] + inks[3];
  if (total <= limit)
    return;
  unsigned common = MIN(MIN(inks[0], inks[1]), inks[2]),
           move = MIN(MIN((total - limit + 1) / 2, common), full - inks[3]);
  for (unsigned i = 0; i < 3; i++)
    inks[i] -= move;
  inks[3] = MIN(inks[3] + move, limit);
  unsigned sum = inks[0] + inks[1] + inks[2], room = limit - inks[3];
  for (unsigned i = 0; sum > room && i < 3; i++)
    inks[i] = (unsigned)((guint64)inks[i] * room / sum);
}

void colour_limit(guint8 *cmyk, size_t n, unsigned limit)
{
  for (guint8 *p = cmyk; n--; p += 4) {
    if ((unsigned)p[0] + p[1] + p[2] + p[3] <= limit)
      continue;
    unsigned inks[4] = {p[0], p[1], p[2], p[3]};
    colour_limit_inks(inks, limit, 255);
    for (unsigned i = 0; i < 4; i++)
      p[i] = (guint8)inks[i];
  }
}

unsigned colour_levels(int percent)
{
  return (unsigned)CLAMP(percent, 0, 400) * 255 / 100;
}
