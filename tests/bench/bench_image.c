/* Pictures: how fast colour is converted and how near, what JPEG costs at which quality, time and memory of a large
   file, the cache. Photographs are our own noise (tests/unit/image/photo.h), or the JPEG files given.

   make bench, or: make build/tests/bench/bench_image && build/tests/bench/bench_image [FILE.jpg …] */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../unit/image/memory.h"
#include "../unit/image/photo.h"

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static ImageColours *open_colours(ColourOptions options)
{
  DiagList *diags = diag_list_new(LANG_EN);
  ImageColours *colours = image_colours_open(&options, diags);
  diag_list_free(diags);
  if (!colours)
    exit(1);
  return colours;
}

/* --- conversion ------------------------------------------------------------------------------------------------- */

enum { SIDE = 2000 };

static void time_transform(const char *name, cmsHTRANSFORM transform, const guint8 *rgb, guint8 *cmyk, unsigned rows)
{
  double start = seconds();
  for (unsigned y = 0; y < rows; y++)
    cmsDoTransform(transform, rgb + (size_t)y * SIDE * 3, cmyk + (size_t)y * SIDE * 4, SIDE);
  printf("  %-34s %7.1f Mpx/s\n", name, rows * SIDE / 1e6 / (seconds() - start));
}

static void bench_conversion(void)
{
  printf("RGB -> newsprint CMYK, relative with black-point compensation, 240 %%, one core\n");
  ImageColours *colours = open_colours((ColourOptions){.tac = 240, .relative = true});
  double start = seconds();
  const Cube *cube = colour_from_srgb(colours);
  printf("  %-34s %7.1f ms\n", "cube made", (seconds() - start) * 1e3);
  guint8 *photo = photo_new(SIDE, SIDE, 5), *random = g_malloc(SIDE * SIDE * 3), *cmyk = g_malloc0(SIDE * SIDE * 4);
  for (unsigned i = 0; i < SIDE * SIDE * 3; i++)
    random[i] = (guint8)photo_hash(i, 1, 2);
  const guint8 *samples[] = {photo, random};
  for (unsigned k = 0; k < 2; k++) {
    start = seconds();
    for (unsigned i = 0; i < 5; i++)
      cube_convert(cube, samples[k], cmyk, SIDE * SIDE);
    printf("  %-34s %7.1f Mpx/s\n", k ? "cube, random colours" : "cube, photograph",
           5.0 * SIDE * SIDE / 1e6 / (seconds() - start));
  }
  cmsUInt32Number flags = cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION;
  cmsHTRANSFORM own = cmsCreateTransform(colours->srgb, TYPE_RGB_8, colours->press, TYPE_CMYK_8, 1, flags),
                exact = cmsCreateTransform(colours->srgb, TYPE_RGB_8, colours->press, TYPE_CMYK_8, 1,
                                           flags | cmsFLAGS_NOOPTIMIZE);
  time_transform("Little CMS, its own tables", own, photo, cmyk, SIDE);
  time_transform("Little CMS, exact", exact, photo, cmyk, SIDE / 20);
  cmsDeleteTransform(own);
  cmsDeleteTransform(exact);
  g_free(photo);
  g_free(random);
  g_free(cmyk);
  image_colours_free(colours);
}

/* --- quality --------------------------------------------------------------------------------------------------------
 */

typedef struct {
  guint8 *rgb;
  unsigned w, h;
} Photo;

/* At most 945 × 630 pixels of the file: 12 × 8 cm at 200 ppi. */
static bool read_photo(const char *path, Photo *photo)
{
  DiagList *diags = diag_list_new(LANG_EN);
  ImageInfo info;
  bool fine = image_probe(NULL, path, path, (Place){path, 1, 1}, &info, diags) && info.model == MODEL_RGB;
  if (fine) {
    Crop crop = image_crop(&info, 120, 80, 500, 500);
    Rows *rows = rows_read(&info, &crop, 945, 630, false, &(FileFault){0});
    *photo = (Photo){.w = rows ? rows->width : 0, .h = rows ? rows->height : 0};
    photo->rgb = memory_take(rows);
    fine = photo->rgb != NULL;
  }
  diag_list_free(diags);
  return fine;
}

