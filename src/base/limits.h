/* Every limit on input in one place; each has a diagnostic that names it. What a limit costs at the most, in time and
   memory, is in docs/measurements/growth.md. */
#ifndef TEKAN_BASE_LIMITS_H
#define TEKAN_BASE_LIMITS_H

#include "base/diag.h"

enum {
  LIMIT_YAML_BYTES = 4 * 1024 * 1024,
  LIMIT_YAML_DEPTH = 32,
  LIMIT_YAML_NODES = 200000,
  LIMIT_YAML_ENTRIES = 1000, /* libfyaml compares every key with those before it */
  LIMIT_YAML_ITEMS = 5000,
  LIMIT_YAML_ANCHORS = 1000,
  LIMIT_ARTICLE_BYTES = 8 * 1024 * 1024,
  LIMIT_ARTICLE_SIGNS = 200000, /* each may come to a node of Markdown, some hundred times its size */
  LIMIT_TABLE_CELLS = 200000,   /* of an article; cmark fills every row up to the head's */
  LIMIT_DECLARATIONS = 200,     /* <? and <!: cmark looks for the end of each through the whole paragraph */
  LIMIT_ISSUE_BYTES = 24 * 1024 * 1024,
  LIMIT_ISSUE_SIGNS = 600000,
  LIMIT_PARAGRAPH_CHARACTERS = 200000,
  LIMIT_HEADING_CHARACTERS = 400, /* more are set as a paragraph */
  LIMIT_HEAD_CHARACTERS = 400,
  LIMIT_HEAD_LINES = 20,
  LIMIT_CREDIT_CHARACTERS = 1000,
  LIMIT_CAPTION_CHARACTERS = 5000,
  LIMIT_PICTURES = 100, /* of an article */
  LIMIT_ISSUE_PICTURES = 5000,
  LIMIT_PRESS_BYTES = 256 * 1024 * 1024,  /* of all pictures, as the PDF holds them */
  LIMIT_RASTER_BYTES = 320 * 1024 * 1024, /* of page pictures painted at a time; one there always is */
  LIMIT_MARKDOWN_DEPTH = 64,
  LIMIT_SPANS = 2000, /* bracketed ones in a paragraph */
  LIMIT_PAGES = 512,
  LIMIT_ARTICLES = 4096,
  LIMIT_TABLE_COLUMNS = 32,
  LIMIT_TABLE_ROWS = 2000,
  LIMIT_IMAGE_SIDE = 40000,                    /* pixels */
  LIMIT_IMAGE_PIXELS = 400 * 1000 * 1000,      /* pixels */
  LIMIT_IMAGE_WHOLE_BYTES = 320 * 1024 * 1024, /* of one that must be held whole: 55 million pixels and more */
  LIMIT_IMAGE_FILE_BYTES = 1024 * 1024 * 1024,
  LIMIT_PROFILE_BYTES = 64 * 1024 * 1024,
  LIMIT_LEXICON_BYTES = 64 * 1024 * 1024,
  LIMIT_MANUSCRIPT_BYTES = 256 * 1024 * 1024,     /* with its pictures */
  LIMIT_MANUSCRIPT_TEXT_BYTES = 16 * 1024 * 1024, /* of plain text, also in UTF-16: as much as an article holds */
  LIMIT_PDF_OBJECTS = 100000000,                  /* bytes of the streams of objects in one, unpacked */
  LIMIT_PDF_BYTES = 2000 * 1024 * 1024,           /* read by tekan check, or placed */
  LIMIT_SHEET_MM = 1200,
  LIMIT_STYLE_DEPTH = 64,
  LIMIT_TEMPLATES = 200,
  LIMIT_TEMPLATE_SLOTS = 100,
  LIMIT_TEMPLATE_FURNITURE = 500,
  LIMIT_GRID_COLUMNS = 40,
  LIMIT_GRID_SCALES = 8,
  LIMIT_MADE_UP = 12, /* articles, and columns, of a page made up */
  LIMIT_GRID_LINES = 1000,
  LIMIT_JOBS = 64,
  LIMIT_PROBLEMS_ALIKE = 20000, /* told, of one code */
  LIMIT_COMBINING_MARKS = 30,   /* in a row: UAX #15, stream-safe text */
  LIMIT_KEEP_CHARACTERS = 64,   /* of a keep word; a longer one holds nothing together */
};

typedef enum {
#define OVER(limit, en, zh) OVER_##limit,
#include "base/limits.def"
#undef OVER
  OVERS
} Over;

/* Tells at PLACE that the input is over a limit: FATAL. */
void limit_report(DiagList *diags, Over over, Place place);

#endif
