/* article.md: YAML front matter between --- lines, then the body. */
#include "load/article.h"

#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "load/files.h"
#include "load/front.h"
#include "load/spans.h"
#include "load/stray.h"

static const char *const KIND_NAMES[] = {"story", "brief", "opening", "photo", "data", "ad", NULL};

const char *article_kind_name(ArticleKind kind)
{
  return KIND_NAMES[kind];
}

bool article_kind_wants_title(ArticleKind kind)
{
  return kind != KIND_PHOTO && kind != KIND_AD;
}

const Rich *bundle_rich(Bundle *bundle, const Rich *rich)
{
  if (!rich || !bundle->normalise)
    return rich;
  return normalise_rich(bundle->arena, rich, bundle->verbose, &bundle->article->normalised, bundle->diags);
}

/* --- pictures ---------------------------------------------------------------------------------- */

static char **list_files(Bundle *bundle)
{
  FileFault fault;
  if (!bundle->files)
    bundle->files = file_names(bundle->dir, &fault);
  if (!bundle->files)
    file_tell_failed(bundle->diags, bundle->article->place, bundle->dir, &fault);
  return bundle->files;
}

static bool is_file(const Bundle *bundle, const char *name)
{
  FileFault fault;
  char *path = g_build_filename(bundle->dir, name, NULL);
  bool file = file_look(path, (FileRule){.within = bundle->dir}, &fault);
  g_free(path);
  return file;
}

static void report_unknown_image(Bundle *bundle, const char *name, Place place)
{
  char **files = list_files(bundle);
  GPtrArray *others = g_ptr_array_new();
  for (unsigned i = 0; files && files[i]; i++)
    if (strcmp(files[i], "article.md") != 0 && is_file(bundle, files[i]))
      g_ptr_array_add(others, files[i]);
  g_ptr_array_add(others, NULL);
  char *list = diag_choices(name, (const char *const *)(void *)others->pdata);
  diag_add(bundle->diags, DIAG_IMAGE_UNKNOWN, place, name, *list ? list : "–");
  g_free(list);
  g_ptr_array_free(others, TRUE);
}

static bool leads_out(const char *name)
{
  return g_path_is_absolute(name) || strstr(name, "..") || strstr(name, "://");
}

static const char *find_image(Bundle *bundle, const char *name, Place place)
{
  FileFault fault = {.state = FILE_OUTSIDE};
  char *path = g_build_filename(bundle->dir, name, NULL);
  const char *found = NULL;
  if (!leads_out(name) && file_look(path, (FileRule){.within = bundle->dir}, &fault))
    found = arena_strdup(bundle->arena, path);
  else if (fault.state == FILE_OUTSIDE)
    diag_add(bundle->diags, DIAG_IMAGE_OUTSIDE, place, name);
  else if (fault.state == FILE_ODD)
    diag_add(bundle->diags, DIAG_IMAGE_UNREADABLE, place, name, file_reason(&fault, diag_lang(bundle->diags)));
  else if (!file_tell_failed(bundle->diags, place, name, &fault))
    report_unknown_image(bundle, name, place);
  g_free(path);
  return found;
}

Picture *bundle_picture(Bundle *bundle, const char *name, Place place)
{
  for (unsigned i = 0; i < bundle->pictures->len; i++) {
    Picture *picture = g_ptr_array_index(bundle->pictures, i);
    if (!strcmp(picture->name, name))
      return picture;
  }
  if (bundle->pictures->len == LIMIT_PICTURES) {
    if (!bundle->pictures_over)
      limit_report(bundle->diags, OVER_PICTURES, place);
    bundle->pictures_over = true;
    return NULL;
  }
  const char *path = find_image(bundle, name, place);
  if (!path)
    return NULL;
  Picture *picture = ARENA_NEW(bundle->arena, Picture);
  *picture = (Picture){.name = arena_strdup(bundle->arena, name),
                       .path = path,
                       .place = place,
                       .focus_x = 500,
                       .focus_y = 500,
                       .crop = true};
  g_ptr_array_add(bundle->pictures, picture);
  return picture;
}

/* --- front matter --------------------------------------------------------------------------------- */

