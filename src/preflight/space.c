/* Colour spaces (ISO 32000-1, 8.6). */
#include "preflight/inspect.h"

#include <math.h>
#include <string.h>

#define DEPTH_MOST 8

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

/* A device's space stands for another where the resources have a default (8.6.5.6). */
static Space read_device(Inspection *inspection, SpaceKind kind, qpdf_oh resources, int depth)
{
  static const char *const DEFAULTS[] = {
      [SPACE_GREY] = "/DefaultGray", [SPACE_RGB] = "/DefaultRGB", [SPACE_CMYK] = "/DefaultCMYK"};
  qpdf_oh other = find_space(inspection, DEFAULTS[kind], resources);
  if (qpdf_oh_is_array(inspection->pdf, other))
    return space_read(inspection, other, resources, depth + 1);
  return of_kind(kind, kind == SPACE_GREY ? 1 : kind == SPACE_RGB ? 3 : 4);
}

static Space read_named(Inspection *inspection, const char *name, qpdf_oh resources, int depth)
{
  if (!strcmp(name, "/DeviceGray") || !strcmp(name, "/G"))
    return read_device(inspection, SPACE_GREY, resources, depth);
  if (!strcmp(name, "/DeviceRGB") || !strcmp(name, "/RGB"))
    return read_device(inspection, SPACE_RGB, resources, depth);
  if (!strcmp(name, "/DeviceCMYK") || !strcmp(name, "/CMYK"))
    return read_device(inspection, SPACE_CMYK, resources, depth);
  if (!strcmp(name, "/CalGray")) /* as little a device's as one with a profile */
    return of_kind(SPACE_ICC_GREY, 1);
  if (!strcmp(name, "/CalRGB"))
    return of_kind(SPACE_RGB, 3);
  if (!strcmp(name, "/Pattern"))
    return of_kind(SPACE_PATTERN, 0);
  return space_read(inspection, find_space(inspection, name, resources), resources, depth + 1);
}

static Space read_icc(Inspection *inspection, qpdf_oh array)
{
  qpdf_oh dict = qpdf_oh_get_dict(inspection->pdf, qpdf_oh_get_array_item(inspection->pdf, array, 1));
  int n = inspect_int(inspection, qpdf_oh_get_key(inspection->pdf, dict, "/N"), 0);
  SpaceKind kind = n == 1 ? SPACE_ICC_GREY : n == 3 ? SPACE_ICC_RGB : n == 4 ? SPACE_ICC_CMYK : SPACE_UNKNOWN;
  return of_kind(kind, (unsigned)CLAMP(n, 0, COMPONENTS));
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
  static const char *const PROCESS[] = {"Cyan", "Magenta", "Yellow", "Black", NULL};
  name++;
  for (signed char i = 0; PROCESS[i]; i++)
    if (!strcmp(name, PROCESS[i]))
      return i;
  if (!strcmp(name, "None"))
    return INK_NONE;
  if (!strcmp(name, "All"))
    return INK_SPOT;
  if (inspection->options.inks)
    g_hash_table_add(inspection->options.inks, g_strdup(name));
  if (inspection->options.spots && !is_listed(inspection->options.spots, name))
    inspect_tell(inspection, DIAG_PDF_SPOT, NAN, NAN, name);
  return INK_SPOT;
}

static void take_inks(Inspection *inspection, qpdf_oh names, Space *space)
{
  qpdf_data pdf = inspection->pdf;
  if (qpdf_oh_is_name(pdf, names))
    space->ink[0] = take_ink(inspection, qpdf_oh_get_name(pdf, names));
  for (int i = 0; qpdf_oh_is_array(pdf, names) && i < MIN(qpdf_oh_get_array_n_items(pdf, names), (int)COMPONENTS); i++)
    if (qpdf_oh_is_name(pdf, qpdf_oh_get_array_item(pdf, names, i)))
      space->ink[i] = take_ink(inspection, qpdf_oh_get_name(pdf, qpdf_oh_get_array_item(pdf, names, i)));
}

/* NChannel: each colorant by itself has an alternate too (8.6.6.5). */
static void take_colorants(Inspection *inspection, qpdf_oh attributes, qpdf_oh resources, Space *space, int depth)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh colorants =
      inspect_has_key(inspection, attributes, "/Colorants") ? qpdf_oh_get_key(pdf, attributes, "/Colorants") : 0;
  if (!colorants || !qpdf_oh_is_dictionary(pdf, colorants))
    return;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (qpdf_oh_begin_dict_key_iter(pdf, colorants); qpdf_oh_dict_more_keys(pdf);)
    g_ptr_array_add(names, g_strdup(qpdf_oh_dict_next_key(pdf)));
  for (unsigned i = 0; i < names->len; i++)
    if (space_read(inspection, qpdf_oh_get_key(pdf, colorants, names->pdata[i]), resources, depth + 1).base ==
        SPACE_RGB)
      space->base = SPACE_RGB;
  g_ptr_array_free(names, TRUE);
}

static Space read_array(Inspection *inspection, qpdf_oh array, qpdf_oh resources, int depth)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh first = qpdf_oh_get_array_item(pdf, array, 0);
  if (!qpdf_oh_is_name(pdf, first))
    return of_kind(SPACE_UNKNOWN, 0);
  char *name = g_strdup(qpdf_oh_get_name(pdf, first));
  Space space = of_kind(SPACE_UNKNOWN, 0);
  int items = qpdf_oh_get_array_n_items(pdf, array);
  if (!strcmp(name, "/Pattern") && items > 1) {
    space = space_read(inspection, qpdf_oh_get_array_item(pdf, array, 1), resources, depth + 1);
    space.under = space.kind;
    space.kind = SPACE_PATTERN;
  } else if (!strcmp(name, "/ICCBased") && items > 1)
    space = read_icc(inspection, array);
  else if (!strcmp(name, "/Lab"))
    space = of_kind(SPACE_LAB, 3);
  else if ((!strcmp(name, "/Indexed") || !strcmp(name, "/I")) && items > 1) {
    space = space_read(inspection, qpdf_oh_get_array_item(pdf, array, 1), resources, depth + 1);
    space.indexed = true;
  } else if ((!strcmp(name, "/Separation") || !strcmp(name, "/DeviceN")) && items > 2) {
    qpdf_oh names = qpdf_oh_get_array_item(pdf, array, 1);
    bool all = qpdf_oh_is_name(pdf, names) && !strcmp(qpdf_oh_get_name(pdf, names), "/All");
    unsigned n = qpdf_oh_is_array(pdf, names) ? (unsigned)qpdf_oh_get_array_n_items(pdf, names) : 1;
    space = (Space){.kind = all ? SPACE_ALL : SPACE_SPOT, .components = n, .base = SPACE_UNKNOWN};
    space.base = space_read(inspection, qpdf_oh_get_array_item(pdf, array, 2), resources, depth + 1).kind;
    take_inks(inspection, names, &space);
    if (items > 4)
      take_colorants(inspection, qpdf_oh_get_array_item(pdf, array, 4), resources, &space, depth);
  } else
    space = read_named(inspection, name, resources, depth + 1);
  g_free(name);
  return space;
}

Space space_read(Inspection *inspection, qpdf_oh space, qpdf_oh resources, int depth)
{
  if (depth > DEPTH_MOST)
    return of_kind(SPACE_UNKNOWN, 0);
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
