#include "preflight/facts.h"

#include "base/prefix.h"

#include <string.h>

static bool is_called(const char *name, const char *abbreviation, const char *wanted)
{
  return !strcmp(name, wanted) || (abbreviation && !strcmp(abbreviation, wanted));
}

const FilterFact *facts_filter(const char *name)
{
  static const FilterFact FACTS[] = {
#define FILTER(full, short, forbidden, pictures, clause) {full, short, forbidden, pictures},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(FACTS); i++)
    if (is_called(FACTS[i].name, FACTS[i].abbreviation, name))
      return &FACTS[i];
  return NULL;
}

const SpaceFact *facts_space(const char *name)
{
  static const SpaceFact FACTS[] = {
#define SPACE(full, short, family, kind, components, clause) {full, short, family, kind, components},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(FACTS); i++)
    if (is_called(FACTS[i].name, FACTS[i].abbreviation, name))
      return &FACTS[i];
  return NULL;
}

/* Of tables of a name and a number: the row of NAME; -1: there is none. */
typedef struct {
  const char *name, *abbreviation;
  int value;
} Named;

static const Named *find_named(const Named *facts, unsigned n, const char *name)
{
  for (unsigned i = 0; name && i < n; i++)
    if (is_called(facts[i].name, facts[i].abbreviation, name))
      return &facts[i];
  return NULL;
}

bool facts_colorant(const char *name, int *ink)
{
  static const Named FACTS[] = {
#define COLORANT(full, plate, clause) {full, NULL, plate},
#include "preflight/facts.def"
  };
  const Named *found = find_named(FACTS, G_N_ELEMENTS(FACTS), name);
  *ink = found ? found->value : INK_SPOT;
  return found != NULL;
}

Blend facts_blend(const char *name)
{
  static const Named FACTS[] = {
#define BLEND(mode, followed, clause) {mode, NULL, followed},
#include "preflight/facts.def"
  };
  const Named *found = find_named(FACTS, G_N_ELEMENTS(FACTS), name);
  return found ? (Blend)found->value : BLEND_UNKNOWN;
}

Lies facts_annotation(const char *subtype)
{
  static const Named FACTS[] = {
#define ANNOTATION(type, lies, clause) {type, NULL, lies},
#include "preflight/facts.def"
  };
  const Named *found = find_named(FACTS, G_N_ELEMENTS(FACTS), subtype);
  return found ? (Lies)found->value : LIES_OUTSIDE_BLEED;
}

InlineField facts_inline_key(const char *key)
{
  static const Named FACTS[] = {
#define INLINE_KEY(short, full, field, clause) {full, short, field},
#include "preflight/facts.def"
  };
  const Named *found = find_named(FACTS, G_N_ELEMENTS(FACTS), key);
  return found ? (InlineField)found->value : FIELD_NONE;
}

const char *facts_charset(const char *encoding)
{
  static const struct {
    const char *name, *charset;
  } FACTS[] = {
#define ENCODING(name, charset, clause) {name, charset},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(FACTS); i++)
    if (!strcmp(FACTS[i].name, encoding))
      return FACTS[i].charset;
  return NULL;
}

PdfStandard facts_claim(const char *version)
{
  static const struct {
    const char *version;
    bool open;
    PdfStandard standard;
  } FACTS[] = {
#define CLAIM(version, open, standard, clause) {version, open, standard},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; version && i < G_N_ELEMENTS(FACTS); i++)
    if (FACTS[i].open ? begins_with(version, FACTS[i].version) : !strcmp(version, FACTS[i].version))
      return FACTS[i].standard;
  return STANDARD_NONE;
}

bool facts_hold(const Inspection *inspection, Standards standards)
{
  return standards & (inspection->standard == STANDARD_X1A ? IN_X1A : IN_X4);
}

bool facts_acts(Inspection *inspection, qpdf_oh action)
{
  static const char *const ACTIONS[] = {
#define ACTION(type, clause) type,
#include "preflight/facts.def"
  };
  if (!inspect_has_key(inspection, action, "/S"))
    return false;
  for (unsigned i = 0; i < G_N_ELEMENTS(ACTIONS); i++)
    if (inspect_key_is(inspection, action, "/S", ACTIONS[i]))
      return true;
  return false;
}

void facts_tell_forbidden(Inspection *inspection, Holder holder, qpdf_oh dict, double x, double y)
{
  static const struct {
    Holder holder;
    const char *key, *value;
    Standards standards;
    const char *told;
  } FACTS[] = {
#define FORBIDDEN(holder, key, value, standards, told, clause) {holder, key, value, standards, told},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(FACTS); i++) {
    if (FACTS[i].holder != holder || !facts_hold(inspection, FACTS[i].standards) ||
        !inspect_has_key(inspection, dict, FACTS[i].key))
      continue;
    if (!FACTS[i].value || inspect_key_is(inspection, dict, FACTS[i].key, FACTS[i].value))
      inspect_tell(inspection, DIAG_PDF_ACTION, x, y, FACTS[i].told);
  }
}
