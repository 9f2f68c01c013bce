/* Pictures like photographs, made of noise in octaves, soft shapes and grain; the same on every machine. */
#ifndef TEKAN_TEST_PHOTO_H
#define TEKAN_TEST_PHOTO_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <jpeglib.h>

static inline uint32_t photo_hash(uint32_t x, uint32_t y, uint32_t seed)
{
  uint32_t h = x * 0x9E3779B1u ^ y * 0x85EBCA77u ^ seed * 0xC2B2AE3Du;
  h = (h ^ h >> 15) * 0x2C1B3C6Du;
  h = (h ^ h >> 12) * 0x297A2D39u;
  return h ^ h >> 15;
}

/* Smooth noise 0…255 with a lattice of 1 << SHIFT pixels. */
static inline int photo_noise(unsigned x, unsigned y, unsigned shift, uint32_t seed)
{
  unsigned size = 1u << shift, cx = x >> shift, cy = y >> shift;
  int64_t fx = x & (size - 1), fy = y & (size - 1), s = size;
  fx = fx * fx * (3 * s - 2 * fx) / (s * s);
  fy = fy * fy * (3 * s - 2 * fy) / (s * s);
  int64_t a = photo_hash(cx, cy, seed) & 255, b = photo_hash(cx + 1, cy, seed) & 255,
          c = photo_hash(cx, cy + 1, seed) & 255, d = photo_hash(cx + 1, cy + 1, seed) & 255;
  return (int)(((a * (s - fx) + b * fx) * (s - fy) + (c * (s - fx) + d * fx) * fy) / (s * s));
}

/* The pixel at X, Y of photograph SEED: light in six octaves, colour in two, an edge here and there, grain. */
static inline void photo_pixel(unsigned x, unsigned y, uint32_t seed, uint8_t rgb[3])
{
  int light = 0, weight = 0;
  for (unsigned octave = 0; octave < 6; octave++) {
    int share = 1 << (6 - octave) / 1;
    light += photo_noise(x, y, 8 - octave, seed + octave) * share;
    weight += share;
  }
  light = light / weight;
  light = CLAMP(128 + (light - 128) * 9 / 4, 0, 255);
  if (photo_noise(x, y, 7, seed + 20) > 150) /* a thing with an edge before the rest */
    light = light * 5 / 9;
  int warm = photo_noise(x, y, 8, seed + 30) - 128, green = photo_noise(x, y, 7, seed + 31) - 128,
      grain = (int)(photo_hash(x, y, seed + 40) % 7) - 3;
  const int mix[3] = {warm * 2 / 3, green / 2 - warm / 6, -warm * 2 / 3 - green / 4};
  for (unsigned i = 0; i < 3; i++)
    rgb[i] = (uint8_t)CLAMP(light + mix[i] * (160 - ABS(light - 128)) / 160 + grain, 0, 255);
}

static inline uint8_t *photo_new(unsigned w, unsigned h, uint32_t seed)
{
  uint8_t *rgb = g_malloc((size_t)w * h * 3 + 1);
  for (unsigned y = 0; y < h; y++)
    for (unsigned x = 0; x < w; x++)
      photo_pixel(x, y, seed, rgb + ((size_t)y * w + x) * 3);
  return rgb;
}

static inline double photo_luma(const uint8_t *p)
{
  return 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
}

/* Of light, in dB. */
static inline double photo_psnr(const uint8_t *a, const uint8_t *b, unsigned w, unsigned h)
{
  double sum = 0;
  for (size_t i = 0; i < (size_t)w * h; i++) {
    double off = photo_luma(a + i * 3) - photo_luma(b + i * 3);
    sum += off * off;
  }
  return 10 * log10(65025.0 * w * h / MAX(sum, 1e-9));
}

/* Structural similarity of light: the mean over 8 × 8 windows, four pixels apart. */
static inline double photo_ssim(const uint8_t *a, const uint8_t *b, unsigned w, unsigned h)
{
  double total = 0;
  unsigned n = 0;
  for (unsigned y = 0; y + 8 <= h; y += 4)
    for (unsigned x = 0; x + 8 <= w; x += 4, n++) {
      double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
      for (unsigned i = 0; i < 64; i++) {
        size_t at = ((size_t)(y + i / 8) * w + x + i % 8) * 3;
        double p = photo_luma(a + at), q = photo_luma(b + at);
        sa += p, sb += q, saa += p * p, sbb += q * q, sab += p * q;
      }
      double ma = sa / 64, mb = sb / 64, va = saa / 64 - ma * ma, vb = sbb / 64 - mb * mb, cov = sab / 64 - ma * mb;
      total += (2 * ma * mb + 6.5025) * (2 * cov + 58.5225) / ((ma * ma + mb * mb + 6.5025) * (va + vb + 58.5225));
    }
  return total / n;
}

/* A JPEG of W × H pixels, tiles of one photograph, row by row. */
static inline void photo_write_large(const char *path, unsigned w, unsigned h, uint32_t seed)
{
  enum { TILE = 512 };
  uint8_t *tile = photo_new(TILE, TILE, seed), *row = g_malloc((size_t)(w + TILE) * 3);
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr errors;
  FILE *file = fopen(path, "wb");
  cinfo.err = jpeg_std_error(&errors);
  jpeg_create_compress(&cinfo);
  jpeg_stdio_dest(&cinfo, file);
  cinfo.image_width = w;
  cinfo.image_height = h;
  cinfo.input_components = 3;
  cinfo.in_color_space = JCS_RGB;
  jpeg_set_defaults(&cinfo);
  jpeg_set_quality(&cinfo, 85, TRUE);
  jpeg_start_compress(&cinfo, TRUE);
  for (unsigned y = 0; y < h; y++) {
    for (unsigned x = 0; x < w; x += TILE)
      memcpy(row + (size_t)x * 3, tile + (size_t)(y % TILE) * TILE * 3, TILE * 3);
    JSAMPROW rows[1] = {row};
    jpeg_write_scanlines(&cinfo, rows, 1);
  }
  jpeg_finish_compress(&cinfo);
  jpeg_destroy_compress(&cinfo);
  fclose(file);
  g_free(tile);
  g_free(row);
}

#endif
