/* Private to image: what reading and writing JPEG share. */
#ifndef TEKAN_IMAGE_JPEG_H
#define TEKAN_IMAGE_JPEG_H

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "image/work.h"

/* Errors jump; warnings of lost data are kept in mind. */
typedef struct {
  struct jpeg_error_mgr base;
  jmp_buf jump;
  bool spoiled;
} JpegErrors;

void jpeg_errors_open(JpegErrors *errors);

#endif