/* Spans as in the body: 故人：[雁门]{.name}. */
static const Rich *read_marked(Bundle *bundle, const char *text, Place place)
{
  const RichOrigin start = {.line = place.line, .column = place.column};
  Marked marked = {.arena = bundle->arena, .diags = bundle->diags, .file = place.file, .text = g_string_new(text)};
  marked.spans = g_array_new(FALSE, TRUE, sizeof(RichSpan));
  marked.origins = g_array_new(FALSE, TRUE, sizeof(RichOrigin));
  g_array_append_val(marked.origins, start);
  const Rich *rich = spans_read(&marked);
  if (rich)
    stray_inline(bundle->diags, rich);
  g_string_free(marked.text, TRUE);
  g_array_free(marked.spans, TRUE);
  g_array_free(marked.origins, TRUE);
  return rich ? bundle_rich(bundle, rich) : NULL;
}

/* What a text of the front matter may come to. */
typedef struct {
  Over over;
  long most; /* characters */
} TextLength;
static const TextLength HEAD = {OVER_HEAD_CHARACTERS, LIMIT_HEAD_CHARACTERS},
                        CREDIT = {OVER_CREDIT_CHARACTERS, LIMIT_CREDIT_CHARACTERS},
                        CAPTION = {OVER_CAPTION_CHARACTERS, LIMIT_CAPTION_CHARACTERS};

/* A scalar as rich text with its own place; block scalars begin on the next line. */
static const Rich *rich_of(Bundle *bundle, Yaml *yaml, struct fy_node *node, TextLength length)
{
  char *text = yaml_scalar(yaml, node);
  if (!text)
    return NULL;
  yaml_check_comment(yaml, node);
  for (char *at = text; *at; at++)
    if (*at == '\n')
      *at = ' ';
  g_strstrip(text);
  Place place = yaml_place(yaml, node);
  if (g_utf8_strlen(text, -1) <= length.most)
    return read_marked(bundle, text, place);
  limit_report(bundle->diags, length.over, place);
  return NULL;
}

static const Rich *read_rich(Bundle *bundle, Yaml *yaml, struct fy_node *map, const char *key, TextLength length)
{
  struct fy_node *node = yaml_entry(map, key);
  if (yaml_kind(node) == YAML_NONE)
    return NULL;
  if (yaml_kind(node) != YAML_SCALAR) {
    report_value(yaml, node, "text");
    return NULL;
  }
  return rich_of(bundle, yaml, node, length);
}

static const Rich *const *read_lines(Bundle *bundle, Yaml *yaml, struct fy_node *map, const char *key, unsigned *n,
                                     bool *listed)
{
  struct fy_node *node = yaml_entry(map, key), *item;
  const Rich **lines = ARENA_ARRAY(bundle->arena, const Rich *, yaml_count(node) + 2);
  *n = 0;
  *listed = yaml_kind(node) == YAML_LIST;
  if (*listed && yaml_count(node) > LIMIT_HEAD_LINES) {
    limit_report(bundle->diags, OVER_HEAD_LINES, yaml_place(yaml, node));
    return lines;
  }
  void *state = NULL;
  while (*listed && (item = yaml_next_item(node, &state))) {
    const Rich *line = yaml_kind(item) == YAML_SCALAR ? rich_of(bundle, yaml, item, HEAD) : NULL;
    if (line)
      lines[(*n)++] = line;
    else
      report_value(yaml, item, "text");
  }
  const Rich *line = *listed ? NULL : read_rich(bundle, yaml, map, key, HEAD);
  if (line)
    lines[(*n)++] = line;
  return lines;
}

static void read_place(Yaml *yaml, struct fy_node *node, Picture *picture)
{
  static const char *const WORDS[] = {"auto", "column-top", "column-bottom", "inline", "slot:NAME", NULL};
  char *text = read_string(yaml, node, "place");
  if (text && begins_with(text, "slot:")) {
    picture->where = PICTURE_SLOT;
    picture->slot = arena_strdup(yaml->arena, g_strstrip(text + 5));
    return;
  }
  picture->where = (PicturePlace)read_word(yaml, node, "place", WORDS, PICTURE_AUTO);
}

/* Columns; 0: auto. */
static int read_span(Yaml *yaml, struct fy_node *map)
{
  struct fy_node *node = yaml_entry(map, "span");
  const char *text = yaml_scalar(yaml, node);
  int64_t milli;
  if (yaml_kind(node) == YAML_NONE || !g_strcmp0(text, "auto"))
    return 0;
  if (decimal_of(yaml, node, &milli, NULL) && milli % 1000 == 0 && milli > 0 && milli <= LIMIT_GRID_COLUMNS * 1000)
    return (int)(milli / 1000);
  report_value(yaml, node, "auto, 1, 2, 3, …");
  return 0;
}

