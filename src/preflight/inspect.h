/* Private to preflight: the file under inspection. */
#ifndef TEKAN_PREFLIGHT_INSPECT_H
#define TEKAN_PREFLIGHT_INSPECT_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "base/limits.h"

#include "preflight/preflight.h"

typedef enum { STANDARD_NONE, STANDARD_X1A, STANDARD_X4 } PdfStandard;

typedef enum {
  SPACE_GREY,
  SPACE_RGB,
  SPACE_CMYK,
  SPACE_SPOT,
  SPACE_ALL,
  SPACE_LAB,
  SPACE_ICC_GREY,
  SPACE_ICC_RGB,
  SPACE_ICC_CMYK,
  SPACE_PATTERN,
  SPACE_UNKNOWN
} SpaceKind;

/* limits.def: what is past a limit, and how far each goes. */
typedef enum {
#define LIMIT(name, value, en, zh, why) PAST_##name,
#include "preflight/limits.def"
#undef LIMIT
  PASTS
} Past;

enum {
  COMPONENTS = 32, /* ISO 32000-1, table C.1; limits.def tells of more */
  INK_NONE = -1,
  INK_C = 0,
  INK_M,
  INK_Y,
  INK_K,
  INK_SPOT,
  INKS
}; /* INK_SPOT: all spots together */

/* A colour space: its kind and, for Separation and DeviceN, how many colorants and which. */
typedef struct {
  SpaceKind kind;
  unsigned components;
  SpaceKind base;  /* of Indexed and of Separation's alternate; else kind */
  SpaceKind under; /* of a pattern space: what uncoloured patterns are painted in, with its components, base and inks */
  bool indexed;
  signed char ink[COMPONENTS]; /* of Separation and DeviceN: INK_* */
} Space;

/* The bytes of a picture's pixels, each pixel's components summed: the least and the most of them. */
typedef struct {
  size_t components;
  unsigned least, most;
} PixelSums;

/* xmp.c: a packet's properties, by namespace, a space and local name. */
typedef struct Xmp Xmp;
#define XMP_DC "http://purl.org/dc/elements/1.1/ "
#define XMP_BASIC "http://ns.adobe.com/xap/1.0/ "
#define XMP_MM "http://ns.adobe.com/xap/1.0/mm/ "
#define XMP_PDF "http://ns.adobe.com/pdf/1.3/ "
#define XMP_PDFX "http://www.npes.org/pdfx/ns/id/ "
Xmp *xmp_read(const char *bytes, size_t length); /* xmp_free */
void xmp_free(Xmp *xmp);
bool xmp_is_well_formed(const Xmp *xmp);
const char *xmp_value(const Xmp *xmp, const char *name); /* NULL: none, or no packet */

typedef struct {
  qpdf_data pdf;
  const char *name;
  PdfStandard standard;
  bool claimed; /* the file or the caller names a standard: breaches of it are errors */
  PreflightOptions options;
  DiagList *diags;
  Xmp *xmp;              /* NULL: none */
  GHashTable *fonts;     /* object numbers seen */
  GHashTable *codes;     /* font_codes */
  GHashTable *pictures;  /* inspect_picture */
  GQueue picture_order;  /* their keys, as they came */
  GHashTable *sums;      /* object number → PixelSums, of pictures held or not */
  double picture_bytes;  /* that those hold */
  void *freetype;        /* NULL: not asked yet */
  PreflightMarks *marks; /* NULL: not asked for */
  GHashTable *told;      /* code, page, extra → how often */
  int most[PASTS];       /* by Past */
  double unpacked;       /* bytes of streams so far */
  double operators;      /* of all pages so far */
  bool limited;          /* something was not looked at */
  int page;              /* 1…; 0: the document */
  double trim[4];        /* of the page, PDF units: x0 y0 x1 y1 */
  double bleed[4], media[4];
  const double
      *place; /* where what is found is told, x and y: of a pattern's cell or a glyph, what it paints; NULL: its own */
} Inspection;

/* report.c: says CODE at a place of the page (PDF units; NAN: none) once a page, and marks every place; EXTRA is the
 * code's further argument text. */
void inspect_tell(Inspection *inspection, DiagCode code, double x, double y, const char *extra);

/* That something was not looked at, for it is past a limit. */
void inspect_limit(Inspection *inspection, Past past, double x, double y);
const int *inspect_limits(void); /* by Past: limits.def's values */

/* packed.c: whether STREAM unpacked is within MOST bytes; told by who asks. */
bool packed_fits(qpdf_data pdf, qpdf_oh stream, double most);

bool inspect_is_full(Inspection *inspection);              /* more is not unpacked: told */
bool inspect_fits(Inspection *inspection, qpdf_oh stream); /* false: it would come to too much: told */
/* What a stream holds, unpacked as far as LEVEL goes; free(). NULL: unreadable, packed otherwise, or too much: told. */
unsigned char *inspect_stream(Inspection *inspection, qpdf_oh stream, enum qpdf_stream_decode_level_e level,
                              size_t *length);
