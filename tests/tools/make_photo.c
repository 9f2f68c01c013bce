/* Writes a made photograph: make_photo FILE.jpg WIDTH HEIGHT SEED [hard|grey], or line art: make_photo FILE.png WIDTH
   HEIGHT SEED. Hard: the deepest shadows against light, where JPEG overshoots. Every JPEG carries EXIF with a secret in
   it. */
#include <png.h>
#include <stdlib.h>

#include "../unit/image/photo.h"

static void darken_hard(uint8_t *rgb, unsigned w, unsigned h)
{
  for (unsigned y = 0; y < h; y++)
    for (unsigned x = 0; x < w; x++) {
      uint8_t *p = rgb + ((size_t)y * w + x) * 3;
      unsigned size = 2 + x * 24 / w;
      if ((x / size + y / size) % 3 == 0)
        p[0] = (uint8_t)(photo_hash(x, y, 2) % 40), p[1] = 0, p[2] = (uint8_t)(photo_hash(x, y, 3) % 50);
    }
}

static void write_jpeg(FILE *file, const uint8_t *rgb, unsigned w, unsigned h)
{
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr errors;
  cinfo.err = jpeg_std_error(&errors);
  jpeg_create_compress(&cinfo);
  jpeg_stdio_dest(&cinfo, file);
  cinfo.image_width = w;
  cinfo.image_height = h;
  cinfo.input_components = 3;
  cinfo.in_color_space = JCS_RGB;
  jpeg_set_defaults(&cinfo);
  jpeg_set_quality(&cinfo, 95, TRUE);
  jpeg_start_compress(&cinfo, TRUE);
  jpeg_write_marker(&cinfo, JPEG_APP0 + 1, (const JOCTET *)"Exif\0\0II*\0\10\0\0\0\0\0GPS-SECRET", 26);
  for (unsigned y = 0; y < h; y++) {
    JSAMPROW row = (JSAMPROW)(uintptr_t)(rgb + (size_t)y * w * 3);
    jpeg_write_scanlines(&cinfo, &row, 1);
  }
  jpeg_finish_compress(&cinfo);
  jpeg_destroy_compress(&cinfo);
}

static void write_art(FILE *file, unsigned w, unsigned h, uint32_t seed)
{
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file);
  png_set_IHDR(png, info, w, h, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  png_set_packing(png);
  uint8_t *row = g_malloc(w);
  for (unsigned y = 0; y < h; y++) {
    for (unsigned x = 0; x < w; x++)
      row[x] = photo_noise(x, y, 6, seed) / 16 % 4 != 0;
    png_write_row(png, row);
  }
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  g_free(row);
}

int main(int argc, char **argv)
{
  if (argc < 5)
    return 2;
  const char *kind = argc > 5 ? argv[5] : "";
  unsigned w = (unsigned)atoi(argv[2]), h = (unsigned)atoi(argv[3]);
  uint32_t seed = (uint32_t)atoi(argv[4]);
  FILE *file = fopen(argv[1], "wb");
  if (!file || !w || !h)
    return 1;
  if (g_str_has_suffix(argv[1], ".png"))
    write_art(file, w, h, seed);
  else {
    uint8_t *rgb = photo_new(w, h, seed);
    if (g_str_equal(kind, "hard"))
      darken_hard(rgb, w, h);
    for (size_t i = 0; g_str_equal(kind, "grey") && i < (size_t)w * h; i++)
      rgb[i * 3] = rgb[i * 3 + 2] = rgb[i * 3 + 1];
    write_jpeg(file, rgb, w, h);
    g_free(rgb);
  }
  return fclose(file) ? 1 : 0;
}