static void read_focus(Yaml *yaml, struct fy_node *node, Picture *picture)
{
  struct fy_node *focus = yaml_follow(yaml_entry(node, "focus"));
  int64_t x, y;
  if (yaml_kind(focus) == YAML_NONE)
    return;
  if (yaml_kind(focus) != YAML_LIST || yaml_count(focus) != 2 ||
      !decimal_of(yaml, fy_node_sequence_get_by_index(focus, 0), &x, NULL) ||
      !decimal_of(yaml, fy_node_sequence_get_by_index(focus, 1), &y, NULL) || x < 0 || x > 1000 || y < 0 || y > 1000) {
    report_value(yaml, focus, "[0.5, 0.5]");
    return;
  }
  picture->focus_x = (int)x;
  picture->focus_y = (int)y;
  picture->focused = true;
}

static void read_image(Bundle *bundle, Yaml *yaml, struct fy_node *key, struct fy_node *value)
{
  static const char *const KEYS[] = {"caption", "credit", "span", "width", "focus", "gaze", "crop", "place", NULL};
  static const char *const GAZES[] = {"none", "left", "right", NULL};
  const char *name = yaml_scalar(yaml, key);
  Picture *picture = name ? bundle_picture(bundle, name, yaml_place(yaml, key)) : NULL;
  if (yaml_kind(value) == YAML_NONE || !yaml_check_keys(yaml, value, KEYS))
    return;
  Picture unread = {.focus_x = 500, .focus_y = 500, .crop = true};
  Picture *to = picture ? picture : &unread; /* values are checked even where the file is missing */
  to->caption = read_rich(bundle, yaml, value, "caption", CAPTION);
  to->credit = read_rich(bundle, yaml, value, "credit", CAPTION);
  to->span = read_span(yaml, value);
  to->width = read_length(yaml, value, "width");
  to->crop = read_bool(yaml, value, "crop", true);
  read_focus(yaml, value, to);
  to->gaze = (Gaze)read_word(yaml, value, "gaze", GAZES, GAZE_NONE);
  read_place(yaml, value, to);
}

static void read_images(Bundle *bundle, Yaml *yaml, struct fy_node *root)
{
  struct fy_node *images = yaml_entry(root, "images"), *key, *value;
  void *state = NULL;
  if (yaml_kind(images) != YAML_NONE && yaml_kind(images) != YAML_MAP)
    report_value(yaml, images, "file.jpg: {caption: …}");
  while ((value = yaml_next_pair(images, &state, &key)) || key)
    read_image(bundle, yaml, key, value);
}

static void read_keep(Bundle *bundle, Yaml *yaml, struct fy_node *root, const char *paper)
{
  unsigned n;
  const char **given = read_strings(yaml, root, "keep", &n);
  const char **words = ARENA_ARRAY(bundle->arena, const char *, n + 2);
  memcpy(words, given, n * sizeof *words);
  for (unsigned i = 0; i < n; i++)
    if (g_utf8_strlen(given[i], -1) > LIMIT_KEEP_CHARACTERS)
      report_value(yaml, yaml_entry(root, "keep"), "张三, 忻州日报 (≤ 64 字)");
  if (paper)
    words[n++] = paper;
  bundle->article->keep = text_keep(bundle->arena, words);
}

/* Only in kind: ad; elsewhere a page of somebody else's is no article. */
static void read_advert(Bundle *bundle, Yaml *yaml, struct fy_node *root)
{
  const char *name = read_string(yaml, root, "pdf");
  if (!name)
    return;
  Place place = yaml_place(yaml, yaml_entry(root, "pdf"));
  char *path = g_build_filename(bundle->dir, name, NULL);
  FileFault fault;
  if (bundle->article->kind != KIND_AD)
    diag_add(bundle->diags, DIAG_ADVERT_KIND, place, name);
  else if (!file_look(path, (FileRule){.within = bundle->dir}, &fault)) {
    if (fault.state == FILE_ODD || fault.state == FILE_OUTSIDE)
      diag_add(bundle->diags, DIAG_ADVERT_UNREADABLE, place, name, file_reason(&fault, diag_lang(bundle->diags)));
    else if (!file_tell_failed(bundle->diags, place, name, &fault))
      diag_add(bundle->diags, DIAG_ADVERT_NONE, place, name);
  } else {
    Advert *advert = ARENA_NEW(bundle->arena, Advert);
    *advert = (Advert){arena_strdup(bundle->arena, name), arena_strdup(bundle->arena, path), place};
    bundle->article->advert = advert;
  }
  g_free(path);
}