/* The same of a picture; unref. One that was given to inspect_hold is not decoded again, as long as those held are not
   too many. */
GBytes *inspect_picture(Inspection *inspection, qpdf_oh stream);
void inspect_hold(Inspection *inspection, qpdf_oh stream, GBytes *picture);
GHashTable *inspect_pictures_new(void);
bool inspect_has_key(Inspection *inspection, qpdf_oh object, const char *key);
double inspect_number(Inspection *inspection, qpdf_oh object, double otherwise);
int inspect_int(Inspection *inspection, qpdf_oh object, int otherwise);         /* cut, within what an int holds */
bool inspect_name_is(Inspection *inspection, qpdf_oh object, const char *name); /* with its slash */
/* The same of what DICT has at KEY, and of a number there. */
bool inspect_key_is(Inspection *inspection, qpdf_oh dict, const char *key, const char *name);
double inspect_key_number(Inspection *inspection, qpdf_oh dict, const char *key, double otherwise);
bool inspect_true(Inspection *inspection, qpdf_oh dict, const char *key); /* a boolean that is true */
/* What stands at KEY; the identity where there is none. */
void inspect_matrix(Inspection *inspection, qpdf_oh dict, const char *key, double matrix[6]);
bool inspect_rectangle(Inspection *inspection, qpdf_oh array, double box[4]);
bool inspect_box(Inspection *inspection, qpdf_oh page, const char *key, double box[4]); /* inherited too */
/* What PAGE has at KEY, or a node above it (7.7.3.4); null: none does. */
qpdf_oh inspect_inherited(Inspection *inspection, qpdf_oh page, const char *key);
/* The keys of a dictionary, with their slashes; NULL-terminated, g_strfreev. */
char **inspect_keys(Inspection *inspection, qpdf_oh dict);

Space space_read(Inspection *inspection, qpdf_oh space, qpdf_oh resources, int depth);
Xmp *metadata_read(Inspection *inspection, qpdf_oh root); /* NULL: none */
void metadata_inspect(Inspection *inspection, qpdf_oh info);
void page_inspect(Inspection *inspection, qpdf_oh page);
void font_inspect(Inspection *inspection, qpdf_oh font, double x, double y);
bool font_is_identity(Inspection *inspection, qpdf_oh font);
/* The program embedded with a descriptor; 0: none. *HAS_RIGHTS: it may hold a table that tells of them. */
qpdf_oh font_program(Inspection *inspection, qpdf_oh descriptor, bool *has_rights);
qpdf_oh font_holder(Inspection *inspection, qpdf_oh font); /* a Type 0's descendant; else FONT itself */

/* glyphs.c: the codes of a font that come to no glyph; read when first asked for, kept with the inspection. */
typedef struct FontCodes FontCodes;
GHashTable *font_codes_new(void);
void font_codes_done(Inspection *inspection);
const FontCodes *font_codes(Inspection *inspection, qpdf_oh font);
bool font_lacks(const FontCodes *codes, const char *string, size_t length); /* CODES may be NULL */

/* image.c: a picture, read once and looked at wherever it stands. */
typedef struct {
  qpdf_oh dict;
  double width, height, bits;
  bool mask, soft;      /* painted in the colour at hand; with a soft mask */
  bool cut, is_large;   /* its samples end too soon; there are too many to count */
  SpaceKind kind, base; /* of its space; of what its inks, if it has any, stand for */
} ImageFacts;
ImageFacts image_read(Inspection *inspection, qpdf_oh stream, qpdf_oh resources);
void image_inspect(Inspection *inspection, const ImageFacts *image, const double matrix[6]);
void image_check_filters(Inspection *inspection, qpdf_oh dict); /* of any stream */
void image_check_resolution(Inspection *inspection, double width, double height, const double matrix[6], bool bilevel);
SpaceKind jpx_space(Inspection *inspection, qpdf_oh image); /* SPACE_UNKNOWN: it is none, or does not say */
void inspect_group(Inspection *inspection, qpdf_oh group);  /* a transparency group's blending space */
void content_inspect(Inspection *inspection, qpdf_oh page);

/* --- content streams ------------------------------------------------------------------- */

typedef enum {
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_NAME,
  TOKEN_STRING,
  TOKEN_OPERATOR,
  TOKEN_CONSTANT,
  TOKEN_OTHER
} TokenKind;
typedef struct {
  TokenKind kind;
  double number;
  const char *text; /* of a name (with its slash) or operator; borrowed from the reader until the next token */
  size_t length;
} Token;

typedef struct {
  const unsigned char *at, *end;
  GString *text;
  bool cut; /* a string or an inline image went on past the end */
} TokenReader;

TokenReader token_reader_open(const unsigned char *bytes, size_t length);
void token_reader_close(TokenReader *reader);
Token token_next(TokenReader *reader);
void token_skip_inline_image(TokenReader *reader); /* after ID: to past EI */

#endif
