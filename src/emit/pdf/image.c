/* Pictures: converted to press colour in parallel, then each made one object however often it is placed. */
#include "emit/pdf/work.h"

#include <string.h>

#include "base/limits.h"

typedef struct {
  DrawImage draw; /* with an INFO of its own: it is there when the page it stands on is gone */
  int page;
  char *key;         /* image_press_key */
  unsigned twin;     /* of the first entry of that key: itself, where there is none before */
  PressImage *press; /* its bytes are given up once they are an object's; NULL: none, or its twin's */
  DiagList *diags;
  HPDF_Dict object;
} Entry;

struct ImageBook {
  GArray *entries;
  const ImageColours *colours;
  unsigned portion; /* the first of those being converted */
};

static bool same_picture(const DrawImage *a, const DrawImage *b)
{
  return !strcmp(a->info->path, b->info->path) && !memcmp(&a->crop, &b->crop, sizeof a->crop) && a->box.w == b->box.w &&
         a->box.h == b->box.h;
}

static Entry *find_entry(ImageBook *book, const DrawImage *image)
{
  for (unsigned i = 0; i < book->entries->len; i++)
    if (same_picture(&g_array_index(book->entries, Entry, i).draw, image))
      return &g_array_index(book->entries, Entry, i);
  return NULL;
}

static Entry *entry_at(const ImageBook *book, unsigned index)
{
  return &g_array_index(book->entries, Entry, index);
}

static void find_key(unsigned index, void *data)
{
  const ImageBook *book = data;
  Entry *entry = entry_at(book, index);
  const DrawImage *draw = &entry->draw;
  entry->key = image_press_key(draw->info, &draw->crop, draw->box.w, draw->box.h, book->colours);
}

/* One photograph on many pages, in the same crop and size, is made once. */
static void find_twins(Pdf *pdf, ImageBook *book)
{
  GHashTable *first = g_hash_table_new(g_str_hash, g_str_equal);
  parallel_run(book->entries->len, pdf->options->jobs, find_key, book);
  for (unsigned i = 0; i < book->entries->len; i++) {
    Entry *entry = entry_at(book, i);
    gpointer twin;
    entry->twin = i;
    if (entry->key && g_hash_table_lookup_extended(first, entry->key, NULL, &twin))
      entry->twin = GPOINTER_TO_UINT(twin);
    else if (entry->key)
      g_hash_table_insert(first, entry->key, GUINT_TO_POINTER(i));
  }
  g_hash_table_destroy(first);
}

static void convert(const ImageBook *book, Entry *entry)
{
  const DrawImage *draw = &entry->draw;
  entry->press = image_to_press(draw->info, &draw->crop, draw->box.w, draw->box.h, book->colours, entry->diags);
}

static void convert_entry(unsigned index, void *data)
{
  const ImageBook *book = data;
  Entry *entry = entry_at(book, book->portion + index);
  if (entry->twin == book->portion + index)
    convert(book, entry);
}

/* All of them are held until the file is written. In portions, so that what is too much does not depend on threads. */
static void convert_all(Pdf *pdf, ImageBook *book)
{
  enum { PORTION = 64 };
  unsigned n = book->entries->len;
  size_t bytes = 0;
  find_twins(pdf, book);
  for (unsigned from = 0; from < n; from += PORTION) {
    book->portion = from;
    parallel_run(MIN(n - from, PORTION), pdf->options->jobs, convert_entry, book);
    for (unsigned i = from; i < MIN(from + PORTION, n); i++) {
      const PressImage *press = entry_at(book, i)->press;
      bytes += press ? g_bytes_get_size(press->data) : 0;
      if (bytes > LIMIT_PRESS_BYTES)
        n = i;
    }
  }
  if (n == book->entries->len)
    return;
  const ImageInfo *first = g_array_index(book->entries, Entry, n).draw.info;
  diag_add(pdf->diags, DIAG_IMAGES_MANY, first->place, LIMIT_PRESS_BYTES >> 20, first->name);
}

static const char *filter_entries(const PressImage *press, char *text, size_t size)
{
  switch (press->encoding) {
  case ENCODED_DCT:
    g_snprintf(text, (gulong)size, "/Filter /DCTDecode%s",
               press->components == 4 && press->inverted ? "\n/Decode [1 0 1 0 1 0 1 0]" : "");
    break;
  case ENCODED_FLATE:
    g_snprintf(text, (gulong)size,
               "/Filter /FlateDecode\n/DecodeParms << /Predictor 15 /Colors %u /BitsPerComponent %u /Columns %u >>",
               press->components, press->bits, press->width);
    break;
  case ENCODED_FLATE_PLAIN: g_snprintf(text, (gulong)size, "/Filter /FlateDecode"); break;
  }
  return text;
}

