/* tekan layouts: what there is; `show NAME` draws it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cmd/call.h"
#include "cmd/tell.h"
#include "cmd/wireframe.h"

static gint compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in the layouts' folder, sorted; free with its own function. */
static GPtrArray *list_names(const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(folder, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir)))
    if (g_str_has_suffix(name, ".yaml"))
      g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".yaml")));
  if (dir)
    g_dir_close(dir);
  g_ptr_array_sort(names, compare_names);
  return names;
}

static int millimetres(Length length)
{
  return (int)((length_mpt(length, 0, 0) * (int64_t)MPT_PER_MM_DEN + MPT_PER_MM_NUM / 2) / MPT_PER_MM_NUM);
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

static int list_layouts(const Call *call)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(words_lang(call->words));
  GPtrArray *names = list_names(call->places->layout_dirs[0]);
  for (unsigned i = 0; i < names->len; i++) {
    const Layout *layout = load_named(call, names->pdata[i], arena, diags);
    if (layout)
      print_layout(call, layout);
  }
  int status = tell_problems(call, diags);
  g_ptr_array_free(names, TRUE);
  diag_list_free(diags);
  arena_free(arena);
  return status;
}

static char *picture_path(const Call *call, const Layout *layout)
{
  if (call->output)
    return g_strdup(call->output);
  char *name = g_strconcat(layout->name, ".png", NULL), *path = g_build_filename("out", "layouts", name, NULL);
  g_free(name);
  return path;
}

static void draw(const Call *call, const Layout *layout, const FontSet *fonts, Arena *arena, DiagList *diags)
{
  const StyleSheet *sheet = style_sheet_new(arena, layout, fonts, diags);
  if (!sheet)
    return;
  char *path = picture_path(call, layout), *folder = g_path_get_dirname(path);
  if (g_mkdir_with_parents(folder, 0777))
    diag_add(diags, DIAG_OUTPUT_UNWRITABLE, (Place){.file = path}, path, g_strerror(errno));
  else if (wireframe_write(arena, sheet, path, diags))
    tell_written(call, path);
  g_free(folder);
  g_free(path);
}

static int show_layout(const Call *call, const char *name)
{
  Arena *arena = arena_new();
  DiagList *diags = diag_list_new(words_lang(call->words));
  const Layout *layout = load_named(call, name, arena, diags);
  FontSet *fonts = layout ? font_set_open(call->places->catalogue, diags) : NULL;
  if (fonts)
    draw(call, layout, fonts, arena, diags);
  int status = tell_problems(call, diags);
  font_set_free(fonts);
  diag_list_free(diags);
  arena_free(arena);
  return status;
}

int layouts_run(const Call *call)
{
  if (call->n_args == 0)
    return list_layouts(call);
  if (call->n_args == 2 && !strcmp(call->args[0], "show"))
    return show_layout(call, call->args[1]);
  tell_complaint(call->words, words_say(call->words, "%s is called so: tekan %s %s"), "layouts", "layouts",
                 "[show NAME]");
  return STATUS_INPUT;
}
