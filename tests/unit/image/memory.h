/* Rows from memory and back, for tests. */
#ifndef TEKAN_TEST_MEMORY_H
#define TEKAN_TEST_MEMORY_H

#include <string.h>

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "image/work.h"

typedef struct {
  Rows rows;
  const guint8 *samples;
  unsigned at;
} MemoryRows;

static inline bool memory_next(Rows *rows, guint8 *row)
{
  MemoryRows *memory = (MemoryRows *)rows;
  size_t stride = (size_t)rows->width * rows->channels;
  memcpy(row, memory->samples + memory->at++ * stride, stride);
  return true;
}

static inline void memory_close(Rows *rows)
{
  g_free(rows);
}

/* SAMPLES are borrowed. */
static inline Rows *memory_rows(const guint8 *samples, unsigned w, unsigned h, unsigned channels)
{
  MemoryRows *memory = g_new0(MemoryRows, 1);
  memory->rows = (Rows){.width = w, .height = h, .channels = channels, .next = memory_next, .close = memory_close};
  memory->samples = samples;
  return &memory->rows;
}

/* All of ROWS, which are closed; NULL where they break off. */
static inline guint8 *memory_take(Rows *rows)
{
  if (!rows)
    return NULL;
  size_t stride = (size_t)rows->width * rows->channels;
  guint8 *samples = g_malloc(stride * rows->height + 1);
  for (unsigned y = 0; samples && y < rows->height; y++)
    if (!rows_next(rows, samples + y * stride)) {
      g_free(samples);
      samples = NULL;
    }
  rows_close(rows);
  return samples;
}

/* KiB this process holds, or held at most since memory_forget_peak. */
static inline long memory_read(const char *key)
{
  char line[128];
  long value = -1;
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file))
    if (!strncmp(line, key, strlen(key)))
      value = strtol(line + strlen(key), NULL, 10);
  if (file)
    fclose(file);
  return value;
}

static inline void memory_forget_peak(void)
{
  FILE *file = fopen("/proc/self/clear_refs", "w");
  if (file) {
    fputs("5", file);
    fclose(file);
  }
}

/* A JPEG's bytes as samples; CMYK comes as stored. */
static inline guint8 *memory_decode(GBytes *jpeg, bool smooth)
{
  struct jpeg_decompress_struct cinfo;
  struct jpeg_error_mgr errors;
  gsize length;
  const guint8 *bytes = g_bytes_get_data(jpeg, &length);
  cinfo.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&cinfo);
  jpeg_mem_src(&cinfo, bytes, length);
  jpeg_read_header(&cinfo, TRUE);
  cinfo.do_fancy_upsampling = smooth;
  if (cinfo.num_components == 4)
    cinfo.out_color_space = JCS_CMYK;
  jpeg_start_decompress(&cinfo);
  size_t stride = (size_t)cinfo.output_width * (unsigned)cinfo.output_components;
  guint8 *samples = g_malloc(stride * cinfo.output_height);
  while (cinfo.output_scanline < cinfo.output_height) {
    JSAMPROW row = samples + cinfo.output_scanline * stride;
    jpeg_read_scanlines(&cinfo, &row, 1);
  }
  jpeg_destroy_decompress(&cinfo);
  return samples;
}

static inline ImageColours *memory_colours(ColourOptions options)
{
  DiagList *diags = diag_list_new(LANG_EN);
  ImageColours *colours = image_colours_open(&options, diags);
  diag_list_free(diags);
  return colours;
}

#endif
