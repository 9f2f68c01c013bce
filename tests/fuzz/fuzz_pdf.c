/* Foreign PDFs: looked at by preflight, placed as an advertisement. The mutator changes an object of the file and
   writes lengths and table anew, so that most of what it makes can be opened; a part of the time it leaves them wrong.
 */
#include <glib/gstdio.h>

#include "impose/impose.h"
#include "memory.h"
#include "pdf.h"
#include "preflight/preflight.h"
#include "target.h"

#define HOST "tests/fuzz/corpus/fuzz_pdf/plain.pdf"

enum { INSPECTIONS = 4, WAYS = INSPECTIONS + 1, BODY_MOST = 4096 };

static Memory memory;
static char *host, *host_bytes;
static gsize host_length;

static void close_host(void)
{
  g_remove(host);
  g_free(host);
  g_free(host_bytes);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  memory = memory_open();
  host = g_strdup_printf("%s/tekan-fuzz-%d.pdf", g_get_tmp_dir(), (int)getpid());
  if (!g_file_get_contents(HOST, &host_bytes, &host_length, NULL))
    abort();
  atexit(close_host);
  return 0;
}

static void inspect(unsigned way)
{
  static const char *const STANDARDS[] = {NULL, "PDF/X-1a:2003", "PDF/X-4"};
  DiagList *diags = diag_list_new(way % 2 ? LANG_ZH : LANG_EN);
  const PreflightOptions options = {.standard = STANDARDS[way % 3], .placed = way == 3};
  preflight_file(memory.path, "fuzz.pdf", &options, NULL, diags);
  target_tell(diags);
  diag_list_free(diags);
}

/* Into a copy of a page that is known. */
static void place(void)
{
  if (!g_file_set_contents_full(host, host_bytes, (gssize)host_length, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    abort();
  DiagList *diags = diag_list_new(LANG_EN);
  const Advert advert = {"fuzz.pdf", memory.path, {"article.md", 3, 6}};
  const DrawAdvert draw = {.advert = &advert, .box = {10000, 10000, 200000, 150000}, .bleeds = 15, .article = "ad"};
  const Grafting grafting = {&draw, 1};
  graft_adverts((FileTarget){.path = host, .name = host}, &grafting, 1, 0, diags);
  target_tell(diags);
  diag_list_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  memory_put(&memory, data, size);
  for (unsigned way = 0; way < WAYS; way++)
    if (target_goes(data, size, way, WAYS)) {
      if (way < INSPECTIONS)
        inspect(way);
      else
        place();
    }
  return 0;
}

/* --- the mutator --------------------------------------------------------------------------------------------- */

typedef struct {
  unsigned number;
  const char *body; /* after "obj" */
  gsize length;     /* to "endobj" */
} Object;

static GArray *find_objects(const char *text, gsize size)
{
  GArray *objects = g_array_new(FALSE, FALSE, sizeof(Object));
  for (const char *at = text, *end = text + size, *mark; (mark = g_strstr_len(at, end - at, " 0 obj")); at = mark + 6) {
    const char *number = mark, *stop = g_strstr_len(mark, end - mark, "endobj");
    while (number > at && g_ascii_isdigit(number[-1]) && mark - number < 4)
      number--;
    Object object = {(unsigned)g_ascii_strtoull(number, NULL, 10), mark + 6, stop ? (gsize)(stop - mark - 6) : 0};
    if (stop && object.number < PDF_OBJECTS_MOST)
      g_array_append_val(objects, object);
  }
  return objects;
}

static char *find_trailer(const char *text, gsize size)
{
  const char *mark = g_strrstr_len(text, (gssize)size, "trailer"), *end = text + size;
  const char *stop = mark ? g_strstr_len(mark, end - mark, "startxref") : NULL;
  return stop ? g_strndup(mark + 7, (gsize)(stop - mark - 7)) : g_strdup("<< /Root 1 0 R /Size 40 >>");
}

/* The stream's length where its dictionary tells it, as it is now. */
static void settle_length(GString *body)
{
  const char *key = g_strstr_len(body->str, (gssize)body->len, "/Length ");
  const char *from = key ? g_strstr_len(key, (gssize)body->len - (key - body->str), "stream\n") : NULL;
  const char *to = from ? g_strrstr_len(from, (gssize)body->len - (from - body->str), "\nendstream") : NULL;
  if (!to || to < from + 7)
    return;
  char number[24];
  g_snprintf(number, sizeof number, "%ld", (long)(to - from - 7));
  gssize at = key + 8 - body->str;
  gsize digits = strspn(body->str + at, "0123456789");
  g_string_erase(body, at, (gssize)digits);
  g_string_insert(body, at, number);
}

static GString *mutate_body(const Object *object, uint32_t *state)
{
  static guint8 buffer[BODY_MOST];
  gsize size = MIN(object->length, sizeof buffer / 2);
  memcpy(buffer, object->body, size);
  size = LLVMFuzzerMutate(buffer, size, sizeof buffer);
  GString *body = g_string_new_len((const char *)buffer, (gssize)size);
  if (object->length > sizeof buffer / 2)
    g_string_append_len(body, object->body + sizeof buffer / 2, (gssize)(object->length - sizeof buffer / 2));
  if (chance(state) % 8)
    settle_length(body);
  return body;
}

/* All objects once more, number CHANGED with another body: mutated, or another object's. */
static GString *rewrite(const GArray *objects, unsigned changed, const char *trailer, uint32_t *state)
{
  PdfText pdf = pdf_open(chance(state) % 2 ? "1.4" : "1.6");
  for (unsigned i = 0; i < objects->len; i++) {
    const Object *object = &g_array_index(objects, Object, i);
    if (i == changed && chance(state) % 8 == 0)
      object = &g_array_index(objects, Object, chance_below(state, objects->len));
    pdf_begin(&pdf, g_array_index(objects, Object, i).number);
    g_string_append_printf(pdf.bytes, "%u 0 obj", g_array_index(objects, Object, i).number);
    GString *body = i == changed ? mutate_body(object, state) : NULL;
    g_string_append_len(pdf.bytes, body ? body->str : object->body, (gssize)(body ? body->len : object->length));
    g_string_append(pdf.bytes, "endobj\n");
    if (body)
      g_string_free(body, TRUE);
  }
  return pdf_close(&pdf, trailer);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
  uint32_t state = seed | 1;
  GArray *objects = find_objects((const char *)data, size);
  if (!objects->len || chance(&state) % 4 == 0)
    size = LLVMFuzzerMutate(data, size, most);
  else {
    char *trailer = find_trailer((const char *)data, size);
    GString *pdf = rewrite(objects, chance_below(&state, objects->len), trailer, &state);
    size = MIN(pdf->len, most);
    memcpy(data, pdf->str, size);
    g_string_free(pdf, TRUE);
    g_free(trailer);
  }
  g_array_free(objects, TRUE);
  return size;
}
