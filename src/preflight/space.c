/* Colour spaces (ISO 32000-1, 8.6). */
#include "preflight/facts.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

static Space of_kind(SpaceKind kind, unsigned components)
{
  return (Space){.kind = kind, .components = components, .base = kind};
}

/* What the resources say NAME is; null: nothing. */
static qpdf_oh find_space(Inspection *inspection, const char *name, qpdf_oh resources)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh spaces =
      qpdf_oh_is_dictionary(pdf, resources) ? qpdf_oh_get_key(pdf, resources, "/ColorSpace") : qpdf_oh_new_null(pdf);
  return inspect_has_key(inspection, spaces, name) ? qpdf_oh_get_key(pdf, spaces, name) : qpdf_oh_new_null(pdf);
}

/* A device's space stands for another where the resources have a default, in which it means itself (8.6.5.6). */
static Space read_device(Inspection *inspection, const SpaceFact *fact, qpdf_oh resources, int depth)
{
  static const char *const DEFAULTS[] = {
      [SPACE_GREY] = "/DefaultGray", [SPACE_RGB] = "/DefaultRGB", [SPACE_CMYK] = "/DefaultCMYK"};
  qpdf_oh other = find_space(inspection, DEFAULTS[fact->kind], resources);
  if (qpdf_oh_is_array(inspection->pdf, other))
    return space_read(inspection, other, qpdf_oh_new_null(inspection->pdf), depth + 1);
  return of_kind(fact->kind, fact->components);
}

static Space read_named(Inspection *inspection, const char *name, qpdf_oh resources, int depth)
{
  const SpaceFact *fact = facts_space(name);
  if (!fact)
    return space_read(inspection, find_space(inspection, name, resources), resources, depth + 1);
  return fact->family == FAMILY_DEVICE ? read_device(inspection, fact, resources, depth)
                                       : of_kind(fact->kind, fact->components);
}

static Space read_icc(Inspection *inspection, qpdf_oh array)
{
  qpdf_oh dict = qpdf_oh_get_dict(inspection->pdf, qpdf_oh_get_array_item(inspection->pdf, array, 1));
  int n = number_int(inspect_key_number(inspection, dict, "/N", 0), 0, COMPONENTS);
  SpaceKind kind = n == 1 ? SPACE_ICC_GREY : n == 3 ? SPACE_ICC_RGB : n == 4 ? SPACE_ICC_CMYK : SPACE_UNKNOWN;
  return of_kind(kind, (unsigned)n);
}

static bool is_listed(const char *const *names, const char *name)
{
  for (; *names; names++)
    if (!strcmp(*names, name))
      return true;
  return false;
}

/* A colorant that is no process ink needs a plate of its own (8.6.6.4). NAME with its slash. */
static signed char take_ink(Inspection *inspection, const char *name)
{
  int ink;
  if (facts_colorant(name, &ink))
    return (signed char)ink;
  if (inspection->options.inks)
    g_hash_table_add(inspection->options.inks, g_strdup(name + 1));
  if (inspection->options.spots && !is_listed(inspection->options.spots, name + 1))
    inspect_tell(inspection, DIAG_PDF_SPOT, NAN, NAN, name + 1);
  return INK_SPOT;
}

static void take_inks(Inspection *inspection, qpdf_oh names, Space *space)
{
  qpdf_data pdf = inspection->pdf;
  if (qpdf_oh_is_name(pdf, names))
    space->ink[0] = take_ink(inspection, qpdf_oh_get_name(pdf, names));
  int most = MIN(inspection->most[PAST_COLORANTS], (int)COMPONENTS);
  for (int i = 0; i < MIN((int)space->components, most); i++) {
    qpdf_oh name = qpdf_oh_is_array(pdf, names) ? qpdf_oh_get_array_item(pdf, names, i) : 0;
    if (name && qpdf_oh_is_name(pdf, name))
      space->ink[i] = take_ink(inspection, qpdf_oh_get_name(pdf, name));
  }
  if ((int)space->components > most)
    inspect_limit(inspection, PAST_COLORANTS, NAN, NAN);
}