static const char *const FRONT_KEYS[] = {"kind",   "kicker",      "title",    "subtitle",  "byline",
                                         "source", "dateline",    "priority", "continued", "keep",
                                         "images", "punctuation", "pdf",      "section",   NULL};

/* One that was refused is there all the same: that there is none is not told. */
static void read_title(Bundle *bundle, Yaml *yaml, struct fy_node *root)
{
  Article *article = bundle->article;
  unsigned told = diag_count(bundle->diags);
  article->title = read_lines(bundle, yaml, root, "title", &article->n_title, &article->title_listed);
  for (; !article->n_title && told < diag_count(bundle->diags); told++)
    if (diag_at(bundle->diags, told)->severity >= DIAG_ERROR)
      article->title_place.file = NULL;
}

static void read_front_matter(Bundle *bundle, Yaml *yaml, const char *paper)
{
  static const char *const PUNCTUATION[] = {"normalise", "as-is", "normalize", NULL};
  struct fy_node *root = yaml_root(yaml);
  Article *article = bundle->article;
  bool listed;
  article->title_place = yaml_place(yaml, yaml_key(root, "title"));
  if (yaml_kind(root) == YAML_NONE || !yaml_check_keys(yaml, root, FRONT_KEYS))
    return;
  article->kind = (ArticleKind)read_word(yaml, root, "kind", KIND_NAMES, KIND_STORY);
  bundle->normalise = read_word(yaml, root, "punctuation", PUNCTUATION, bundle->normalise ? 0 : 1) != 1;
  article->kicker = read_rich(bundle, yaml, root, "kicker", HEAD);
  read_title(bundle, yaml, root);
  article->subtitle = read_lines(bundle, yaml, root, "subtitle", &article->n_subtitle, &listed);
  article->byline = read_rich(bundle, yaml, root, "byline", CREDIT);
  article->source = read_rich(bundle, yaml, root, "source", CREDIT);
  article->dateline = read_rich(bundle, yaml, root, "dateline", CREDIT);
  article->section = read_string(yaml, root, "section");
  article->priority = read_int(yaml, root, "priority", 1, 9, 5);
  article->continued = read_bool(yaml, root, "continued", false);
  read_keep(bundle, yaml, root, paper);
  read_images(bundle, yaml, root);
  read_advert(bundle, yaml, root);
}

/* --- the whole ---------------------------------------------------------------------------------------- */

static unsigned count_rich(const Rich *rich)
{
  return rich ? text_characters(rich->text, rich->length) : 0;
}

static unsigned count_lines(const Rich *const *lines, unsigned n)
{
  unsigned sum = 0;
  for (unsigned i = 0; i < n; i++)
    sum += count_rich(lines[i]);
  return sum;
}

static unsigned count_block(const Block *block)
{
  unsigned sum = count_lines(block->lines, block->n_lines);
  for (unsigned i = 0; i < block->n_items; i++)
    sum += count_rich(block->items[i].text);
  for (unsigned i = 0; block->table && i < block->table->rows * block->table->columns; i++)
    sum += count_rich(block->table->cells[i]);
  return sum;
}

unsigned article_count(const Article *article)
{
  unsigned sum = count_rich(article->kicker) + count_rich(article->byline) + count_rich(article->source) +
                 count_rich(article->dateline);
  sum += count_lines(article->subtitle, article->n_subtitle);
  if (!article->jumps_from)
    sum += count_lines(article->title, article->n_title);
  for (unsigned i = 0; i < article->n_blocks; i++)
    sum += count_block(&article->blocks[i]);
  for (unsigned i = 0; i < article->n_pictures; i++)
    sum += count_rich(article->pictures[i].caption) + count_rich(article->pictures[i].credit);
  return sum;
}

