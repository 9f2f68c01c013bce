/* Word documents on their way to an article: an input that begins as a zip archive is taken for the file; any other is
   the text of word/document.xml, and after a line of %%% of its styles, and of its relations, in an archive made
   right. */
#include <glib.h>
#include <string.h>
#include <zlib.h>

#include "manuscript/work.h"
#include "memory.h"
#include "target.h"

static Memory memory;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
  target_open();
  memory = memory_open();
  return 0;
}

/* --- an archive of stored parts (APPNOTE 4.3) ------------------------------------------------------------------ */

typedef struct {
  const char *name, *bytes;
  size_t size;
  gsize at;
} Part;

static void put_number(GByteArray *zip, guint32 value, unsigned bytes)
{
  for (unsigned i = 0; i < bytes; i++) {
    guint8 byte = (guint8)(value >> 8 * i);
    g_byte_array_append(zip, &byte, 1);
  }
}

/* What the local header and the directory have alike: version … length of the name and of more. */
static void put_common(GByteArray *zip, const Part *part)
{
  put_number(zip, 20, 2);
  put_number(zip, 0, 2);
  put_number(zip, 0, 2);
  put_number(zip, 0, 4);
  put_number(zip, (guint32)crc32(0, (const Bytef *)part->bytes, (uInt)part->size), 4);
  put_number(zip, (guint32)part->size, 4);
  put_number(zip, (guint32)part->size, 4);
  put_number(zip, (guint32)strlen(part->name), 2);
  put_number(zip, 0, 2);
}

static void put_part(GByteArray *zip, Part *part)
{
  part->at = zip->len;
  put_number(zip, 0x04034b50, 4);
  put_common(zip, part);
  g_byte_array_append(zip, (const guint8 *)part->name, (guint)strlen(part->name));
  if (part->size)
    g_byte_array_append(zip, (const guint8 *)part->bytes, (guint)part->size);
}

static void put_directory(GByteArray *zip, const Part *parts, unsigned n)
{
  gsize start = zip->len;
  for (unsigned i = 0; i < n; i++) {
    put_number(zip, 0x02014b50, 4);
    put_number(zip, 20, 2);
    put_common(zip, &parts[i]);
    put_number(zip, 0, 2); /* comment, disk, attributes */
    put_number(zip, 0, 2);
    put_number(zip, 0, 2);
    put_number(zip, 0, 4);
    put_number(zip, (guint32)parts[i].at, 4);
    g_byte_array_append(zip, (const guint8 *)parts[i].name, (guint)strlen(parts[i].name));
  }
  gsize size = zip->len - start;
  put_number(zip, 0x06054b50, 4);
  put_number(zip, 0, 4);
  put_number(zip, n, 2);
  put_number(zip, n, 2);
  put_number(zip, (guint32)size, 4);
  put_number(zip, (guint32)start, 4);
  put_number(zip, 0, 2);
}

static void put_archive(const char *text, size_t size)
{
  Part parts[] = {{.name = "word/document.xml"},
                  {.name = "word/styles.xml"},
                  {.name = "word/_rels/document.xml.rels"},
                  {.name = "word/media/a.png", .bytes = "png", .size = 3}};
  GByteArray *zip = g_byte_array_new();
  for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
    const char *mark = size && i < 2 ? g_strstr_len(text, (gssize)size, "\n%%%\n") : NULL;
    if (i < 3) {
      parts[i].bytes = text;
      parts[i].size = mark ? (size_t)(mark - text) : size;
      text = mark ? mark + 5 : "";
      size = mark ? size - parts[i].size - 5 : 0;
    }
    put_part(zip, &parts[i]);
  }
  put_directory(zip, parts, G_N_ELEMENTS(parts));
  memory_put(&memory, zip->data, zip->len);
  g_byte_array_free(zip, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  target_begin();
  if (size >= 2 && !memcmp(data, "PK", 2))
    memory_put(&memory, data, size);
  else
    put_archive((const char *)data, size);
  DiagList *diags = diag_list_new(LANG_EN);
  Manuscript *manuscript = manuscript_new(memory.path, diags);
  if (manuscript_read_word(manuscript))
    manuscript_set_article(manuscript);
  manuscript_free(manuscript);
  target_tell(diags);
  diag_list_free(diags);
  return 0;
}
