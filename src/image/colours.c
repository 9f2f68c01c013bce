/* The press's colours: which profile, transforms both ways, the ink limit. */
#include "image/work.h"

#include <string.h>
#include <unistd.h>

static GBytes *read_file(const char *path)
{
  char *bytes;
  gsize length;
  return g_file_get_contents(path, &bytes, &length, NULL) ? g_bytes_new_take(bytes, length) : NULL;
}

/* The profile made at build time: beside the program, where it is installed, or made now. */
static GBytes *find_newsprint(int tac)
{
  char exe[4096];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  exe[MAX(n, 0)] = 0;
  char *dir = g_path_get_dirname(exe);
  char *paths[] = {g_build_filename(dir, "share", "tekan", "newsprint.icc", NULL),
                   g_build_filename(dir, "..", "share", "tekan", "newsprint.icc", NULL),
                   g_build_filename(TEKAN_DATADIR, "newsprint.icc", NULL)};
  GBytes *found = NULL;
  for (unsigned i = 0; i < G_N_ELEMENTS(paths); i++) {
    if (!found && tac == 240)
      found = read_file(paths[i]);
    g_free(paths[i]);
  }
  g_free(dir);
  return found ? found : newsprint_profile_new(tac);
}

static GBytes *find_profile(const ColourOptions *options, DiagList *diags)
{
  if (!options->profile)
    return find_newsprint(options->tac);
  GBytes *bytes = read_file(options->profile);
  cmsHPROFILE profile =
      bytes ? cmsOpenProfileFromMem(g_bytes_get_data(bytes, NULL), (cmsUInt32Number)g_bytes_get_size(bytes)) : NULL;
  bool fits = profile && cmsGetColorSpace(profile) == cmsSigCmykData && cmsGetDeviceClass(profile) == cmsSigOutputClass;
  if (profile)
    cmsCloseProfile(profile);
  if (fits)
    return bytes;
  diag_add(diags, DIAG_PROFILE_WRONG, options->place, options->profile_name ? options->profile_name : options->profile);
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

/* The transform in SLOT, made by the first who asks: building its tables costs more than a page of text. */
static cmsHTRANSFORM make_once(const ImageColours *colours, bool show)
{
  ImageColours *own = (ImageColours *)colours; /* read-only but for this, under its lock */
  cmsHTRANSFORM *slot = show ? &own->show : &own->from_srgb;
  cmsUInt32Number intent = colours->options.relative ? INTENT_RELATIVE_COLORIMETRIC : INTENT_PERCEPTUAL;
  cmsUInt32Number bpc = colours->options.relative ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0;
  g_mutex_lock(&own->lock);
  if (!*slot)
    *slot = show ? cmsCreateTransform(own->press, TYPE_CMYK_8, own->srgb, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                      cmsFLAGS_NOCACHE)
                 : cmsCreateTransform(own->srgb, TYPE_RGB_8, own->press, TYPE_CMYK_8, intent, cmsFLAGS_NOCACHE | bpc);
  g_mutex_unlock(&own->lock);
  return *slot;
}

cmsHTRANSFORM colour_from_srgb(const ImageColours *colours)
{
  return make_once(colours, false);
}

cmsHTRANSFORM colour_show(const ImageColours *colours)
{
  return make_once(colours, true);
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
  g_mutex_init(&colours->lock);
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
  if (colours->from_srgb)
    cmsDeleteTransform(colours->from_srgb);
  if (colours->show)
    cmsDeleteTransform(colours->show);
  if (colours->srgb)
    cmsCloseProfile(colours->srgb);
  if (colours->press)
    cmsCloseProfile(colours->press);
  g_mutex_clear(&colours->lock);
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

void colour_limit(guint8 *cmyk, size_t n, int tac)
{
  unsigned limit = (unsigned)tac * 255 / 100;
  for (guint8 *p = cmyk; n--; p += 4) {
    unsigned inks[4] = {p[0], p[1], p[2], p[3]};
    colour_limit_inks(inks, limit, 255);
    for (unsigned i = 0; i < 4; i++)
      p[i] = (guint8)inks[i];
  }
}

static cmsHTRANSFORM open_own(const Pixels *pixels, const ImageColours *colours, const ImageInfo *info, DiagList *diags)
{
  if (!pixels->profile)
    return NULL;
  cmsHPROFILE own = cmsOpenProfileFromMem(g_bytes_get_data(pixels->profile, NULL),
                                          (cmsUInt32Number)g_bytes_get_size(pixels->profile));
  cmsColorSpaceSignature wanted = pixels->channels == 3 ? cmsSigRgbData : cmsSigCmykData;
  cmsHTRANSFORM transform = NULL;
  if (own && cmsGetColorSpace(own) == wanted) {
    cmsUInt32Number intent = colours->options.relative ? INTENT_RELATIVE_COLORIMETRIC : INTENT_PERCEPTUAL;
    cmsUInt32Number bpc = colours->options.relative ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0;
    transform = cmsCreateTransform(own, pixels->channels == 3 ? TYPE_RGB_8 : TYPE_CMYK_8, colours->press, TYPE_CMYK_8,
                                   intent, cmsFLAGS_NOCACHE | bpc);
  }
  if (own)
    cmsCloseProfile(own);
  if (!transform && info)
    diag_add(diags, DIAG_IMAGE_PROFILE, info->place, info->name);
  return transform;
}

void colour_to_press(Pixels *pixels, const ImageColours *colours, const ImageInfo *info, DiagList *diags)
{
  if (pixels->channels == 1)
    return;
  size_t n = (size_t)pixels->width * pixels->height;
  cmsHTRANSFORM own = open_own(pixels, colours, info, diags);
  if (own || pixels->channels == 3) {
    guint8 *cmyk = g_malloc(n * 4);
    cmsHTRANSFORM transform = own ? own : colour_from_srgb(colours);
    for (size_t at = 0; at < n; at += pixels->width)
      cmsDoTransform(transform, pixels->samples + at * pixels->channels, cmyk + at * 4, pixels->width);
    g_free(pixels->samples);
    pixels->samples = cmyk;
    pixels->channels = 4;
  }
  if (own)
    cmsDeleteTransform(own);
  colour_limit(pixels->samples, n, colours->options.tac);
}

void colour_to_show(Pixels *pixels, const ImageColours *colours)
{
  size_t n = (size_t)pixels->width * pixels->height;
  guint8 *rgb = g_malloc(MAX(n * 3, 1));
  if (pixels->channels == 4)
    cmsDoTransform(colour_show(colours), pixels->samples, rgb, (cmsUInt32Number)n);
  else
    for (size_t i = 0; i < n; i++) { /* grey is black ink alone */
      Ink ink = {.k = 10000, .tint = (uint16_t)((255 - pixels->samples[i]) * 10000 / 255)};
      image_colours_show(colours, &ink, rgb + i * 3);
    }
  g_free(pixels->samples);
  pixels->samples = rgb;
  pixels->channels = 3;
}