/* NChannel: each colorant by itself, a Separation, has an alternate too (8.6.6.5). */
static void take_colorants(Inspection *inspection, qpdf_oh attributes, qpdf_oh resources, Space *space, int depth)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh colorants =
      inspect_has_key(inspection, attributes, "/Colorants") ? qpdf_oh_get_key(pdf, attributes, "/Colorants") : 0;
  if (!colorants || !qpdf_oh_is_dictionary(pdf, colorants))
    return;
  char **names = inspect_keys(inspection, colorants);
  for (unsigned i = 0; names[i] && space->base != SPACE_RGB; i++) {
    qpdf_oh single = qpdf_oh_get_key(pdf, colorants, names[i]);
    if (qpdf_oh_is_array(pdf, single) && qpdf_oh_get_array_n_items(pdf, single) > 2) {
      qpdf_oh alternate = qpdf_oh_get_array_item(pdf, single, 2);
      if (space_read(inspection, alternate, resources, depth + 1).kind == SPACE_RGB)
        space->base = SPACE_RGB;
    }
  }
  g_strfreev(names);
}

/* Separation and DeviceN. */
static Space read_inks(Inspection *inspection, qpdf_oh array, int items, qpdf_oh resources, int depth)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh names = qpdf_oh_get_array_item(pdf, array, 1);
  unsigned n = qpdf_oh_is_array(pdf, names) ? (unsigned)qpdf_oh_get_array_n_items(pdf, names) : 1;
  Space space = {.kind = inspect_name_is(inspection, names, "/All") ? SPACE_ALL : SPACE_SPOT, .components = n};
  space.base = space_read(inspection, qpdf_oh_get_array_item(pdf, array, 2), resources, depth + 1).kind;
  take_inks(inspection, names, &space);
  if (items > 4)
    take_colorants(inspection, qpdf_oh_get_array_item(pdf, array, 4), resources, &space, depth);
  return space;
}

static Space read_indexed(Inspection *inspection, qpdf_oh base, qpdf_oh resources, int depth)
{
  Space space = space_read(inspection, base, resources, depth + 1);
  space.indexed = true;
  return space;
}

/* Of one that paints in no colours of its own: what it is painted in. */
static Space read_pattern(Inspection *inspection, qpdf_oh under, qpdf_oh resources, int depth)
{
  Space space = space_read(inspection, under, resources, depth + 1);
  space.under = space.kind;
  space.kind = SPACE_PATTERN;
  return space;
}

static Space read_array(Inspection *inspection, qpdf_oh array, qpdf_oh resources, int depth)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh first = qpdf_oh_get_array_item(pdf, array, 0);
  int items = qpdf_oh_get_array_n_items(pdf, array);
  const SpaceFact *fact = qpdf_oh_is_name(pdf, first) ? facts_space(qpdf_oh_get_name(pdf, first)) : NULL;
  qpdf_oh second = fact && items > 1 ? qpdf_oh_get_array_item(pdf, array, 1) : 0;
  if (!second || fact->family == FAMILY_DEVICE || fact->family == FAMILY_CALIBRATED)
    return qpdf_oh_is_name(pdf, first) ? space_read(inspection, first, resources, depth + 1)
                                       : of_kind(SPACE_UNKNOWN, 0);
  switch (fact->family) {
  case FAMILY_PROFILED: return read_icc(inspection, array);
  case FAMILY_INDEXED: return read_indexed(inspection, second, resources, depth);
  case FAMILY_PATTERN: return read_pattern(inspection, second, resources, depth);
  default: return items > 2 ? read_inks(inspection, array, items, resources, depth) : of_kind(SPACE_UNKNOWN, 0);
  }
}

Space space_read(Inspection *inspection, qpdf_oh space, qpdf_oh resources, int depth)
{
  if (depth > inspection->most[PAST_SPACE_DEPTH]) {
    inspect_limit(inspection, PAST_SPACE_DEPTH, NAN, NAN);
    return of_kind(SPACE_UNKNOWN, 0);
  }
  if (qpdf_oh_is_name(inspection->pdf, space)) {
    char *name = g_strdup(qpdf_oh_get_name(inspection->pdf, space));
    Space read = read_named(inspection, name, resources, depth);
    g_free(name);
    return read;
  }
  if (qpdf_oh_is_array(inspection->pdf, space) && qpdf_oh_get_array_n_items(inspection->pdf, space) > 0)
    return read_array(inspection, space, resources, depth);
  return of_kind(SPACE_UNKNOWN, 0);
}
