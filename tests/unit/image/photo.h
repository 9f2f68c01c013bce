/* Pictures like photographs, made of noise in octaves, soft shapes and grain; the same on every machine. */
#ifndef TEKAN_TEST_PHOTO_H
#define TEKAN_TEST_PHOTO_H

#include <stdint.h>

#include <glib.h>

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

#endif