static void measure_quality(const GArray *photos, const ImageColours *colours, int quality)
{
  double bytes = 0, pixels = 0, psnr = 0, ssim = 0, cpu = 0;
  unsigned most = 0;
  for (unsigned i = 0; i < photos->len; i++) {
    Photo photo = g_array_index(photos, Photo, i);
    size_t n = (size_t)photo.w * photo.h;
    bool fits;
    const ImageInfo info = {.model = MODEL_RGB};
    double start = seconds();
    Rows *rows = rows_to_press(memory_rows(photo.rgb, photo.w, photo.h, 3), colours, false, &info, &fits);
    GBytes *jpeg = encode_photo(rows, quality, colours->options.tac);
    cpu += seconds() - start;
    rows_close(rows);
    guint8 *decoded = memory_decode(jpeg, true), *cmyk = g_malloc(n * 4), *before = g_malloc(n * 3),
           *after = g_malloc(n * 3);
    cube_convert(colour_from_srgb(colours), photo.rgb, cmyk, n);
    for (size_t p = 0; p < n * 4; p++)
      decoded[p] = (guint8)(255 - decoded[p]);
    for (size_t p = 0; p < n; p++)
      most = MAX(most, (unsigned)decoded[p * 4] + decoded[p * 4 + 1] + decoded[p * 4 + 2] + decoded[p * 4 + 3]);
    cmsDoTransform(colour_show(colours), cmyk, before, (cmsUInt32Number)n);
    cmsDoTransform(colour_show(colours), decoded, after, (cmsUInt32Number)n);
    psnr += photo_psnr(before, after, photo.w, photo.h);
    ssim += photo_ssim(before, after, photo.w, photo.h);
    bytes += (double)g_bytes_get_size(jpeg);
    pixels += (double)n;
    g_bytes_unref(jpeg);
    g_free(decoded);
    g_free(cmyk);
    g_free(before);
    g_free(after);
  }
  printf("  %3d  %.3f bytes/px  six of 12 x 8 cm %5.0f kB  PSNR %.1f dB  SSIM %.4f  most ink %.1f %%  %.1f Mpx/s\n",
         quality, bytes / pixels, bytes / pixels * 6 * 945 * 630 / 1000, psnr / photos->len, ssim / photos->len,
         most / 2.55, pixels / 1e6 / cpu);
}

static void bench_quality(int n, char **paths)
{
  static const int QUALITIES[] = {70, 75, 80, 85, 89, 90, 95};
  GArray *photos = g_array_new(FALSE, TRUE, sizeof(Photo));
  for (int i = 0; i < n; i++) {
    Photo photo;
    if (g_str_has_suffix(paths[i], ".jpg") && read_photo(paths[i], &photo))
      g_array_append_val(photos, photo);
  }
  unsigned given = photos->len;
  for (unsigned i = 0; i < 6 && !given; i++) {
    Photo photo = {photo_new(945, 630, 5 + i * 50), 945, 630};
    g_array_append_val(photos, photo);
  }
  printf("press JPEG of %u %s, through the press profile\n", photos->len, given ? "photographs" : "made photographs");
  ImageColours *colours = open_colours((ColourOptions){.tac = 240});
  for (unsigned i = 0; i < G_N_ELEMENTS(QUALITIES); i++)
    measure_quality(photos, colours, QUALITIES[i]);
  for (unsigned i = 0; i < photos->len; i++)
    g_free(g_array_index(photos, Photo, i).rgb);
  g_array_free(photos, TRUE);
  image_colours_free(colours);
}

/* --- large files
 * ------------------------------------------------------------------------------------------------------ */

static void press_large(const char *path, int orientation, int inches, const char *cache, const char *name)
{
  fflush(stdout);
  pid_t child = fork();
  if (child) {
    waitpid(child, NULL, 0);
    return;
  }
  ImageColours *colours = open_colours((ColourOptions){.tac = 240, .cache_dir = cache});
  DiagList *diags = diag_list_new(LANG_EN);
  ImageInfo info;
  memory_forget_peak();
  long before = memory_read("VmRSS:");
  double start = seconds();
  if (!image_probe(NULL, path, path, (Place){path, 1, 1}, &info, diags))
    _exit(1);
  info.orientation = orientation;
  if (orientation >= 5) {
    unsigned w = info.width;
    info.width = info.height;
    info.height = w;
  }
  const Crop crop = {0, 0, info.width, info.height};
  PressImage *image = image_to_press(&info, &crop, inches * 72000,
                                     (Mpt)((gint64)inches * 72000 * info.height / info.width), colours, diags);
  if (image)
    printf("  %-34s %5u x %-5u %6.2f s  %4ld MiB more\n", name, image->width, image->height, seconds() - start,
           (memory_read("VmHWM:") - before) / 1024);
  fflush(stdout);
  _exit(0);
}

static void bench_large(void)
{
  char *folder = g_dir_make_tmp("tekan-bench-XXXXXX", NULL), *path = g_build_filename(folder, "large.jpg", NULL),
       *cache = g_build_filename(folder, "cache", NULL);
  printf("a JPEG of 100 megapixels (11600 x 8700), at 200 ppi\n");
  photo_write_large(path, 11600, 8700, 6);
  press_large(path, 1, 4, NULL, "4 in wide, upright");
  press_large(path, 1, 10, NULL, "10 in wide, upright");
  press_large(path, 6, 10, NULL, "10 in wide, turned");
  press_large(path, 3, 10, NULL, "10 in wide, upside down");
  press_large(path, 1, 10, cache, "the first time, with a cache");
  press_large(path, 1, 10, cache, "the second time");
  char *command[] = {"rm", "-rf", folder, NULL};
  g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(cache);
  g_free(path);
  g_free(folder);
}

int main(int argc, char **argv)
{
  bench_large(); /* first: what others leave in the heap would hide what it takes */
  bench_conversion();
  bench_quality(argc - 1, argv + 1);
  return 0;
}