static HPDF_Dict new_object(Pdf *pdf, const PressImage *press)
{
  char entries[160];
  HPDF_Dict object = object_encoded(pdf, press->data, filter_entries(press, entries, sizeof entries));
  if (!object)
    return NULL;
  object->header.obj_class |= HPDF_OSUBCLASS_XOBJECT;
  HPDF_Dict_AddName(object, "Type", "XObject");
  HPDF_Dict_AddName(object, "Subtype", "Image");
  HPDF_Dict_AddNumber(object, "Width", (HPDF_INT32)press->width);
  HPDF_Dict_AddNumber(object, "Height", (HPDF_INT32)press->height);
  HPDF_Dict_AddNumber(object, "BitsPerComponent", (HPDF_INT32)press->bits);
  HPDF_Dict_AddName(object, "ColorSpace", press->components == 4 ? "DeviceCMYK" : "DeviceGray");
  return object;
}

static void report_image(Pdf *pdf, const Entry *entry, const PressImage *press)
{
  if (!pdf->report || !pdf->report->images)
    return;
  PdfImage row = {entry->draw.info->path, entry->page, entry->draw.ppi, press->width, press->height, press->components};
  g_array_append_val(pdf->report->images, row);
}

static HPDF_Dict share_object(Pdf *pdf, GHashTable *by_hash, PressImage *press)
{
  char *key = g_base64_encode(press->sha256, sizeof press->sha256);
  HPDF_Dict object = g_hash_table_lookup(by_hash, key);
  if (!object) {
    object = new_object(pdf, press);
    g_hash_table_insert(by_hash, g_strdup(key), object);
  }
  g_free(key);
  g_clear_pointer(&press->data, g_bytes_unref);
  return object;
}

/* Its twin's picture, or its own; where the twin's came to nothing, that is told of this one too. */
static const PressImage *find_press(const ImageBook *book, Entry *entry)
{
  const Entry *twin = entry_at(book, entry->twin);
  if (twin == entry)
    return entry->press;
  if (twin->press)
    image_tell_again(twin->press, entry->draw.info, entry->diags);
  else
    convert(book, entry);
  return twin->press ? twin->press : entry->press;
}

static void make_objects(Pdf *pdf, ImageBook *book)
{
  GHashTable *by_hash = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (unsigned i = 0; i < book->entries->len; i++) {
    Entry *entry = entry_at(book, i);
    const PressImage *press = find_press(book, entry);
    diag_append(pdf->diags, entry->diags);
    if (!press) /* told; left out */
      continue;
    report_image(pdf, entry, press);
    entry->object = entry->press ? share_object(pdf, by_hash, entry->press) : entry_at(book, entry->twin)->object;
  }
  g_hash_table_destroy(by_hash);
}

static Entry new_entry(Pdf *pdf, const DrawImage *image, int page)
{
  Entry entry = {.draw = *image, .page = page, .diags = diag_list_new(diag_lang(pdf->diags))};
  entry.draw.info = arena_copy(pdf->arena, image->info, sizeof *image->info);
  return entry;
}

ImageBook *image_book_new(Pdf *pdf)
{
  ImageBook *book = g_new0(ImageBook, 1);
  book->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
  book->colours = pdf->options->colours;
  for (unsigned p = 0; p < pdf->list->n_pages; p++) {
    const DrawPage *page = &pdf->list->pages[p];
    if (pdf->options->only_page && page->number != pdf->options->only_page)
      continue;
    for (unsigned i = 0; i < page->n_items; i++) {
      if (page->items[i].kind != DRAW_IMAGE || find_entry(book, &page->items[i].image))
        continue;
      Entry entry = new_entry(pdf, &page->items[i].image, page->number);
      g_array_append_val(book->entries, entry);
    }
  }
  convert_all(pdf, book);
  make_objects(pdf, book);
  return book;
}

void image_book_free(ImageBook *book)
{
  for (unsigned i = 0; book && i < book->entries->len; i++) {
    Entry *entry = entry_at(book, i);
    diag_list_free(entry->diags);
    press_image_free(entry->press);
    g_free(entry->key);
  }
  if (book)
    g_array_free(book->entries, TRUE);
  g_free(book);
}

HPDF_Dict image_lookup(Pdf *pdf, const DrawImage *image)
{
  Entry *entry = find_entry(pdf->images, image);
  return entry ? entry->object : NULL;
}
