/* Every limit on input in one place; each has a diagnostic that names it. */
#ifndef TEKAN_BASE_LIMITS_H
#define TEKAN_BASE_LIMITS_H

enum {
  LIMIT_YAML_BYTES = 4 * 1024 * 1024,
  LIMIT_YAML_DEPTH = 64,
  LIMIT_YAML_NODES = 200000,
  LIMIT_ARTICLE_BYTES = 8 * 1024 * 1024,
  LIMIT_MARKDOWN_DEPTH = 64,
  LIMIT_SPANS = 2000, /* bracketed ones in a paragraph */
  LIMIT_PAGES = 512,
  LIMIT_ARTICLES = 4096,
  LIMIT_TABLE_COLUMNS = 32,
  LIMIT_TABLE_ROWS = 2000,
  LIMIT_IMAGE_SIDE = 40000,               /* pixels */
  LIMIT_IMAGE_PIXELS = 400 * 1000 * 1000, /* pixels */
  LIMIT_IMAGE_FILE_BYTES = 1024 * 1024 * 1024,
  LIMIT_PROFILE_BYTES = 64 * 1024 * 1024,
  LIMIT_MANUSCRIPT_BYTES = 256 * 1024 * 1024,
  LIMIT_PDF_BYTES = 2000 * 1024 * 1024, /* read by tekan check, or placed */
  LIMIT_SHEET_MM = 2000,
  LIMIT_GRID_COLUMNS = 40,
  LIMIT_GRID_LINES = 1000,
  LIMIT_JOBS = 64,
  LIMIT_COMBINING_MARKS = 30, /* in a row: UAX #15, stream-safe text */
  LIMIT_KEEP_CHARACTERS = 64, /* of a keep word; a longer one holds nothing together */
};

#endif
