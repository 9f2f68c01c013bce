/* tekan layouts: what there is; `show NAME` draws it. */
#include <stdio.h>
#include <string.h>

#include "cmd/call.h"
#include "cmd/tell.h"
#include "cmd/wireframe.h"

static int millimetres(Length length)
{
  return (int)((length_mpt(length, 0, 0) * (int64_t)MPT_PER_MM_DEN + MPT_PER_MM_NUM / 2) / MPT_PER_MM_NUM);
}

static int tenths(Mpt length) /* of a millimetre */
{
  return (int)((length * 10LL * MPT_PER_MM_DEN + MPT_PER_MM_NUM / 2) / MPT_PER_MM_NUM);
}

static void print_layout(const Call *call, const Layout *layout)
{
  char *name = tell_padded(layout->name, 12);
  printf("%s ", name);
  printf(words_say(call->words, "%d × %d mm, %d columns:"), millimetres(layout->trim_w), millimetres(layout->trim_h),
         layout->columns);
  for (unsigned i = 0; i < layout->n_templates; i++)
    printf(" %s", layout->templates[i].name);
  putchar('\n');
  g_free(name);
}

static Layout *load_named(const Call *call, const char *name, Arena *arena, DiagList *diags)
{
  const LoadOptions options = {(const char *const *)call->places->layout_dirs, false};
  return layout_load(arena, name, NULL, &options, (Place){.file = "tekan layouts"}, diags);
}

static void list_layout(const Call *call, const char *file, Arena *arena, DiagList *diags)
{
  if (!g_str_has_suffix(file, ".yaml"))
    return;
  char *name = g_strndup(file, strlen(file) - strlen(".yaml"));
  const Layout *layout = load_named(call, arena_strdup(arena, name), arena, diags);
  if (layout)
    print_layout(call, layout);
  g_free(name);
}

static bool has_layout(char **files)
{
  for (char **file = files; file && *file; file++)
    if (g_str_has_suffix(*file, ".yaml"))
      return true;
  return false;
}

static int list_layouts(const Call *call)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(words_lang(call->words));
  const char *folder = call->places->layout_dirs[0];
  FileFault fault = {0};
  char **files = places_tell(call->places, diags) ? file_names(folder, &fault) : NULL;
  if (fault.state != FILE_FINE && fault.state != FILE_NONE)
    file_tell(diags, (Place){.file = folder}, folder, (FileRule){0}, &fault);
  else if (!diag_count(diags) && !has_layout(files))
    diag_add(diags, DIAG_LAYOUTS_NONE, (Place){.file = folder}, folder);
  for (char **file = files; file && *file; file++)
    list_layout(call, *file, arena, diags);
  int status = tell_problems(call, diags);
  g_strfreev(files);
  diag_list_free(diags);
  arena_free(arena);
  return status;
}

static char *picture_path(const Call *call, const Layout *layout)
{
  FileFault fault;
  bool folder = call->output && file_is_folder(call->output, &fault);
  if (call->output && !folder)
    return g_strdup(call->output);
  char *name = g_strconcat(layout->name, ".png", NULL);
  char *path = folder ? g_build_filename(call->output, name, NULL) : g_build_filename("out", "layouts", name, NULL);
  g_free(name);
  return path;
}

/* A picture of an earlier call, or an empty file; whatever else there is stays. */
static bool may_replace(const char *path)
{
  FileFault fault = {0};
  GBytes *old = file_map(path, (FileRule){0}, &fault);
  if (!old)
    return fault.state == FILE_NONE || fault.state == FILE_FAILED; /* of the machine's failures writing tells */
  gsize length;
  const void *bytes = g_bytes_get_data(old, &length);
  bool may = !length || (length >= 8 && !memcmp(bytes, "\x89PNG\r\n\x1a\n", 8));
  g_bytes_unref(old);
  return may;
}

static void print_slot(const StyleSheet *sheet, const LayoutTemplate *templ, const LayoutSlot *slot)
{
  Box box = grid_slot_box(&sheet->grid, slot);
  char *names = g_strdup_printf("%s %s", templ->name, slot->name), *padded = tell_padded(names, 24);
  int w = tenths(box.w), h = tenths(box.h);
  printf("%s %d.%d × %d.%d mm\n", padded, w / 10, w % 10, h / 10, h % 10);
  g_free(padded);
  g_free(names);
}

/* What an advertiser is told. */
static void print_slots(const StyleSheet *sheet)
{
  const Layout *layout = sheet->layout;
  for (unsigned i = 0; i < layout->n_templates; i++)
    for (unsigned j = 0; j < layout->templates[i].n_slots; j++)
      print_slot(sheet, &layout->templates[i], &layout->templates[i].slots[j]);
}

/* The grids a made-up page may have instead. */
static void print_scales(const StyleSheet *sheet)
{
  for (unsigned i = 0; i < sheet->n_scales; i++) {
    const Grid *grid = &sheet->scales[i]->grid;
    char *padded = tell_padded("grid scales", 24);
    printf("%s %g/%g pt, %d × %d\n", padded, grid->em / (double)MPT_PT, grid->leading / (double)MPT_PT, grid->columns,
           grid->characters);
    g_free(padded);
  }
}

static void draw(const Call *call, const StyleSheet *sheet, const char *path, Arena *arena, DiagList *diags)
{
  char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
  Stage *stage = stage_open(folder, call->guard, diags);
  if (stage && wireframe_write(arena, sheet, stage_target(stage, name), diags) && stage_keep(stage, diags)) {
    print_slots(sheet);
    print_scales(sheet);
    tell_written(call, path);
  }
  stage_free(stage);
  g_free(name);
  g_free(folder);
}

/* False: -o leads to what is no picture. */
static bool draw_layout(const Call *call, const Layout *layout, const FontSet *fonts, Arena *arena, DiagList *diags)
{
  char *path = picture_path(call, layout);
  bool may = may_replace(path);
  const StyleSheet *sheet = may ? style_sheet_new(arena, layout, fonts, diags) : NULL;
  if (sheet)
    draw(call, sheet, path, arena, diags);
  if (!may)
    tell_complaint(call->words, words_say(call->words, "-o takes a folder or a PNG; %s is neither"), path);
  g_free(path);
  return may;
}

static int show_layout(const Call *call, const char *name)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(words_lang(call->words));
  const Layout *layout = places_tell(call->places, diags) ? load_named(call, name, arena, diags) : NULL;
  FontSet *fonts = layout ? font_set_open(call->places->catalogue, diags) : NULL;
  bool called = !fonts || draw_layout(call, layout, fonts, arena, diags);
  int status = called ? tell_problems(call, diags) : STATUS_INPUT;
  font_set_free(fonts);
  diag_list_free(diags);
  arena_free(arena);
  return status;
}

int layouts_run(const Call *call)
{
  if (call->n_args == 0) {
    tell_idle(call, "tekan layouts", ~(unsigned)OPTION_OUTPUT);
    return list_layouts(call);
  }
  if (call->n_args == 2 && !strcmp(call->args[0], "show"))
    return show_layout(call, call->args[1]);
  tell_complaint(call->words, words_say(call->words, "%s is called so: tekan %s %s"), "layouts", "layouts",
                 "[show NAME]");
  return STATUS_INPUT;
}