/* Pictures move from their list into the article's array; blocks are pointed there. */
static void settle_pictures(Bundle *bundle)
{
  Article *article = bundle->article;
  Picture *pictures = ARENA_ARRAY(bundle->arena, Picture, bundle->pictures->len + 1);
  for (unsigned i = 0; i < bundle->pictures->len; i++) {
    pictures[i] = *(Picture *)g_ptr_array_index(bundle->pictures, i);
    pictures[i].crop = pictures[i].crop && article->kind != KIND_AD; /* an advertiser's picture is whole */
  }
  for (unsigned b = 0; b < article->n_blocks; b++)
    for (unsigned i = 0; article->blocks[b].picture && i < bundle->pictures->len; i++)
      if (article->blocks[b].picture == g_ptr_array_index(bundle->pictures, i)) {
        ((Block *)&article->blocks[b])->picture = &pictures[i];
        break;
      }
  article->pictures = pictures;
  article->n_pictures = bundle->pictures->len;
}

static void note_unused_images(Bundle *bundle)
{
  char **files = list_files(bundle);
  for (char **file = files; file && *file; file++) {
    bool image = g_str_has_suffix(*file, ".jpg") || g_str_has_suffix(*file, ".jpeg") || g_str_has_suffix(*file, ".png");
    bool used = false;
    for (unsigned i = 0; i < bundle->pictures->len; i++)
      used = used || !strcmp(((Picture *)g_ptr_array_index(bundle->pictures, i))->name, *file);
    if (image && !used && is_file(bundle, *file)) /* what is no picture is told where it is named */
      diag_add(bundle->diags, DIAG_IMAGE_UNUSED, bundle->article->place, *file);
  }
}

static void check_empty(const Bundle *bundle)
{
  const Article *article = bundle->article;
  if (!article->characters && !article->n_pictures && !article->advert)
    diag_add(bundle->diags, DIAG_ARTICLE_EMPTY, article->place);
}

static bool read_parts(Bundle *bundle, const char *text, size_t length, const char *paper)
{
  Front front;
  if (!front_find(text, length, FRONT_KEYS, bundle->article->file, &front, bundle->diags))
    return false;
  read_keep(bundle, &(Yaml){.arena = bundle->arena, .diags = bundle->diags, .file = bundle->article->file}, NULL,
            paper);
  if (front.yaml) {
    Yaml yaml;
    if (!yaml_open(&yaml, bundle->arena, text + front.yaml, front.yaml_end - front.yaml, bundle->article->file, 1,
                   bundle->diags))
      return false;
    read_front_matter(bundle, &yaml, paper);
    yaml_close(&yaml);
  } else
    diag_add(bundle->diags, DIAG_FRONT_MATTER_NONE, (Place){bundle->article->file, 1, 1});
  markdown_read(bundle, text + front.body, length - front.body, front.body_line);
  return true;
}

Article *article_read(Arena *arena, const char *articles_dir, const char *slug, const ArticleDefaults *defaults,
                      DiagList *diags)
{
  char *dir = g_build_filename(articles_dir, slug, NULL), *file = g_build_filename(dir, "article.md", NULL);
  const FileRule rule = {defaults->issue_dir, LIMIT_ARTICLE_BYTES};
  size_t length;
  Article *article = ARENA_NEW(arena, Article);
  article->slug = arena_strdup(arena, slug);
  article->file = arena_strdup(arena, file);
  article->place = (Place){article->file, 1, 1};
  article->priority = 5;
  Bundle bundle = {.arena = arena,
                   .diags = diags,
                   .dir = arena_strdup(arena, dir),
                   .article = article,
                   .pictures = g_ptr_array_new(),
                   .normalise = defaults->normalise,
                   .verbose = defaults->verbose};
  char *text = file_read_text(arena, article->file, rule, &length, diags);
  bool fine = text && weigh_article(&bundle, text, length, defaults->tally) &&
              read_parts(&bundle, text, length, defaults->paper);
  if (fine) {
    settle_pictures(&bundle);
    defaults->tally->pictures += article->n_pictures;
    if (defaults->tally->pictures > LIMIT_ISSUE_PICTURES)
      limit_report(diags, OVER_ISSUE_PICTURES, article->place);
    note_unused_images(&bundle);
    article->characters = article_count(article);
    check_empty(&bundle);
    if (article->normalised.changes)
      diag_add(diags, DIAG_NORMALISED, article->place, article->normalised.changes);
  }
  g_ptr_array_free(bundle.pictures, TRUE);
  g_strfreev(bundle.files);
  g_free(file);
  g_free(dir);
  return fine ? article : NULL;
}
