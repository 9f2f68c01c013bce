/* Private to preflight: what the standards name (facts.def), looked up. */
#ifndef TEKAN_PREFLIGHT_FACTS_H
#define TEKAN_PREFLIGHT_FACTS_H

#include "preflight/inspect.h"

typedef enum { IN_NONE = 0, IN_X1A = 1, IN_X4 = 2, IN_BOTH = 3 } Standards;

typedef struct {
  const char *name, *abbreviation;
  Standards forbidden;
  bool codes_pictures;
} FilterFact;
const FilterFact *facts_filter(const char *name); /* by its abbreviation too; NULL: there is none */

typedef enum {
  FAMILY_DEVICE,
  FAMILY_CALIBRATED,
  FAMILY_PROFILED,
  FAMILY_INDEXED,
  FAMILY_PATTERN,
  FAMILY_INKS
} SpaceFamily;
typedef struct {
  const char *name, *abbreviation;
  SpaceFamily family;
  SpaceKind kind; /* of a name alone, without an array */
  unsigned components;
} SpaceFact;
const SpaceFact *facts_space(const char *name); /* by its abbreviation too; NULL: a name of the resources' */

bool facts_colorant(const char *name, int *ink); /* false: a spot's */

typedef enum { BLEND_UNKNOWN, BLEND_NORMAL, BLEND_MULTIPLY, BLEND_OTHER } Blend;
Blend facts_blend(const char *name);

typedef enum { LIES_OUTSIDE_BLEED, LIES_OUTSIDE_TRIM, LIES_ANYWHERE } Lies;
Lies facts_annotation(const char *subtype);

const char *facts_charset(const char *encoding); /* NULL: none that is known */

typedef enum { FIELD_NONE, FIELD_WIDTH, FIELD_HEIGHT, FIELD_BITS, FIELD_MASK, FIELD_FILTER, FIELD_SPACE } InlineField;
InlineField facts_inline_key(const char *key); /* by its abbreviation too */

PdfStandard facts_claim(const char *version); /* NULL: none is made */

/* Whether a breach of STANDARDS is one of the standard the file is held to. */
bool facts_hold(const Inspection *inspection, Standards standards);

/* --- dictionaries ---------------------------------------------------------------------- */

bool facts_acts(Inspection *inspection, qpdf_oh action); /* does something to the file or the machine */

typedef enum {
  HOLDER_NAMES,
  HOLDER_CATALOGUE,
  HOLDER_FIELDS, /* AcroForm */
  HOLDER_PAGE,
  HOLDER_ANNOTATION,
  HOLDER_OBJECT, /* any dictionary of the file */
  HOLDER_STREAM,
  HOLDER_XOBJECT,
  HOLDER_FORM,
  HOLDER_IMAGE,
  HOLDER_STATE
} Holder;
/* Tells at X, Y what DICT has and a HOLDER must not (PDF_ACTION). */
void facts_tell_forbidden(Inspection *inspection, Holder holder, qpdf_oh dict, double x, double y);

#endif
